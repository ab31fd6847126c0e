package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.RollingSum;

import java.util.List;

/** Amihud's illiquidity: how far prices go for what is traded. */
final class Amihud extends Indicator {
    private static final int N = 60;
    static final List<Column> COLUMNS = List.of(column("amihud_60", "1 per million of quote asset", N + 1, N + 1,
        "mean of absolute ln(close / close before) / quote volume over those of 60 bars that traded; quant.md has it on"
            + " bars of 1 m; Amihud 2002", TWIN));
    private static final double MILLION = 1e6;

    private final RollingSum ratios = new RollingSum(N);
    private final RollingSum traded = new RollingSum(N);
    private double before = Double.NaN;

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        if (!Double.isNaN(before)) {
            final double volume = bar.quoteVolume();
            ratios.add(volume == 0 ? 0 : Math.abs(StrictMath.log(bar.close / before)) / (volume / MILLION));
            traded.add(volume == 0 ? 0 : 1);
        }
        before = bar.close;
        values[at] = ratios.isFull() && traded.nonZero() > 0 ? ratios.sum() / traded.nonZero() : Double.NaN;
    }

    @Override
    void clear() {
        ratios.clear();
        traded.clear();
        before = Double.NaN;
    }

    @Override
    long hash(long seed) {
        return Hashing.fold(traded.hash(ratios.hash(seed)), before);
    }
}
