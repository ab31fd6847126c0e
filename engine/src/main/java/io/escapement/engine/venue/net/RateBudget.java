package io.escapement.engine.venue.net;

/**
 * At most so much within any stretch of time: connection attempts, messages, request weight. One thread's own.
 */
public final class RateBudget {
    private final long limit;
    private final long windowNs;
    private final long[] times;
    private final long[] amounts;
    private int first;
    private int count;
    private long used;

    /**
     * @param limit    the sum of amounts allowed within the window
     * @param windowNs length of the window
     */
    public RateBudget(int limit, long windowNs) {
        if (limit < 1 || windowNs < 1) {
            throw new IllegalArgumentException("a budget of " + limit + " in " + windowNs + " ns; expected at least 1");
        }
        this.limit = limit;
        this.windowNs = windowNs;
        this.times = new long[limit];
        this.amounts = new long[limit];
    }

    /**
     * How long to wait until the amount can be taken; 0 = now. An amount beyond the whole limit is treated as the
     * limit.
     *
     * @param nowNanos by a clock that never goes back
     */
    public long waitNs(int amount, long nowNanos) {
        forget(nowNanos);
        final long wanted = Math.min(amount, limit);
        long free = limit - used;
        int i = 0;
        long waitNs = 0;
        while (free < wanted) {
            final int oldest = (first + i++) % times.length;
            free += amounts[oldest];
            waitNs = times[oldest] + windowNs - nowNanos;
        }
        return waitNs;
    }

    /** Takes the amount if it is free. */
    public boolean tryTake(int amount, long nowNanos) {
        if (waitNs(amount, nowNanos) > 0) {
            return false;
        }
        final int last = (first + count++) % times.length;
        times[last] = nowNanos;
        amounts[last] = Math.min(amount, limit);
        used += amounts[last];
        return true;
    }

    private void forget(long nowNanos) {
        while (count > 0 && nowNanos - times[first] >= windowNs) {
            used -= amounts[first];
            first = (first + 1) % times.length;
            count--;
        }
    }
}
