package io.escapement.engine.statistics;

import io.escapement.engine.market.Hashing;

/** The last values of a series, as many as its window. Not thread-safe; allocates nothing. */
public final class History {
    /** Updates after which a sum over a window is made anew. */
    public static final int REBUILD_EVERY = 4096;

    private final double[] values;
    private int count;
    private int next;
    /** Values ever taken. */
    private long taken;
    /** Sum of the values' own hashes: made as they come and go, since a window may hold thousands. */
    private long content;

    public History(int window) {
        if (window < 1) {
            throw new IllegalArgumentException("a window of " + window + " values; expected at least 1");
        }
        this.values = new double[window];
    }

    /** Takes the next value, in place of the oldest where the window is full. */
    public void add(double value) {
        if (count == values.length) {
            content -= hashOf(taken - count, values[next]);
        }
        content += hashOf(taken++, value);
        values[next] = value;
        next = next + 1 == values.length ? 0 : next + 1;
        count = Math.min(count + 1, values.length);
    }

    public void clear() {
        count = 0;
        next = 0;
        content = 0;
    }

    public int count() {
        return count;
    }

    public boolean isFull() {
        return count == values.length;
    }

    /** The value that came so many values before the last: 0 is the last. There must be as many. */
    public double ago(int back) {
        if (back < 0 || back >= count) {
            throw new IndexOutOfBoundsException(back + " values back of " + count);
        }
        final int at = next - 1 - back;
        return values[at < 0 ? at + values.length : at];
    }

    /** The oldest value; there must be one. */
    public double oldest() {
        return ago(count - 1);
    }

    private static long hashOf(long place, double value) {
        return Hashing.fold(Hashing.fold(1, place), value);
    }

    /** Of all values in the window and of when they came, in constant time. */
    public long hash(long seed) {
        return Hashing.fold(Hashing.fold(Hashing.fold(seed, count), taken), content);
    }
}
