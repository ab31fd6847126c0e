package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;

/** Some columns over one series of bars. Not thread-safe; allocates nothing once it is made. */
abstract class Indicator {
    static final String TA_LIB = "TA-Lib 0.4.0";
    static final String TWIN = "batch twin over the whole window, by hand";
    static final String BPS = "bps";
    static final String PERCENT = "0 to 100";
    static final String PRICE = "quote asset";
    static final String ATR = "average true ranges";

    /** Takes the next bar of the series, and writes its columns from {@code at} on. */
    abstract void onBar(BarValues bar, double[] values, int at);

    /** Bars are missing between the last one and the next. */
    abstract void clear();

    abstract long hash(long seed);

    /** A column that looks back on so many bars, and forgets when bars are missing. */
    static Column column(String name, String unit, int window, int warmUp, String meaning, String oracle) {
        return column(name, unit, bars(window), warmUp, meaning, oracle);
    }

    /** A column in which what is longer ago than so many bars counts too, less and less. */
    static Column fading(String name, String unit, int window, int warmUp, String meaning, String oracle) {
        return column(name, unit, bars(window) + ", fading", warmUp, meaning, oracle);
    }

    static Column column(String name, String unit, String window, int warmUp, String meaning, String oracle) {
        return new Column(name, 1, unit, window, bars(warmUp), Reset.GAP, meaning, oracle);
    }

    private static String bars(int count) {
        return count + (count == 1 ? " bar" : " bars");
    }
}
