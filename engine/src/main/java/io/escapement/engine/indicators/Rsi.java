package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;

import java.util.List;

/** Relative strength of closes. */
final class Rsi extends Indicator {
    private static final int N = 14;
    static final List<Column> COLUMNS = List.of(fading("rsi_14", PERCENT, N, N + 1,
        "100 G / (G + L) of Wilder's means of gains and losses; 50 where nothing moved, for which TA-Lib has 0",
        TA_LIB + " RSI"));

    private final RelativeStrength strength = new RelativeStrength(N);

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        values[at] = strength.add(bar.close);
    }

    @Override
    void clear() {
        strength.clear();
    }

    @Override
    long hash(long seed) {
        return strength.hash(seed);
    }
}
