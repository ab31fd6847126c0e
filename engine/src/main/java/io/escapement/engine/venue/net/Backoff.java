package io.escapement.engine.venue.net;

import java.util.SplittableRandom;

/**
 * How long to wait before the next attempt: doubling from the least to the greatest wait, of each a random half, so
 * that many clients do not come back at once. A connection that has stood for the stable time starts it over; one that
 * falls at once does not. Seeded, so that a run can be repeated. Not for use in the core.
 */
public final class Backoff {
    private static final int MAX_DOUBLINGS = 30;

    private final SplittableRandom random;
    private final long minNs;
    private final long maxNs;
    private final long stableNs;
    private int attempts;
    private long openedNanos;
    private boolean open;

    /**
     * @param minNs    the first wait, before its random part is taken off
     * @param maxNs    the longest wait
     * @param stableNs how long a connection must have stood to count as a success
     * @throws IllegalArgumentException if a wait is not positive or the two are the wrong way round
     */
    public Backoff(long seed, long minNs, long maxNs, long stableNs) {
        if (minNs < 1 || maxNs < minNs || stableNs < 0) {
            throw new IllegalArgumentException("a backoff from " + minNs + " ns to " + maxNs + " ns, stable after "
                + stableNs + " ns; expected 1 <= least <= greatest and no negative time");
        }
        this.random = new SplittableRandom(seed);
        this.minNs = minNs;
        this.maxNs = maxNs;
        this.stableNs = stableNs;
    }

    /** The connection stands. */
    public void opened(long nowNanos) {
        open = true;
        openedNanos = nowNanos;
    }

    /** The connection is over or was refused: how long to wait, in nanoseconds. */
    public long nextDelayNs(long nowNanos) {
        if (open && nowNanos - openedNanos >= stableNs) {
            attempts = 0;
        }
        open = false;
        final int doublings = Math.min(attempts++, MAX_DOUBLINGS);
        final long whole = minNs > maxNs >> doublings ? maxNs : minNs << doublings;
        return whole - random.nextLong(whole / 2 + 1);
    }

    /** Failures in a row. */
    public int attempts() {
        return attempts;
    }
}
