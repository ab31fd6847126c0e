package io.escapement.engine.pivots;

import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.ColumnSet;
import io.escapement.engine.columns.Reset;

import java.util.ArrayList;
import java.util.List;

/** The numbers that pivots make, as of a closed bar. */
public final class PivotColumns {
    /** All of them. Distances are ln(p / close): what is above the close is positive. */
    public static final ColumnSet SET = new ColumnSet(ColumnBlock.PIVOTS, columns());

    private static final String TWIN = "brute force over all bars, 45,031 real bars, truncation";
    private static final String BOUNDS_WINDOW = "window-bars, usually 300";
    private static final String LN = "ln ratio";

    private PivotColumns() {
    }

    private static List<Column> columns() {
        final List<Column> columns = new ArrayList<>();
        for (int level = 1; level <= PivotSide.LEVELS; level++) {
            side(columns, level, "high");
            side(columns, level, "low");
            columns.add(new Column("pivot_trend_l" + level, 1, "1", "two highs and two lows of the level",
                "two highs and two lows", Reset.NEVER, "1: the last high and the last low of level " + level
                + " are above those before, -1: both below, else 0; Williams", TWIN));
        }
        columns.add(bound("pivot_support", LN, "ln(p/close) of the nearest confirmed low of the bounds' level below"
            + " the close"));
        columns.add(bound("pivot_resistance", LN, "ln(p/close) of the nearest confirmed high of the bounds' level above"
            + " the close"));
        columns.add(bound("pivot_bound_low", LN, "ln(p/close) of the lowest confirmed low of the bounds' level"));
        columns.add(bound("pivot_bound_high", LN, "ln(p/close) of the highest confirmed high of the bounds' level"));
        columns.add(bound("pivot_position", "1", "(close - lowest)/(highest - lowest) of those bounds, which normalise"
            + " prices; beyond 0 and 1 where the close is outside; missing where the highest is not above the lowest"));
        return columns;
    }

    private static void side(List<Column> columns, int level, String kind) {
        final String name = "pivot_" + kind;
        final String which = "last confirmed " + kind + " of level " + level;
        final String window = "none";
        final String warmUp = "the first confirmed " + kind + " of the level";
        columns.add(new Column(name + "_l" + level, 1, LN, window, warmUp, Reset.NEVER,
            "ln(p/close) of the " + which + "; Williams, see quant.md 2a", TWIN));
        columns.add(new Column(name + "_bars_l" + level, 1, "bars", window, warmUp, Reset.NEVER,
            "bars since the bar of the " + which, TWIN));
        columns.add(new Column(name + "_lag_l" + level, 1, "bars", window, warmUp, Reset.NEVER,
            "bars from the bar of the " + which + " to the one that confirmed it", TWIN));
    }

    private static Column bound(String name, String unit, String meaning) {
        return new Column(name, 1, unit, BOUNDS_WINDOW, "one such pivot", Reset.NEVER, meaning, TWIN);
    }

    /** Fills in the values of a series that has had a bar. */
    static void fill(PivotSeries series, double[] values) {
        int at = 0;
        for (int level = 0; level < PivotSide.LEVELS; level++) {
            at = fill(series, series.highs(), level, values, at);
            at = fill(series, series.lows(), level, values, at);
            values[at++] = series.hasTrend(level) ? series.trend(level) : Double.NaN;
        }
        final long close = series.close();
        final long lowest = series.lows().recent().min();
        final long highest = series.highs().recent().max();
        values[at++] = distance(series.lows().recent().nearestBelow(close), close);
        values[at++] = distance(series.highs().recent().nearestAbove(close), close);
        values[at++] = distance(lowest, close);
        values[at++] = distance(highest, close);
        values[at] = lowest == RecentPivots.NONE || highest <= lowest ? Double.NaN
            : (double) (close - lowest) / (highest - lowest);
    }

    private static int fill(PivotSeries series, PivotSide side, int level, double[] values, int first) {
        final boolean has = side.has(level);
        values[first] = has ? distance(side.price(level), series.close()) : Double.NaN;
        values[first + 1] = has ? series.index() - side.bar(level) : Double.NaN;
        values[first + 2] = has ? side.confirmBars(level) : Double.NaN;
        return first + 3;
    }

    private static double distance(long price, long close) {
        return price == RecentPivots.NONE ? Double.NaN : StrictMath.log((double) price / close);
    }
}
