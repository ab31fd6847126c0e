package io.escapement.engine.risk;

import io.escapement.engine.market.Hashing;

/**
 * Wilder's average true range over closed bars, in 256ths of a price mantissa: the mean of the first so many true
 * ranges, then each new one with weight one of so many. The true range of the first bar of all is not counted, as it
 * has no close before it.
 */
final class AverageTrueRange {
    /** Too few bars so far. */
    static final long UNKNOWN = 0;
    private static final int SHIFT = 8;
    /** A bar beyond this is no bar. */
    private static final long MOST = Long.MAX_VALUE >> SHIFT + 12;

    private final int bars;
    private int seen;
    private long close;
    private long sum;
    private long average;

    AverageTrueRange(int bars) {
        this.bars = bars;
    }

    void onBar(long high, long low, long closed) {
        if (low <= 0 || high < low || high > MOST || closed < low || closed > high) {
            return;
        }
        if (close > 0) {
            final long range = Math.max(high, close) - Math.min(low, close) << SHIFT;
            if (seen < bars) {
                sum += range;
                seen++;
                average = seen == bars ? sum / bars : 0;
            } else {
                average = (average * (bars - 1) + range) / bars;
            }
        }
        close = closed;
    }

    /** So many hundredths of the average, a price mantissa rounded up, at least 1; {@link #UNKNOWN} before warm-up. */
    long hundredths(int multiple) {
        if (seen < bars) {
            return UNKNOWN;
        }
        final long divisor = 100L << SHIFT;
        return Math.max(1, (average * multiple + divisor - 1) / divisor);
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, seen);
        hash = Hashing.fold(hash, close);
        hash = Hashing.fold(hash, sum);
        return Hashing.fold(hash, average);
    }
}
