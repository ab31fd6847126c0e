package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.statistics.ExponentialMoments;

import java.util.List;

/** How much is traded, against what is usual. A bar that does not say leaves what is usual as it is. */
final class Activity extends Indicator {
    private static final int WINDOW = 60;
    private static final double WEIGHT = 2.0 / (WINDOW + 1);
    static final List<Column> COLUMNS = List.of(
        usual("vol_z", "ln(1 + volume in base asset, of inverse contracts quote asset)"),
        usual("ntr_z", "ln(1 + number of trades)"));

    private final ExponentialMoments volumes = new ExponentialMoments();
    private final ExponentialMoments counts = new ExponentialMoments();

    private static Column usual(String name, String of) {
        return fading(name, "standard deviations", WINDOW, WINDOW, "(x - mean) / deviation of x = " + of + ", both"
            + " exponential with weight 2/61, this bar included; missing where the deviation is 0", TWIN);
    }

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        values[at] = score(volumes, bar.volume);
        values[at + 1] = score(counts, bar.tradeCount);
    }

    private static double score(ExponentialMoments moments, double amount) {
        if (Double.isNaN(amount)) {
            return Double.NaN;
        }
        final double value = StrictMath.log1p(amount);
        moments.add(value, WEIGHT);
        final double deviation = moments.deviation();
        return moments.count() >= WINDOW && deviation > 0 ? (value - moments.mean()) / deviation : Double.NaN;
    }

    @Override
    void clear() {
        volumes.clear();
        counts.clear();
    }

    @Override
    long hash(long seed) {
        return counts.hash(volumes.hash(seed));
    }
}
