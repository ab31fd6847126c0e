package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.RollingRegression;

import java.util.List;

/** Slope of the least-squares line through closes. */
final class LinearSlope extends Indicator {
    private static final int N = 20;
    static final List<Column> COLUMNS = List.of(column("linreg_slope_20", "quote asset a bar", N, N,
        "least squares of close on the bar's number", TA_LIB + " LINEARREG_SLOPE"));

    private final RollingRegression line = new RollingRegression(N);
    private long bars;

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        line.add(bars++, bar.close);
        values[at] = line.isFull() ? line.slope() : Double.NaN;
    }

    @Override
    void clear() {
        line.clear();
        bars = 0;
    }

    @Override
    long hash(long seed) {
        return Hashing.fold(line.hash(seed), bars);
    }
}
