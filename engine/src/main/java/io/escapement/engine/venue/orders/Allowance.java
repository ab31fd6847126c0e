package io.escapement.engine.venue.orders;

/**
 * How much of something a venue allows within a window, and how much of it is used: counted here as it is sent, and
 * corrected by what the venue says. Calendar windows begin at whole multiples of their length, as Binance's do; others
 * begin with the first use, and so allow at most what any rolling window would twice over, wherefore half the limit is
 * kept to. One thread.
 */
public final class Allowance {
    private final long windowMs;
    private final boolean calendar;
    private final int reservePercent;
    private long limit;
    private long used;
    private long windowStartMs = Long.MIN_VALUE;

    /**
     * @param reservePercent of the limit that only what is urgent may use: cancels, and questions after what became of
     *                       orders
     */
    public Allowance(long limit, long windowMs, boolean calendar, int reservePercent) {
        if (limit < 1 || windowMs < 1 || reservePercent < 0 || reservePercent > 90) {
            throw new IllegalArgumentException("an allowance of " + limit + " in " + windowMs + " ms, of which "
                + reservePercent + "% are kept; expected at least 1, and 0 to 90%");
        }
        this.limit = limit;
        this.windowMs = windowMs;
        this.calendar = calendar;
        this.reservePercent = reservePercent;
    }

    /** The venue has said what the limit is. */
    public void limit(long newLimit) {
        if (newLimit > 0) {
            limit = newLimit;
        }
    }

    /** The venue has said how much of this window is used. */
    public void observed(long venueUsed, long nowMs) {
        roll(nowMs);
        used = Math.max(used, venueUsed);
    }

    /** The venue has refused: nothing is left of this window. */
    public void exhausted(long nowMs) {
        roll(nowMs);
        used = limit;
    }

    /** Whether so much may be used now. */
    public boolean has(int amount, boolean urgent, long nowMs) {
        roll(nowMs);
        return used + amount <= allowed(urgent);
    }

    private long allowed(boolean urgent) {
        final long whole = calendar ? limit : Math.max(1, limit / 2);
        return urgent ? whole : Math.max(1, whole * (100 - reservePercent) / 100);
    }

    /** So much is used. */
    public void take(int amount, long nowMs) {
        roll(nowMs);
        used += amount;
    }

    /** When the window ends, in milliseconds of the same clock. */
    public long endMs(long nowMs) {
        roll(nowMs);
        return windowStartMs + windowMs;
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
        if (windowStartMs == Long.MIN_VALUE || nowMs >= windowStartMs + windowMs || nowMs < windowStartMs) {
            windowStartMs = calendar ? Math.floorDiv(nowMs, windowMs) * windowMs : nowMs;
            used = 0;
        }
    }
}
