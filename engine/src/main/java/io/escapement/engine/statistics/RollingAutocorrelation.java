package io.escapement.engine.statistics;

import io.escapement.engine.market.Hashing;

import java.util.Arrays;

/**
 * Autocorrelation of the last values at lags from 1 up, the biased estimator: mean and denominator of the whole window,
 * as statsmodels' {@code acf} has them. Not thread-safe; allocates nothing.
 */
public final class RollingAutocorrelation {
    private final RollingMoments moments;
    private final int window;
    /** Sums of products of values that are so many places apart, less one: both in the window. */
    private final double[] products;
    private int sinceRebuild;

    /** @param maxLag less than the window */
    public RollingAutocorrelation(int window, int maxLag) {
        if (maxLag < 1 || maxLag >= window) {
            throw new IllegalArgumentException("a lag of " + maxLag + " in " + window + " values");
        }
        this.moments = new RollingMoments(window);
        this.window = window;
        this.products = new double[maxLag];
    }

    public void add(double value) {
        final History values = moments.values();
        for (int lag = 1; lag <= products.length; lag++) {
            if (values.count() == window) {
                products[lag - 1] -= values.oldest() * values.ago(window - 1 - lag);
            }
            if (values.count() >= lag) {
                products[lag - 1] += value * values.ago(lag - 1);
            }
        }
        moments.add(value);
        if (++sinceRebuild == History.REBUILD_EVERY) {
            rebuild();
        }
    }

    private void rebuild() {
        sinceRebuild = 0;
        final History values = moments.values();
        for (int lag = 1; lag <= products.length; lag++) {
            double sum = 0;
            for (int back = values.count() - 1 - lag; back >= 0; back--) {
                sum += values.ago(back) * values.ago(back + lag);
            }
            products[lag - 1] = sum;
        }
    }

    public void clear() {
        moments.clear();
        Arrays.fill(products, 0);
        sinceRebuild = 0;
    }

    public boolean isFull() {
        return moments.isFull();
    }

    /** At a lag from 1 to the greatest; NaN where the values do not vary. There must be more values than the lag. */
    public double at(int lag) {
        final History values = moments.values();
        final int count = values.count();
        final double mean = moments.mean();
        double ends = 0;
        for (int i = 0; i < lag; i++) {
            ends += values.ago(i) + values.ago(count - 1 - i);
        }
        // Products of what is off the mean: the sum of all but the first, or the last, of the values is n m - ends.
        final double covariance = products[lag - 1] - mean * (2 * count * mean - ends) + (count - lag) * mean * mean;
        final double variance = moments.variance(0) * count;
        return variance > 0 ? covariance / variance : Double.NaN;
    }

    public long hash(long seed) {
        long hash = moments.hash(seed);
        for (final double product : products) {
            hash = Hashing.fold(hash, product);
        }
        return Hashing.fold(hash, sinceRebuild);
    }
}
