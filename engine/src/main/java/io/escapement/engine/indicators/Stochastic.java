package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;

import java.util.List;

/** The slow stochastic oscillator, 14, 3, 3. */
final class Stochastic extends Indicator {
    private static final int N = 14;
    private static final int MEAN = 3;
    private static final int ALL = N + 2 * (MEAN - 1);
    static final List<Column> COLUMNS = List.of(
        column("stoch_k", PERCENT, N + MEAN - 1, ALL, "mean of 3 of (close - lowest low) / (highest high - lowest low)"
            + " of 14 bars; 0 where there is no range", TA_LIB + " STOCH"),
        column("stoch_d", PERCENT, ALL, ALL, "mean of 3 of stoch_k", TA_LIB + " STOCH"));

    private final RangePlace place = new RangePlace(N, MEAN, MEAN);

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        place.add(bar.high, bar.low, bar.close);
        values[at] = place.first();
        values[at + 1] = place.second();
    }

    @Override
    void clear() {
        place.clear();
    }

    @Override
    long hash(long seed) {
        return place.hash(seed);
    }
}
