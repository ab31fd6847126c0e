package io.escapement.engine.risk;

import io.escapement.engine.statistics.AverageTrueRange;

/** How far away a stop-loss stands that goes by the {@link AverageTrueRange} of closed bars, in price mantissas. */
final class StopRange {
    /** Too few bars so far. */
    static final long UNKNOWN = 0;
    private static final double HUNDREDTHS = 100;
    /** A bar beyond this is no bar; so that no distance leaves a long, however many ranges it is. */
    private static final long MOST = Long.MAX_VALUE >> 20;

    private final AverageTrueRange range;

    StopRange(int bars) {
        this.range = new AverageTrueRange(bars);
    }

    void onBar(long high, long low, long close) {
        if (low > 0 && high >= low && high <= MOST && close >= low && close <= high) {
            range.add(high, low, close);
        }
    }

    /** So many hundredths of the average, rounded up, at least 1; {@link #UNKNOWN} before there are bars enough. */
    long hundredths(int multiple) {
        final double average = range.value();
        return Double.isNaN(average) ? UNKNOWN : Math.max(1, (long) Math.ceil(average * multiple / HUNDREDTHS));
    }

    long hash(long seed) {
        return range.hash(seed);
    }
}
