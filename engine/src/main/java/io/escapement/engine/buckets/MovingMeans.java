package io.escapement.engine.buckets;

import io.escapement.engine.market.Hashing;

import java.util.Arrays;

/**
 * Time-weighted means of many series of ratios at once, over any window of up to 60 s that ends at a multiple of
 * 100 ms. A series is constant between its changes; what is integrated is that. Values are fixed-point numbers of
 * 2^-26 and times are nanoseconds, so a minute's integral fits a long and nothing is ever rounded: sums run on, wrap
 * around, and their differences are exact. The mean is over the time in which the series had a value.
 *
 * <pre>
 *  row     boundary            one column a series
 *   0   |  k x 100 ms     |  integral up to there, time with a value up to there
 *   1   |  (k+1) x 100 ms |  ...                                     601 rows, a ring
 * </pre>
 */
final class MovingMeans {
    /** Nanoseconds between two boundaries. */
    static final long SLOT_NS = 100_000_000L;
    /** Boundaries in the longest window. */
    static final int MAX_WINDOW = 600;
    /** The value of a series that has none. */
    static final int NONE = Integer.MIN_VALUE;

    private static final int ROWS = MAX_WINDOW + 1;
    private static final double SCALE = 1 << 26;
    /** Exact, and so is a product with it. */
    private static final double UNIT = 1 / SCALE;

    private final int series;
    private final int[] values;
    /** As they would be at {@link #boundary} if every series had always had its value of now. */
    private final long[] integrals;
    private final long[] times;
    /** The first boundary that the series was there at. */
    private final long[] since;
    /** Integral and time of each series side by side: with many instruments it is memory that takes the time. */
    private final long[] rows;
    private final long[] rowHashes = new long[ROWS];
    private long boundary = -1;
    /** Of the boundary: the remainder by {@link #ROWS}, which costs a division. */
    private int row;

    MovingMeans(int series) {
        this.series = series;
        values = new int[series];
        integrals = new long[series];
        times = new long[series];
        since = new long[series];
        rows = new long[2 * ROWS * series];
        Arrays.fill(values, NONE);
        Arrays.fill(since, Long.MAX_VALUE);
    }

    /** (bid - ask) / (bid + ask) as these series have it; {@link #NONE} where nothing rests. */
    static int imbalance(double bid, double ask) {
        final double sum = bid + ask;
        return sum > 0 ? (int) Math.rint((bid - ask) / sum * SCALE) : NONE;
    }

    /** What such a number stands for. */
    static double ratio(int value) {
        return value == NONE ? Double.NaN : value / SCALE;
    }

    /** Whether {@link #begin} has been called. */
    boolean hasBegun() {
        return boundary >= 0;
    }

    /** The first event's time. */
    void begin(long timeNs) {
        at(timeNs / SLOT_NS);
    }

    private void at(long newBoundary) {
        boundary = newBoundary;
        row = (int) (newBoundary % ROWS);
    }

    /** The last boundary that is behind us, in multiples of {@link #SLOT_NS}. */
    long boundary() {
        return boundary;
    }

    /** From this time on the series has this value; the time is behind the boundary by less than a slot. */
    void set(int index, int value, long timeNs) {
        final int old = values[index];
        if (old == value) {
            return;
        }
        final long part = timeNs - boundary * SLOT_NS;
        if (old != NONE) {
            integrals[index] += old * part;
            times[index] += part;
        }
        if (value != NONE) {
            integrals[index] -= value * part;
            times[index] -= part;
        }
        values[index] = value;
    }

    /** From this time on the series is another one: its past is no longer its own. */
    void restart(int index, long timeNs) {
        set(index, NONE, timeNs);
        since[index] = boundary * SLOT_NS == timeNs ? boundary : boundary + 1;
    }

    /** All that time brings up to a boundary, in bounded work. */
    void closeTo(long newBoundary) {
        final long skipped = newBoundary - boundary - ROWS;
        if (skipped > 0) {
            for (int i = 0; i < series; i++) {
                if (values[i] != NONE) {
                    integrals[i] += values[i] * skipped * SLOT_NS;
                    times[i] += skipped * SLOT_NS;
                }
            }
            at(boundary + skipped);
        }
        while (boundary < newBoundary) {
            close();
        }
    }

    private void close() {
        boundary++;
        row = row == MAX_WINDOW ? 0 : row + 1;
        long hash = boundary;
        int at = 2 * row * series;
        for (int i = 0; i < series; i++) {
            if (values[i] != NONE) {
                integrals[i] += values[i] * SLOT_NS;
                times[i] += SLOT_NS;
            }
            hash = Hashing.fold(hash, integrals[i]);
            rows[at++] = integrals[i];
            rows[at++] = times[i];
        }
        rowHashes[row] = hash;
    }

    /** The value that a series has, NaN for none. */
    double value(int index) {
        return ratio(values[index]);
    }

    /**
     * The mean over a window that ends at the last boundary.
     *
     * @param slots the window's length, at most {@link #MAX_WINDOW}
     * @return NaN where the series is younger than the window, or had no value in it
     */
    double mean(int index, int slots) {
        if (boundary - slots < since[index]) {
            return Double.NaN;
        }
        final int now = 2 * (row * series + index);
        final int then = 2 * ((slots > row ? row - slots + ROWS : row - slots) * series + index);
        final long time = rows[now + 1] - rows[then + 1];
        return time == 0 ? Double.NaN : (double) (rows[now] - rows[then]) / time * UNIT;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, boundary);
        for (int i = 0; i < series; i++) {
            hash = Hashing.fold(Hashing.fold(hash, values[i]), integrals[i]);
            hash = Hashing.fold(Hashing.fold(hash, times[i]), since[i]);
        }
        for (final long row : rowHashes) {
            hash = Hashing.fold(hash, row);
        }
        return hash;
    }
}
