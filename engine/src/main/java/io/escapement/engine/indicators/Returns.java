package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.statistics.History;

import java.util.List;
import java.util.stream.IntStream;

/** Logarithmic returns over 1, 5, 15 and 60 bars. */
final class Returns extends Indicator {
    private static final int[] OVER = {1, 5, 15, 60};
    static final List<Column> COLUMNS = IntStream.of(OVER).mapToObj(k -> column("ret_" + k, "1", k + 1, k + 1,
        "ln(close / close " + k + " before)", TWIN)).toList();

    private final History closes = new History(OVER[OVER.length - 1] + 1);

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        closes.add(bar.close);
        for (int i = 0; i < OVER.length; i++) {
            values[at + i] = closes.count() > OVER[i] ? StrictMath.log(bar.close / closes.ago(OVER[i])) : Double.NaN;
        }
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
