package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.statistics.RollingMoments;

import java.util.List;

/** Bands of two deviations, with n below, around the mean of closes. */
final class Bollinger extends Indicator {
    private static final int N = 20;
    private static final double DEVIATIONS = 2;
    static final List<Column> COLUMNS = List.of(
        column("bb_upper", PRICE, N, N, "mean of closes + 2 deviations with n below", TA_LIB + " BBANDS"),
        column("bb_lower", PRICE, N, N, "mean of closes - 2 deviations with n below", TA_LIB + " BBANDS"),
        column("bb_pctb", "1", N, N, "(close - bb_lower) / (bb_upper - bb_lower); missing where there is no width",
            TA_LIB + " BBANDS"),
        column("bb_width", "1", N, N, "(bb_upper - bb_lower) / mean of closes", TA_LIB + " BBANDS"));

    private final RollingMoments closes = new RollingMoments(N);

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        closes.add(bar.close);
        final double half = closes.isFull() ? DEVIATIONS * closes.deviation(0) : Double.NaN;
        final double lower = closes.mean() - half;
        values[at] = closes.mean() + half;
        values[at + 1] = lower;
        values[at + 2] = half > 0 ? (bar.close - lower) / (2 * half) : Double.NaN;
        values[at + 3] = 2 * half / closes.mean();
    }

    @Override
    void clear() {
        closes.clear();
    }

    @Override
    long hash(long seed) {
        return closes.hash(seed);
    }
}
