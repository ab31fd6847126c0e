package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.statistics.RollingExtremes;

import java.util.List;

/** Williams' %R. */
final class WilliamsR extends Indicator {
    private static final int N = 14;
    static final List<Column> COLUMNS = List.of(column("willr_14", "-100 to 0", N, N,
        "-100 (highest high - close) / (highest high - lowest low); 0 where there is no range", TA_LIB + " WILLR"));

    private final RollingExtremes extremes = new RollingExtremes(N);

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        extremes.add(bar.high, bar.low);
        final double width = extremes.max() - extremes.min();
        final double place = width > 0 ? -100 * ((extremes.max() - bar.close) / width) : 0;
        values[at] = extremes.isFull() ? place : Double.NaN;
    }

    @Override
    void clear() {
        extremes.clear();
    }

    @Override
    long hash(long seed) {
        return extremes.hash(seed);
    }
}
