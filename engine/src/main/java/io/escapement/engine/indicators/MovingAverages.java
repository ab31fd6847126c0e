package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.statistics.ExponentialMean;
import io.escapement.engine.statistics.RollingMoments;

import java.util.ArrayList;
import java.util.List;

/** Plain and exponential means of closes, and how far the close is from them. */
final class MovingAverages extends Indicator {
    private static final int PLAIN = 20;
    private static final int[] EXPONENTIAL = {10, 20, 50, 200};
    static final List<Column> COLUMNS = columns();

    private final RollingMoments plain = new RollingMoments(PLAIN);
    private final ExponentialMean[] exponential = new ExponentialMean[EXPONENTIAL.length];

    MovingAverages() {
        for (int i = 0; i < exponential.length; i++) {
            exponential[i] = ExponentialMean.ema(EXPONENTIAL[i]);
        }
    }

    private static List<Column> columns() {
        final List<Column> columns = new ArrayList<>();
        columns.add(column("sma_" + PLAIN, PRICE, PLAIN, PLAIN, "mean of closes", TA_LIB + " SMA"));
        columns.add(deviation("sma_" + PLAIN, PLAIN));
        for (final int n : EXPONENTIAL) {
            columns.add(fading("ema_" + n, PRICE, n, n, "a = 2/(n+1), seeded with the mean of the first n closes",
                TA_LIB + " EMA"));
            columns.add(deviation("ema_" + n, n));
        }
        return List.copyOf(columns);
    }

    private static Column deviation(String of, int n) {
        return fading(of + "_dev", ATR, n, Math.max(n, BarValues.ATR_BARS + 1), "(close - " + of
            + ") / atr; missing where atr is 0", TA_LIB + " with ATR");
    }

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        plain.add(bar.close);
        write(bar, plain.isFull() ? plain.mean() : Double.NaN, values, at);
        for (int i = 0; i < exponential.length; i++) {
            exponential[i].add(bar.close);
            write(bar, exponential[i].mean(), values, at + 2 + 2 * i);
        }
    }

    private static void write(BarValues bar, double mean, double[] values, int at) {
        values[at] = mean;
        values[at + 1] = bar.atr > 0 ? (bar.close - mean) / bar.atr : Double.NaN;
    }

    @Override
    void clear() {
        plain.clear();
        for (final ExponentialMean mean : exponential) {
            mean.clear();
        }
    }

    @Override
    long hash(long seed) {
        long hash = plain.hash(seed);
        for (final ExponentialMean mean : exponential) {
            hash = mean.hash(hash);
        }
        return hash;
    }
}
