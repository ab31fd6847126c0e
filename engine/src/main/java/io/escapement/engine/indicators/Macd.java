package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.ExponentialMean;

import java.util.List;

/**
 * Convergence of two exponential means, 12 and 26. As in TA-Lib both begin at the 26th bar, the fast one with the mean
 * of the last 12 of these, and nothing is told before the signal, the mean of 9, is there.
 */
final class Macd extends Indicator {
    private static final int FAST = 12;
    private static final int SLOW = 26;
    private static final int SIGNAL = 9;
    private static final int WARM_UP = SLOW + SIGNAL - 1;
    static final List<Column> COLUMNS = List.of(
        fading("macd", BPS, SLOW, WARM_UP, "(EMA 12 - EMA 26) / close", TA_LIB + " MACD"),
        fading("macd_signal", BPS, WARM_UP, WARM_UP, "EMA 9 of EMA 12 - EMA 26, / close", TA_LIB + " MACD"),
        fading("macd_hist", BPS, WARM_UP, WARM_UP, "macd - macd_signal", TA_LIB + " MACD"));
    private static final double IN_BPS = 1e4;

    private final ExponentialMean fast = ExponentialMean.ema(FAST);
    private final ExponentialMean slow = ExponentialMean.ema(SLOW);
    private final ExponentialMean signal = ExponentialMean.ema(SIGNAL);
    private int bars;

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        slow.add(bar.close);
        if (bars >= SLOW - FAST) {
            fast.add(bar.close);
        } else {
            bars++;
        }
        final double line = fast.mean() - slow.mean();
        if (slow.isWarm()) {
            signal.add(line);
        }
        final double scale = signal.isWarm() ? IN_BPS / bar.close : Double.NaN;
        values[at] = line * scale;
        values[at + 1] = signal.mean() * scale;
        values[at + 2] = (line - signal.mean()) * scale;
    }

    @Override
    void clear() {
        fast.clear();
        slow.clear();
        signal.clear();
        bars = 0;
    }

    @Override
    long hash(long seed) {
        return Hashing.fold(signal.hash(slow.hash(fast.hash(seed))), bars);
    }
}
