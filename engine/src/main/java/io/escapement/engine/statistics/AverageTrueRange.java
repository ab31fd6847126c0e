package io.escapement.engine.statistics;

import io.escapement.engine.market.Hashing;

/**
 * Wilder's average of the true ranges of closed bars, as TA-Lib makes it: the first is the plain mean of as many ranges
 * as there are bars in its window, each later one has weight one of so many. The first bar of all has no range, since
 * that needs the close before. In whatever unit the prices are. Not thread-safe; allocates nothing.
 */
public final class AverageTrueRange {
    private final ExponentialMean ranges;
    private double closeBefore = Double.NaN;

    public AverageTrueRange(int bars) {
        this.ranges = ExponentialMean.wilder(bars);
    }

    /** Of a bar: how far it went, from the close before on. */
    public static double trueRange(double high, double low, double closeBefore) {
        return Math.max(high, closeBefore) - Math.min(low, closeBefore);
    }

    /** Takes the next bar. */
    public void add(double high, double low, double close) {
        if (!Double.isNaN(closeBefore)) {
            ranges.add(trueRange(high, low, closeBefore));
        }
        closeBefore = close;
    }

    /** NaN until there are ranges enough. */
    public double value() {
        return ranges.mean();
    }

    public void clear() {
        ranges.clear();
        closeBefore = Double.NaN;
    }

    public long hash(long seed) {
        return Hashing.fold(ranges.hash(seed), closeBefore);
    }
}
