package io.escapement.engine.statistics;

import io.escapement.engine.market.Hashing;

/**
 * Mean that forgets exponentially; its seed is the plain mean of the first n values, as TA-Lib has it. Weight 2/(n+1)
 * makes it an EMA, 1/n Wilder's. Not thread-safe; allocates nothing.
 */
public final class ExponentialMean {
    private final int seedCount;
    private final double weight;
    private double sum;
    private double mean;
    private int count;

    private ExponentialMean(int seedCount, double weight) {
        this.seedCount = seedCount;
        this.weight = weight;
    }

    public static ExponentialMean ema(int n) {
        return new ExponentialMean(n, 2.0 / (n + 1));
    }

    public static ExponentialMean wilder(int n) {
        return new ExponentialMean(n, 1.0 / n);
    }

    public void add(double value) {
        if (count < seedCount) {
            sum += value;
            if (++count == seedCount) {
                mean = sum / seedCount;
            }
        } else {
            mean += (value - mean) * weight;
        }
    }

    public void clear() {
        sum = 0;
        mean = 0;
        count = 0;
    }

    public boolean isWarm() {
        return count == seedCount;
    }

    /** NaN until it is warm. */
    public double mean() {
        return isWarm() ? mean : Double.NaN;
    }

    public long hash(long seed) {
        return Hashing.fold(Hashing.fold(Hashing.fold(seed, sum), mean), count);
    }
}
