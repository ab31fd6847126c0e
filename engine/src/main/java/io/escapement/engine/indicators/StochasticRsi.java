package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;

import java.util.List;

/** The fast stochastic oscillator of the RSI: 14, 5, 3; 0 where closes stand still, as TA-Lib means but rounds away. */
final class StochasticRsi extends Indicator {
    private static final int N = 14;
    private static final int RANGE = 5;
    private static final int MEAN = 3;
    private static final int ALL = N + 1 + RANGE - 1 + MEAN - 1;
    static final List<Column> COLUMNS = List.of(
        fading("stochrsi_k", PERCENT, N, ALL, "(rsi - least) / (greatest - least) of 5 rsi_14; 0 where there is no"
            + " range, also where TA-Lib tells the place among rounding errors", TA_LIB + " STOCHRSI"),
        fading("stochrsi_d", PERCENT, N, ALL, "mean of 3 of stochrsi_k", TA_LIB + " STOCHRSI"));

    private final RelativeStrength strength = new RelativeStrength(N);
    private final RangePlace place = new RangePlace(RANGE, 1, MEAN);

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        final double rsi = strength.add(bar.close);
        if (!Double.isNaN(rsi)) {
            place.add(rsi, rsi, rsi);
        }
        values[at] = place.first();
        values[at + 1] = place.second();
    }

    @Override
    void clear() {
        strength.clear();
        place.clear();
    }

    @Override
    long hash(long seed) {
        return place.hash(strength.hash(seed));
    }
}
