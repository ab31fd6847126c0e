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

    private final int series;
    private final int[] values;
    /** As they would be at {@link #boundary} if every series had always had its value of now. */
    private final long[] integrals;
    private final long[] times;
    /** What a slot adds to the two above as long as the value stays. */
    private final long[] slotIntegrals;
    private final long[] slotTimes;
    /** The first boundary that the series was there at. */
    private final long[] since;
    /** The boundary that the series has had a value from; none will be behind it where it has none now. */
    private final long[] wholeSince;
    private final long[] integralRows;
    private final long[] timeRows;
    private long boundary = -1;
    /** Where the last boundary's row begins. */
    private int nowRow;

    MovingMeans(int series) {
        this.series = series;
        values = new int[series];
        integrals = new long[series];
        times = new long[series];
        slotIntegrals = new long[series];
        slotTimes = new long[series];
        since = new long[series];
        wholeSince = new long[series];
        integralRows = new long[ROWS * series];
        timeRows = new long[ROWS * series];
        Arrays.fill(values, NONE);
        Arrays.fill(since, Long.MAX_VALUE);
        Arrays.fill(wholeSince, Long.MAX_VALUE);
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
        boundary = timeNs / SLOT_NS;
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
        slotIntegrals[index] = value == NONE ? 0 : value * SLOT_NS;
        slotTimes[index] = value == NONE ? 0 : SLOT_NS;
        wholeSince[index] = value == NONE ? Long.MAX_VALUE : old == NONE ? boundary + 1 : wholeSince[index];
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
                integrals[i] += slotIntegrals[i] * skipped;
                times[i] += slotTimes[i] * skipped;
            }
            boundary += skipped;
        }
        while (boundary < newBoundary) {
            close();
        }
    }

    private void close() {
        boundary++;
        for (int i = 0; i < integrals.length; i++) {
            integrals[i] += slotIntegrals[i];
        }
        for (int i = 0; i < times.length; i++) {
            times[i] += slotTimes[i];
        }
        nowRow = row(boundary);
        System.arraycopy(integrals, 0, integralRows, nowRow, series);
        System.arraycopy(times, 0, timeRows, nowRow, series);
    }

    private int row(long ofBoundary) {
        return (int) (ofBoundary % ROWS) * series;
    }

    /** The value that a series has, NaN for none. */
    double value(int index) {
        return ratio(values[index]);
    }

    /** A window for the means of all series, to be made once. @param slots its length, at most {@link #MAX_WINDOW} */
    Window over(int slots) {
        return new Window(slots);
    }

    /** A window that ends at a boundary. */
    final class Window {
        private final int slots;
        private final long wholeTime;
        private final double perWholeTime;
        private long then;
        private int thenRow;

        private Window(int slots) {
            this.slots = slots;
            wholeTime = slots * SLOT_NS;
            perWholeTime = 1 / (wholeTime * SCALE);
        }

        /** Has it end at the last boundary. */
        Window place() {
            then = boundary - slots;
            thenRow = row(Math.max(0, then));
            return this;
        }

        /** The mean of a series over it. @return NaN where the series is younger than it, or had no value in it */
        double mean(int index) {
            final double integral = integralRows[nowRow + index] - integralRows[thenRow + index];
            if (wholeSince[index] <= then) {
                return integral * perWholeTime;
            }
            final long time = timeRows[nowRow + index] - timeRows[thenRow + index];
            return then < since[index] || time == 0 ? Double.NaN
                : time == wholeTime ? integral * perWholeTime : integral / (time * SCALE);
        }
    }

    /** Of what is now; each row of the past was that once. */
    long hash(long seed) {
        long hash = Hashing.fold(seed, boundary);
        for (int i = 0; i < series; i++) {
            hash = Hashing.fold(Hashing.fold(hash, values[i]), integrals[i]);
            hash = Hashing.fold(Hashing.fold(hash, times[i]), since[i]);
        }
        return hash;
    }
}
