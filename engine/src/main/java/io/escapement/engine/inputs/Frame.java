package io.escapement.engine.inputs;

import io.escapement.engine.market.Hashing;

import java.util.Arrays;

/**
 * The last bars of one timeframe on their places in time: row {@value #ROWS} - 1 is the newest closed bar, each row
 * before it one duration earlier. A row whose bar never came is not present, and its values are NaN. Not thread-safe;
 * allocates nothing after construction.
 */
public final class Frame {
    public static final int ROWS = 300;
    private static final long NEVER = Long.MIN_VALUE;

    private final long durationNs;
    private final long[] openNs = new long[ROWS];
    private final double[][] values = new double[ROWS][BarField.count()];
    private long newestNs = NEVER;

    Frame(long durationNs) {
        this.durationNs = durationNs;
        Arrays.fill(openNs, NEVER);
    }

    /**
     * Puts a bar where it belongs; one that is older than all rows, or begins between two, is not taken.
     *
     * @param onlyWhereNone whether a bar that is there stays
     * @param bar           by {@link BarField}; copied
     */
    void put(long open, boolean onlyWhereNone, double[] bar) {
        if (Math.floorMod(open, durationNs) != 0 || newestNs != NEVER && open <= newestNs - ROWS * durationNs) {
            return;
        }
        final int at = place(open);
        if (openNs[at] == open && onlyWhereNone) {
            return;
        }
        openNs[at] = open;
        System.arraycopy(bar, 0, values[at], 0, bar.length);
        newestNs = Math.max(newestNs, open);
    }

    private int place(long open) {
        return (int) Math.floorMod(open / durationNs, (long) ROWS);
    }

    /** Whether any bar has come. */
    public boolean isStarted() {
        return newestNs != NEVER;
    }

    /** End of the newest bar, epoch nanoseconds; there must be one. */
    public long endNs() {
        return newestNs + durationNs;
    }

    /** When a row begins, epoch nanoseconds; there must be a bar. */
    public long openTimeNs(int row) {
        return newestNs - (ROWS - 1 - row) * durationNs;
    }

    /** The mask: whether this row's bar is there. */
    public boolean isPresent(int row) {
        return newestNs != NEVER && has(openTimeNs(row));
    }

    /** NaN where the bar is not there, or its source does not tell this number. */
    public double value(int row, BarField field) {
        return isPresent(row) ? values[place(openTimeNs(row))][field.ordinal()] : Double.NaN;
    }

    /** How many rows are there. */
    public int present() {
        int present = 0;
        for (int row = 0; row < ROWS; row++) {
            present += isPresent(row) ? 1 : 0;
        }
        return present;
    }

    /** How many of them cannot be: prices out of order, negative amounts, more bought than traded. */
    public int broken() {
        int broken = 0;
        for (int row = 0; row < ROWS; row++) {
            broken += isPresent(row) && isBroken(values[place(openTimeNs(row))]) ? 1 : 0;
        }
        return broken;
    }

    private static boolean isBroken(double[] bar) {
        final double low = bar[BarField.LOW.ordinal()];
        final double high = bar[BarField.HIGH.ordinal()];
        final double open = bar[BarField.OPEN.ordinal()];
        final double close = bar[BarField.CLOSE.ordinal()];
        return !(low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close))
            || bar[BarField.VOLUME.ordinal()] < 0 || bar[BarField.BUY_VOLUME.ordinal()] < 0
            || bar[BarField.BUY_VOLUME.ordinal()] > bar[BarField.VOLUME.ordinal()]
            || bar[BarField.BUYS.ordinal()] > bar[BarField.TRADES.ordinal()];
    }

    /** Whether the bar that begins then is there. */
    boolean has(long open) {
        return openNs[place(open)] == open && open != NEVER;
    }

    /** The bar that begins then; it must be there. */
    double[] bar(long open) {
        return values[place(open)];
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, newestNs);
        for (int row = 0; row < ROWS; row++) {
            final boolean present = isPresent(row);
            hash = Hashing.fold(hash, present);
            for (int i = 0; present && i < BarField.count(); i++) {
                hash = Hashing.fold(hash, values[place(openTimeNs(row))][i]);
            }
        }
        return hash;
    }
}
