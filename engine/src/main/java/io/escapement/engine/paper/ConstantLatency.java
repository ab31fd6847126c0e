package io.escapement.engine.paper;

/**
 * The same latency for every request.
 *
 * @param entryNs  nanoseconds to the venue
 * @param returnNs nanoseconds back
 */
public record ConstantLatency(long entryNs, long returnNs) implements LatencyModel {
    public ConstantLatency {
        if (entryNs < 0 || returnNs < 0) {
            throw new IllegalArgumentException("a latency is not negative, got " + entryNs + " and " + returnNs);
        }
    }

    @Override
    public long orderEntryNs(long requestTimeNs, long clientOrderId) {
        return entryNs;
    }

    @Override
    public long responseNs(long exchangeTimeNs, long clientOrderId) {
        return returnNs;
    }
}
