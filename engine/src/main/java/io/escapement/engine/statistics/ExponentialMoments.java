package io.escapement.engine.statistics;

import io.escapement.engine.market.Hashing;

/**
 * Mean and variance that forget exponentially: d = x - mean, mean += a d, variance = (1 - a)(variance + a d^2). The
 * first value is the mean. Not thread-safe; allocates nothing.
 */
public final class ExponentialMoments {
    private double mean;
    private double variance;
    private long count;

    /** The weight of a value that comes so long after the one before: 1 - exp(-dt/tau). */
    public static double weight(long sinceNs, long tauNs) {
        return 1 - StrictMath.exp(-(double) sinceNs / tauNs);
    }

    /** @param weight of the value, above 0 and at most 1 */
    public void add(double value, double weight) {
        if (count++ == 0) {
            mean = value;
            return;
        }
        final double off = value - mean;
        mean += weight * off;
        variance = (1 - weight) * (variance + weight * off * off);
    }

    public void clear() {
        mean = 0;
        variance = 0;
        count = 0;
    }

    public long count() {
        return count;
    }

    public double mean() {
        return mean;
    }

    public double variance() {
        return variance;
    }

    public double deviation() {
        return Math.sqrt(variance);
    }

    public long hash(long seed) {
        return Hashing.fold(Hashing.fold(Hashing.fold(seed, mean), variance), count);
    }
}
