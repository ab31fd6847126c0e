package io.escapement.engine.buckets;

import java.util.Arrays;

/** The last rows of a table in the order of time, each a time and some numbers: a ring, its memory taken at once. */
public final class TimeRows {
    private final int fields;
    private final long[] times;
    private final double[] values;
    private int count;
    private int next;

    TimeRows(int rows, int fields) {
        this.fields = fields;
        times = new long[rows];
        values = new double[rows * fields];
    }

    /** Begins a row, in place of the oldest where the table is full; all its values are missing. */
    void add(long timeNs) {
        times[next] = timeNs;
        Arrays.fill(values, next * fields, (next + 1) * fields, Double.NaN);
        next = next + 1 == times.length ? 0 : next + 1;
        count = Math.min(count + 1, times.length);
    }

    /** Sets a value of the last row. */
    void set(int field, double value) {
        values[place(count - 1) * fields + field] = value;
    }

    /** How many rows there are. */
    public int count() {
        return count;
    }

    /** A row's time, epoch nanoseconds. @param row 0 is the oldest */
    public long timeNs(int row) {
        return times[place(row)];
    }

    /** A value; NaN: missing. @param row 0 is the oldest */
    public double value(int row, Enum<?> field) {
        return values[place(row) * fields + field.ordinal()];
    }

    /** The first row that is not before a time; {@link #count} where all are. */
    public int firstFrom(long timeNs) {
        int low = 0;
        int high = count;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (timeNs(middle) < timeNs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int place(int row) {
        if (row < 0 || row >= count) {
            throw new IndexOutOfBoundsException("row " + row + " of " + count);
        }
        final int place = next - count + row;
        return place < 0 ? place + times.length : place;
    }
}
