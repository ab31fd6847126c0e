package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.RollingSum;

import java.util.List;

/**
 * How far the close is from the mean price of what was traded: since 00:00 UTC, in 5 minutes, in an hour. Windows that
 * are no whole number of bars are missing. The day's mean is of the bars that there are, before a gap too; a bar of the
 * day whose volume or notional is not known makes the rest of the day missing.
 */
final class MeanPrice extends Indicator {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long DAY_NS = 1440 * MINUTE_NS;
    private static final int WARM_UP = BarValues.ATR_BARS + 1;
    static final List<Column> COLUMNS = List.of(
        new Column("vwap_dev_day", 1, ATR, "since 00:00 UTC", WARM_UP + " bars", Reset.DAY,
            "(close - mean price of the day's trades) / atr", TWIN),
        column("vwap_dev_5m", ATR, "5 minutes, fading", WARM_UP, "(close - mean price of trades) / atr", TWIN),
        column("vwap_dev_1h", ATR, "1 hour, fading", WARM_UP, "(close - mean price of trades) / atr", TWIN));

    private final Window five;
    private final Window hour;
    private long day = Long.MIN_VALUE;
    private double worth;
    private double quantity;

    /** @param durationNs of the bars */
    MeanPrice(long durationNs) {
        this.five = Window.of(5 * MINUTE_NS, durationNs);
        this.hour = Window.of(60 * MINUTE_NS, durationNs);
    }

    private record Window(RollingSum worth, RollingSum quantity) {
        static Window of(long windowNs, long durationNs) {
            if (windowNs % durationNs != 0) {
                return null;
            }
            final int bars = (int) (windowNs / durationNs);
            return new Window(new RollingSum(bars), new RollingSum(bars));
        }
    }

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        final long today = Math.floorDiv(bar.openTimeNs, DAY_NS);
        if (today != day) {
            day = today;
            worth = 0;
            quantity = 0;
        }
        worth += bar.worth;
        quantity += bar.quantity;
        values[at] = deviation(bar, worth, quantity);
        values[at + 1] = deviation(bar, five);
        values[at + 2] = deviation(bar, hour);
    }

    private static double deviation(BarValues bar, Window window) {
        if (window == null) {
            return Double.NaN;
        }
        window.worth.add(bar.worth);
        window.quantity.add(bar.quantity);
        return deviation(bar, window.worth.sum(), window.quantity.sum());
    }

    private static double deviation(BarValues bar, double worth, double quantity) {
        return quantity > 0 && bar.atr > 0 ? (bar.close - worth / quantity) / bar.atr : Double.NaN;
    }

    @Override
    void clear() {
        clear(five);
        clear(hour);
    }

    private static void clear(Window window) {
        if (window != null) {
            window.worth.clear();
            window.quantity.clear();
        }
    }

    @Override
    long hash(long seed) {
        final long hash = Hashing.fold(Hashing.fold(Hashing.fold(seed, day), worth), quantity);
        return hash(hash(hash, five), hour);
    }

    private static long hash(long seed, Window window) {
        return window == null ? seed : window.quantity.hash(window.worth.hash(seed));
    }
}
