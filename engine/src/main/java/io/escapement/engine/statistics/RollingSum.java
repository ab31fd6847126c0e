package io.escapement.engine.statistics;

import io.escapement.engine.market.Hashing;

/**
 * Sum of the last values, as many as its window. A value may be missing, NaN: while one is among them, so is the sum.
 * A sum of zeros is zero, whatever was added and taken away before. Not thread-safe; allocates nothing.
 */
public final class RollingSum {
    private final History values;
    private double sum;
    private int missing;
    private int nonZero;
    private int sinceRebuild;

    public RollingSum(int window) {
        this.values = new History(window);
    }

    public void add(double value) {
        if (values.isFull()) {
            take(values.oldest(), -1);
        }
        values.add(value);
        take(value, 1);
        if (++sinceRebuild == History.REBUILD_EVERY) {
            rebuild();
        }
        if (nonZero == 0) {
            sum = 0;
        }
    }

    private void take(double value, int sign) {
        if (Double.isNaN(value)) {
            missing += sign;
        } else if (value != 0) {
            nonZero += sign;
            sum += sign * value;
        }
    }

    private void rebuild() {
        sinceRebuild = 0;
        sum = 0;
        for (int i = values.count() - 1; i >= 0; i--) {
            final double value = values.ago(i);
            sum += Double.isNaN(value) ? 0 : value;
        }
    }

    public void clear() {
        values.clear();
        sum = 0;
        missing = 0;
        nonZero = 0;
        sinceRebuild = 0;
    }

    public int count() {
        return values.count();
    }

    public boolean isFull() {
        return values.isFull();
    }

    /** NaN while a missing value is among those of the window; 0 where there are no values. */
    public double sum() {
        return missing > 0 ? Double.NaN : sum;
    }

    /** How many of the values are something else than zero or missing. */
    public int nonZero() {
        return nonZero;
    }

    /** The values themselves. */
    public History values() {
        return values;
    }

    public long hash(long seed) {
        return Hashing.fold(Hashing.fold(values.hash(seed), sum), sinceRebuild);
    }
}
