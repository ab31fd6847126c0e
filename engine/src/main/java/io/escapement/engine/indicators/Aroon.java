package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.statistics.RollingExtremes;

import java.util.List;

/** How long ago the highest high and the lowest low were; of equal ones the latest, as in TA-Lib. */
final class Aroon extends Indicator {
    private static final int N = 25;
    static final List<Column> COLUMNS = List.of(
        column("aroon_up", PERCENT, N + 1, N + 1, "100 (25 - bars since the highest high) / 25", TA_LIB + " AROON"),
        column("aroon_down", PERCENT, N + 1, N + 1, "100 (25 - bars since the lowest low) / 25", TA_LIB + " AROON"));

    private final RollingExtremes extremes = RollingExtremes.ofLatest(N + 1);

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        extremes.add(bar.high, bar.low);
        final double step = extremes.isFull() ? 100.0 / N : Double.NaN;
        values[at] = (N - extremes.maxAgo()) * step;
        values[at + 1] = (N - extremes.minAgo()) * step;
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
