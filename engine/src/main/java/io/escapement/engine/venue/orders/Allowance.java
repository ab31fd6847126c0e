package io.escapement.engine.venue.orders;

/**
 * How much of something a venue allows within a window, and how much of it is used: counted here as it is sent, and
 * corrected by what the venue says. Calendar windows begin at whole multiples of their length, as Binance's do; of
 * others any stretch of time is one. One thread.
 */
public final class Allowance {
    private static final int MOST_ROLLING = 10_000;

    private final long windowMs;
    private final boolean calendar;
    private final int reservePercent;
    /** When each unit in the window was used; of rolling windows only. */
    private final long[] times;
    private int first;
    private long limit;
    private long used;
    private long windowStartMs = Long.MIN_VALUE;
    private long exhaustedUntilMs = Long.MIN_VALUE;

    /**
     * @param reservePercent of the limit that only what is urgent may use: cancels, and questions after what became of
     *                       orders
     */
    public Allowance(long limit, long windowMs, boolean calendar, int reservePercent) {
        if (limit < 1 || windowMs < 1 || reservePercent < 0 || reservePercent > 90
            || !calendar && limit > MOST_ROLLING) {
            throw new IllegalArgumentException("an allowance of " + limit + " in " + windowMs + " ms, of which "
                + reservePercent + "% are kept; expected at least 1, of a rolling window at most " + MOST_ROLLING
                + ", and 0 to 90%");
        }
        this.limit = limit;
        this.windowMs = windowMs;
        this.calendar = calendar;
        this.reservePercent = reservePercent;
        this.times = new long[calendar ? 0 : (int) limit];
    }

    /** The venue has said what the limit is; of a rolling window it can only become less. */
    public void limit(long newLimit) {
        if (newLimit > 0) {
            limit = calendar ? newLimit : Math.min(times.length, newLimit);
        }
    }

    /** The venue has said how much of this window is used. */
    public void observed(long venueUsed, long nowMs) {
        roll(nowMs);
        if (calendar) {
            used = Math.max(used, venueUsed);
        }
    }

    /** The venue has refused: nothing is left of this window. */
    public void exhausted(long nowMs) {
        roll(nowMs);
        exhaustedUntilMs = calendar ? windowStartMs + windowMs : nowMs + windowMs;
    }

    /** Whether so much may be used now. */
    public boolean has(int amount, boolean urgent, long nowMs) {
        roll(nowMs);
        final long allowed = urgent ? limit : Math.max(1, limit * (100 - reservePercent) / 100);
        return nowMs >= exhaustedUntilMs && used + amount <= allowed;
    }

    /** So much is used. */
    public void take(int amount, long nowMs) {
        roll(nowMs);
        for (int i = 0; i < amount && !calendar && used + i < times.length; i++) {
            times[(int) ((first + used + i) % times.length)] = nowMs;
        }
        used = calendar ? used + amount : Math.min(times.length, used + amount);
    }

    /** When something is free again, in milliseconds of the same clock. */
    public long endMs(long nowMs) {
        roll(nowMs);
        final long rolled = calendar ? windowStartMs + windowMs : used == 0 ? nowMs : times[first] + windowMs;
        return Math.max(rolled, exhaustedUntilMs);
    }

    public long used(long nowMs) {
        roll(nowMs);
        return used;
    }

    public long limit() {
        return limit;
    }

    public long windowMs() {
        return windowMs;
    }

    private void roll(long nowMs) {
        if (!calendar) {
            while (used > 0 && nowMs - times[first] >= windowMs) {
                first = (first + 1) % times.length;
                used--;
            }
        } else if (windowStartMs == Long.MIN_VALUE || nowMs >= windowStartMs + windowMs || nowMs < windowStartMs) {
            windowStartMs = Math.floorDiv(nowMs, windowMs) * windowMs;
            used = 0;
        }
    }
}
