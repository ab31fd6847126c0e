package io.escapement.engine.venue.loopback;

/** REST weight used in the current minute of the clock. */
final class WeightWindow {
    private static final long MINUTE_MS = 60_000;

    private long minute;
    private int used;

    /** Adds a request's weight and returns the sum of this minute. */
    int add(final int weight, final long nowMs) {
        if (nowMs / MINUTE_MS != minute) {
            minute = nowMs / MINUTE_MS;
            used = 0;
        }
        used += weight;
        return used;
    }

    static long secondsLeft(final long nowMs) {
        return (MINUTE_MS - nowMs % MINUTE_MS + 999) / 1_000;
    }

    static int ofDepth(final int limit) {
        return limit <= 100 ? 5 : limit <= 500 ? 25 : limit <= 1_000 ? 50 : 250;
    }

    static int ofUsdmKlines(final int limit) {
        return limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1_000 ? 5 : 10;
    }
}
