package io.escapement.engine.statistics;

import io.escapement.engine.market.Hashing;

import java.util.Arrays;

/**
 * Sums of the last values over several windows at once. Exact where the values are whole numbers and a window's sum
 * stays below 2^53; else as {@link RollingMoments} keeps its sums, save that a sum of zeros is zero, whatever was added
 * and taken away before. Not thread-safe; allocates nothing.
 */
public final class RollingSums {
    private final History values;
    private final int[] windows;
    private final double[] sums;
    private final int[] nonZero;
    private int sinceRebuild;

    /** @param windows in values, ascending */
    public RollingSums(int... windows) {
        for (int i = 1; i < windows.length; i++) {
            if (windows[i] <= windows[i - 1]) {
                throw new IllegalArgumentException("a window of " + windows[i] + " values behind one of "
                    + windows[i - 1] + "; expected them ascending");
            }
        }
        if (windows[0] < 1) {
            throw new IllegalArgumentException("a window of " + windows[0] + " values; expected at least 1");
        }
        this.windows = windows.clone();
        this.sums = new double[windows.length];
        this.nonZero = new int[windows.length];
        this.values = new History(windows[windows.length - 1]);
    }

    public void add(double value) {
        final int before = values.count();
        for (int i = 0; i < windows.length; i++) {
            final double old = before >= windows[i] ? values.ago(windows[i] - 1) : 0;
            nonZero[i] += (value == 0 ? 0 : 1) - (old == 0 ? 0 : 1);
            sums[i] = nonZero[i] == 0 ? 0 : sums[i] + (value - old);
        }
        values.add(value);
        if (++sinceRebuild == History.REBUILD_EVERY) {
            rebuild();
        }
    }

    private void rebuild() {
        sinceRebuild = 0;
        for (int i = 0; i < windows.length; i++) {
            double sum = 0;
            for (int back = Math.min(windows[i], values.count()) - 1; back >= 0; back--) {
                sum += values.ago(back);
            }
            sums[i] = sum;
        }
    }

    public void clear() {
        values.clear();
        Arrays.fill(sums, 0);
        Arrays.fill(nonZero, 0);
        sinceRebuild = 0;
    }

    /** Values added, up to the longest window. */
    public int count() {
        return values.count();
    }

    /** Whether there are as many values as the window has. */
    public boolean isFull(int window) {
        return values.count() >= windows[window];
    }

    /** Over the values of the window, or those that there are. */
    public double sum(int window) {
        return sums[window];
    }

    public long hash(long seed) {
        long hash = values.hash(seed);
        for (final double sum : sums) {
            hash = Hashing.fold(hash, sum);
        }
        return Hashing.fold(hash, sinceRebuild);
    }
}
