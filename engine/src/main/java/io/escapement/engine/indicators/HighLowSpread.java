package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.market.Hashing;

import java.util.List;

/** The spread that highs and lows of two bars betray, after Corwin and Schultz. */
final class HighLowSpread extends Indicator {
    static final List<Column> COLUMNS = List.of(column("cs_spread", "1, share of the price", 2, 2,
        "2 (e^a - 1) / (1 + e^a), a = (sqrt(2b) - sqrt(b)) / (3 - 2 sqrt 2) - sqrt(g / (3 - 2 sqrt 2)), b the sum of"
            + " squares of ln(high / low), g that of both bars as one; what is negative is 0; Corwin-Schultz 2012",
        "quant.md section 3, " + TWIN));
    private static final double SCALE = 3 - 2 * Math.sqrt(2);

    private double highBefore = Double.NaN;
    private double lowBefore;

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        values[at] = Double.isNaN(highBefore) ? Double.NaN : spread(bar);
        highBefore = bar.high;
        lowBefore = bar.low;
    }

    private double spread(BarValues bar) {
        final double beta = square(StrictMath.log(bar.high / bar.low))
            + square(StrictMath.log(highBefore / lowBefore));
        final double gamma =
            square(StrictMath.log(Math.max(bar.high, highBefore) / Math.min(bar.low, lowBefore)));
        final double alpha = (Math.sqrt(2 * beta) - Math.sqrt(beta)) / SCALE - Math.sqrt(gamma / SCALE);
        final double power = StrictMath.exp(alpha);
        return Math.max(0, 2 * (power - 1) / (1 + power));
    }

    private static double square(double value) {
        return value * value;
    }

    @Override
    void clear() {
        highBefore = Double.NaN;
        lowBefore = 0;
    }

    @Override
    long hash(long seed) {
        return Hashing.fold(Hashing.fold(seed, highBefore), lowBefore);
    }
}
