package io.escapement.engine.statistics;

import io.escapement.engine.market.Hashing;

import java.util.Arrays;

/**
 * Sum of the last values, as many as its window; over several windows at once, of the same values. Exact where the
 * values are whole numbers and a window's sum stays below 2^53; a sum of zeros is zero, whatever was added and taken
 * away before. A value may be missing, NaN: while one is in a window, so is its sum. Not thread-safe; allocates
 * nothing.
 */
public final class RollingSum {
    private final History values;
    private final int[] windows;
    private final double[] sums;
    private final int[] missing;
    private final int[] nonZero;
    private int sinceRebuild;

    /** @param windows in values, ascending; the first is that of the methods that ask for none */
    public RollingSum(int... windows) {
        int before = 0;
        for (final int window : windows) {
            if (window <= before) {
                throw new IllegalArgumentException("a window of " + window + " values behind one of " + before
                    + "; expected at least 1, and them ascending");
            }
            before = window;
        }
        this.windows = windows.clone();
        this.sums = new double[windows.length];
        this.missing = new int[windows.length];
        this.nonZero = new int[windows.length];
        this.values = new History(before);
    }

    public void add(double value) {
        final int before = values.count();
        for (int i = 0; i < windows.length; i++) {
            if (before >= windows[i]) {
                take(i, values.ago(windows[i] - 1), -1);
            }
            take(i, value, 1);
        }
        values.add(value);
        if (++sinceRebuild == History.REBUILD_EVERY) {
            rebuild();
        }
        for (int i = 0; i < windows.length; i++) {
            sums[i] = nonZero[i] == 0 ? 0 : sums[i];
        }
    }

    private void take(int window, double value, int sign) {
        if (Double.isNaN(value)) {
            missing[window] += sign;
        } else if (value != 0) {
            nonZero[window] += sign;
            sums[window] += sign * value;
        }
    }

    private void rebuild() {
        sinceRebuild = 0;
        for (int i = 0; i < windows.length; i++) {
            double sum = 0;
            for (int back = Math.min(windows[i], values.count()) - 1; back >= 0; back--) {
                final double value = values.ago(back);
                sum += Double.isNaN(value) ? 0 : value;
            }
            sums[i] = sum;
        }
    }

    public void clear() {
        values.clear();
        Arrays.fill(sums, 0);
        Arrays.fill(missing, 0);
        Arrays.fill(nonZero, 0);
        sinceRebuild = 0;
    }

    /** Values added, up to the longest window. */
    public int count() {
        return values.count();
    }

    public boolean isFull() {
        return isFull(0);
    }

    /** Whether there are as many values as the window has. */
    public boolean isFull(int window) {
        return values.count() >= windows[window];
    }

    public double sum() {
        return sum(0);
    }

    /** Over the values of the window, or those that there are; NaN while a missing one is among them. */
    public double sum(int window) {
        return missing[window] > 0 ? Double.NaN : sums[window];
    }

    /** How many of the values are something else than zero or missing. */
    public int nonZero() {
        return nonZero[0];
    }

    /** The values themselves, as many as the longest window has. */
    public History values() {
        return values;
    }

    public long hash(long seed) {
        long hash = values.hash(seed);
        for (final double sum : sums) {
            hash = Hashing.fold(hash, sum);
        }
        return Hashing.fold(hash, sinceRebuild);
    }
}
