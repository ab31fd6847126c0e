package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.statistics.History;

import java.util.List;

/** Rate of change over ten bars. */
final class RateOfChange extends Indicator {
    private static final int N = 10;
    static final List<Column> COLUMNS = List.of(column("roc_10", "percent", N + 1, N + 1,
        "100 (close / close 10 before - 1)", TA_LIB + " ROC"));

    private final History closes = new History(N + 1);

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        closes.add(bar.close);
        values[at] = closes.isFull() ? (bar.close / closes.oldest() - 1) * 100 : Double.NaN;
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
