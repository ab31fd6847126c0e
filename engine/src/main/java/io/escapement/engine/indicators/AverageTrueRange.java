package io.escapement.engine.indicators;

import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.ExponentialMean;

/** Wilder's mean of true ranges, of 14 bars; the first bar has none, since it needs the close before. */
final class AverageTrueRange {
    static final int WINDOW = 14;

    private final ExponentialMean ranges = ExponentialMean.wilder(WINDOW);
    private double closeBefore = Double.NaN;

    /** Takes a bar and writes its {@code atr}. */
    void onBar(BarValues bar) {
        if (!Double.isNaN(closeBefore)) {
            ranges.add(bar.trueRange(closeBefore));
        }
        closeBefore = bar.close;
        bar.atr = ranges.mean();
    }

    void clear() {
        ranges.clear();
        closeBefore = Double.NaN;
    }

    long hash(long seed) {
        return Hashing.fold(ranges.hash(seed), closeBefore);
    }
}
