package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;

import java.util.List;

/** What a bar looks like, in average true ranges. */
final class Shape extends Indicator {
    private static final int WARM_UP = BarValues.ATR_BARS + 1;
    static final List<Column> COLUMNS = List.of(
        shape("range", "(high - low) / atr"),
        shape("body", "(close - open) / atr"),
        shape("upwick", "(high - the greater of open and close) / atr"),
        shape("dnwick", "(the lesser of open and close - low) / atr"));

    private static Column shape(String name, String meaning) {
        return fading(name, ATR, BarValues.ATR_BARS, WARM_UP, meaning + "; missing where atr is 0",
            TA_LIB + " ATR");
    }

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        final double atr = bar.atr > 0 ? bar.atr : Double.NaN;
        values[at] = (bar.high - bar.low) / atr;
        values[at + 1] = (bar.close - bar.open) / atr;
        values[at + 2] = (bar.high - Math.max(bar.open, bar.close)) / atr;
        values[at + 3] = (Math.min(bar.open, bar.close) - bar.low) / atr;
    }

    @Override
    void clear() {
        // All of it is in the average true range.
    }

    @Override
    long hash(long seed) {
        return seed;
    }
}
