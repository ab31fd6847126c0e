package io.escapement.engine.pivots;

import io.escapement.engine.market.Hashing;

/** Wilder's average true range of {@value #BARS} bars, as TA-Lib makes it: the first is the mean of as many. */
final class WilderRange {
    static final int BARS = 14;

    private long lastClose;
    private long bars;
    private double sum;
    private double average = Double.NaN;

    void add(long high, long low, long close) {
        if (bars > 0) {
            final double range = Math.max(high, lastClose) - Math.min(low, lastClose);
            if (bars < BARS) {
                sum += range;
            } else if (bars == BARS) {
                average = (sum + range) / BARS;
            } else {
                average = (average * (BARS - 1) + range) / BARS;
            }
        }
        lastClose = close;
        bars++;
    }

    /** In the price's mantissas; NaN until there are {@value #BARS} ranges. */
    double value() {
        return average;
    }

    long hash(long seed) {
        final long hash = Hashing.fold(Hashing.fold(seed, lastClose), bars);
        return Hashing.fold(Hashing.fold(hash, sum), average);
    }
}
