package io.escapement.engine.paper;

/**
 * Adds to another model a delay between 0 and a bound, drawn from the order's id and a seed and from nothing else:
 * the same order is late by the same time in every run.
 */
public final class JitteredLatency implements LatencyModel {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final LatencyModel model;
    private final long jitterNs;
    private final long seed;

    /**
     * @param jitterNs the most that is added, nanoseconds, to 2^60
     */
    public JitteredLatency(LatencyModel model, long jitterNs, long seed) {
        if (jitterNs < 0 || jitterNs > 1L << 60) {
            throw new IllegalArgumentException("jitter is from 0 to 2^60 ns, got " + jitterNs);
        }
        this.model = model;
        this.jitterNs = jitterNs;
        this.seed = seed;
    }

    @Override
    public long orderEntryNs(long requestTimeNs, long clientOrderId) {
        return model.orderEntryNs(requestTimeNs, clientOrderId) + draw(clientOrderId, 1);
    }

    @Override
    public long responseNs(long exchangeTimeNs, long clientOrderId) {
        return model.responseNs(exchangeTimeNs, clientOrderId) + draw(clientOrderId, 2);
    }

    /** Even over 0 to {@code jitterNs}: the upper half of the product of a 63-bit hash and the range. */
    private long draw(long clientOrderId, long way) {
        final long hash = mix(mix(seed + way * GOLDEN) ^ clientOrderId) >>> 1;
        return Math.multiplyHigh(hash, (jitterNs + 1) << 1);
    }

    /** The finisher of SplitMix64. */
    private static long mix(long value) {
        long z = value + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
