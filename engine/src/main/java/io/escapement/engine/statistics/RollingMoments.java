package io.escapement.engine.statistics;

import io.escapement.engine.market.Hashing;

/**
 * Mean and variance of the last values, after Welford: a value that comes in place of another moves both in constant
 * time, without the cancellation that sums of squares have. Values that are all the same have no variance at all,
 * whatever rounding has left. Not thread-safe; allocates nothing.
 */
public final class RollingMoments {
    private final History values;
    private double mean;
    private double squares;
    private int sinceRebuild;
    /** How many of the last values are the same. */
    private int same;

    public RollingMoments(int window) {
        this.values = new History(window);
    }

    public void add(double value) {
        same = values.count() > 0 && values.ago(0) == value ? same + 1 : 1;
        if (values.isFull()) {
            final double old = values.oldest();
            values.add(value);
            final double before = mean;
            mean += (value - old) / values.count();
            squares += (value - old) * (value - mean + (old - before));
        } else {
            values.add(value);
            final double before = value - mean;
            mean += before / values.count();
            squares += before * (value - mean);
        }
        if (++sinceRebuild == History.REBUILD_EVERY) {
            rebuild();
        }
        if (same >= values.count()) {
            same = values.count();
            mean = value;
            squares = 0;
        }
    }

    private void rebuild() {
        sinceRebuild = 0;
        double sum = 0;
        for (int i = values.count() - 1; i >= 0; i--) {
            sum += values.ago(i);
        }
        mean = sum / values.count();
        squares = 0;
        for (int i = values.count() - 1; i >= 0; i--) {
            final double off = values.ago(i) - mean;
            squares += off * off;
        }
    }

    public void clear() {
        values.clear();
        mean = 0;
        squares = 0;
        sinceRebuild = 0;
        same = 0;
    }

    public int count() {
        return values.count();
    }

    public boolean isFull() {
        return values.isFull();
    }

    /** The values themselves. */
    public History values() {
        return values;
    }

    /** 0 where there are no values. */
    public double mean() {
        return mean;
    }

    /** With n - ddof below; there must be more values than that. */
    public double variance(int ddof) {
        return Math.max(0, squares) / (values.count() - ddof);
    }

    public double deviation(int ddof) {
        return Math.sqrt(variance(ddof));
    }

    public long hash(long seed) {
        return Hashing.fold(Hashing.fold(Hashing.fold(values.hash(seed), mean), squares), sinceRebuild);
    }
}
