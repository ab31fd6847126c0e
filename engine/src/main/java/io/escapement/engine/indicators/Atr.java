package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;

import java.util.List;

/** The average true range that all others divide by, told. */
final class Atr extends Indicator {
    private static final int N = BarValues.ATR_BARS;
    static final List<Column> COLUMNS = List.of(
        fading("atr_14", PRICE, N, N + 1, "Wilder's mean of true ranges", TA_LIB + " ATR"),
        fading("natr_14", "percent", N, N + 1, "100 atr / close", TA_LIB + " NATR"));

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        values[at] = bar.atr;
        values[at + 1] = bar.atr / bar.close * 100;
    }

    @Override
    void clear() {
        // The series has it.
    }

    @Override
    long hash(long seed) {
        return seed;
    }
}
