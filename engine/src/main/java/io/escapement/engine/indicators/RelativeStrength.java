package io.escapement.engine.indicators;

import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.ExponentialMean;

/**
 * Wilder's RSI of a series of values; where nothing moves it is 50, in the middle, while TA-Lib says 0. A value that
 * does not differ from the one before leaves it exactly as it is: gains and losses fade alike, and what rounding made
 * of that would be all that there is for whoever looks at its range.
 */
final class RelativeStrength {
    private final ExponentialMean gains;
    private final ExponentialMean losses;
    private double before = Double.NaN;
    private double strength = Double.NaN;

    RelativeStrength(int n) {
        this.gains = ExponentialMean.wilder(n);
        this.losses = ExponentialMean.wilder(n);
    }

    /** Takes a value; NaN until there are enough. */
    double add(double value) {
        final double change = value - before;
        before = value;
        if (Double.isNaN(change)) {
            return Double.NaN;
        }
        gains.add(Math.max(0, change));
        losses.add(Math.max(0, -change));
        if (change != 0 || Double.isNaN(strength)) {
            final double moved = gains.mean() + losses.mean();
            strength = moved == 0 ? 50 : 100 * (gains.mean() / moved);
        }
        return strength;
    }

    void clear() {
        gains.clear();
        losses.clear();
        before = Double.NaN;
        strength = Double.NaN;
    }

    long hash(long seed) {
        return Hashing.fold(Hashing.fold(losses.hash(gains.hash(seed)), before), strength);
    }
}
