package io.escapement.engine.risk;

import io.escapement.engine.market.Hashing;

import java.util.Arrays;

/**
 * The times of the last so many happenings, exactly, so that a burst across the edge of a window counts whole. By event
 * time, which never goes back.
 */
final class RateWindow {
    private static final long NEVER = Long.MIN_VALUE;

    private final long windowNs;
    private final long[] times;
    private int oldest;

    /** @param most happenings in any window of {@code windowNs} */
    RateWindow(int most, long windowNs) {
        this.windowNs = windowNs;
        this.times = new long[most];
        Arrays.fill(times, NEVER);
    }

    int most() {
        return times.length;
    }

    /** Whether one more now would be one too many. */
    boolean isFull(long timeNs) {
        final long earliest = times[oldest];
        return earliest != NEVER && timeNs - earliest < windowNs;
    }

    /** How many there are now. Looks at all: for explaining, not for judging. */
    int count(long timeNs) {
        int count = 0;
        for (final long time : times) {
            count += time != NEVER && timeNs - time < windowNs ? 1 : 0;
        }
        return count;
    }

    void add(long timeNs) {
        times[oldest] = timeNs;
        oldest = oldest + 1 == times.length ? 0 : oldest + 1;
    }

    void clear() {
        Arrays.fill(times, NEVER);
        oldest = 0;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, oldest);
        for (final long time : times) {
            hash = Hashing.fold(hash, time);
        }
        return hash;
    }
}
