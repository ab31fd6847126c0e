package io.escapement.engine.indicators;

import io.escapement.engine.columns.Column;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.AverageTrueRange;
import io.escapement.engine.statistics.ExponentialMean;

import java.util.List;

/**
 * Wilder's directional movement. As in TA-Lib the sums begin with 13 bars of ranges and movements, and the 14th is the
 * first to be smoothed; ADX begins with the mean of 14 DX. Without any range DI is 0, and ADX stays what it was.
 */
final class DirectionalMovement extends Indicator {
    private static final int N = 14;
    static final List<Column> COLUMNS = List.of(
        fading("adx_14", PERCENT, 2 * N, 2 * N, "Wilder's mean of 100 (+DI - -DI) / (+DI + -DI), without its sign",
            TA_LIB + " ADX"),
        fading("plus_di_14", PERCENT, N, N + 1, "100 smoothed upward movement / true range", TA_LIB + " PLUS_DI"),
        fading("minus_di_14", PERCENT, N, N + 1, "100 smoothed downward movement / true range",
            TA_LIB + " MINUS_DI"));

    private final ExponentialMean adx = ExponentialMean.wilder(N);
    private int changes;
    private double highBefore = Double.NaN;
    private double lowBefore;
    private double closeBefore;
    private double ranges;
    private double ups;
    private double downs;

    @Override
    void onBar(BarValues bar, double[] values, int at) {
        values[at] = Double.NaN;
        values[at + 1] = Double.NaN;
        values[at + 2] = Double.NaN;
        if (!Double.isNaN(highBefore)) {
            move(bar);
            if (changes == N) {
                tell(values, at);
            }
        }
        highBefore = bar.high;
        lowBefore = bar.low;
        closeBefore = bar.close;
    }

    private void move(BarValues bar) {
        final double up = bar.high - highBefore;
        final double down = lowBefore - bar.low;
        if (changes < N) {
            changes++;
        }
        final double kept = changes == N ? 1.0 / N : 0;
        ranges += AverageTrueRange.trueRange(bar.high, bar.low, closeBefore) - ranges * kept;
        ups += (up > 0 && up > down ? up : 0) - ups * kept;
        downs += (down > 0 && up < down ? down : 0) - downs * kept;
    }

    private void tell(double[] values, int at) {
        final double plus = ranges > 0 ? 100 * (ups / ranges) : 0;
        final double minus = ranges > 0 ? 100 * (downs / ranges) : 0;
        if (plus + minus > 0) {
            adx.add(100 * (Math.abs(minus - plus) / (plus + minus)));
        } else if (!adx.isWarm()) {
            adx.add(0);
        }
        values[at] = adx.mean();
        values[at + 1] = plus;
        values[at + 2] = minus;
    }

    @Override
    void clear() {
        adx.clear();
        changes = 0;
        highBefore = Double.NaN;
        lowBefore = 0;
        closeBefore = 0;
        ranges = 0;
        ups = 0;
        downs = 0;
    }

    @Override
    long hash(long seed) {
        long hash = Hashing.fold(adx.hash(seed), changes);
        hash = Hashing.fold(Hashing.fold(Hashing.fold(hash, highBefore), lowBefore), closeBefore);
        return Hashing.fold(Hashing.fold(Hashing.fold(hash, ranges), ups), downs);
    }
}
