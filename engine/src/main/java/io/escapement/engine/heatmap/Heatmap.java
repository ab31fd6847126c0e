package io.escapement.engine.heatmap;

import io.escapement.engine.buckets.BucketSnapshotReader;
import io.escapement.engine.buckets.BucketsConfig;

import java.util.Arrays;

/**
 * The last seconds of one instrument's or view's buckets. A second without a snapshot, since the book was not LIVE, is
 * a row without values: rows are a second apart, always. When the width of the buckets changes, all begins anew.
 *
 * <p>Adding allocates nothing. Owned by whoever feeds it; not thread-safe.
 */
public final class Heatmap {
    /** Rows that a heatmap usually has: five minutes. */
    public static final int USUAL_ROWS = 300;

    static final long SECOND_NS = 1_000_000_000L;

    private final int rows;
    private final int columns;
    private final double unit;
    private final double[] bids;
    private final double[] asks;
    private final long[] firstIds;
    private final double[] mids;
    private final double[] bestBids;
    private final double[] bestAsks;
    private int count;
    private int next;
    private long lastTimeNs;
    private long width;

    /** 300 rows of all columns. @param unit see {@link #Heatmap(int, int, double)} */
    public Heatmap(double unit) {
        this(USUAL_ROWS, BucketsConfig.COLUMNS, unit);
    }

    /**
     * @param rows    seconds
     * @param columns around the mid, odd, at most what a snapshot has
     * @param unit    what a quantity mantissa of 1 stands for: 10^quantityExponent x contract size of an instrument,
     *                1e-8 of a view
     */
    public Heatmap(int rows, int columns, double unit) {
        if (rows < 1 || columns < 1 || columns > BucketsConfig.COLUMNS || columns % 2 == 0 || !(unit > 0)) {
            throw new IllegalArgumentException("a heatmap of " + rows + " rows, " + columns + " columns and unit "
                + unit + "; expected at least 1 row, an odd number of columns up to " + BucketsConfig.COLUMNS
                + " and a unit above 0");
        }
        this.rows = rows;
        this.columns = columns;
        this.unit = unit;
        bids = new double[rows * columns];
        asks = new double[rows * columns];
        firstIds = new long[rows];
        mids = new double[rows];
        bestBids = new double[rows];
        bestAsks = new double[rows];
    }

    /** Takes in a snapshot. @return false if it is none of a second, or not later than the last: nothing is done */
    public boolean add(BucketSnapshotReader snapshot) {
        if (snapshot.cadenceNs() != SECOND_NS || count > 0 && snapshot.timeNs() <= lastTimeNs) {
            return false;
        }
        if (snapshot.width() != width) {
            width = snapshot.width();
            count = 0;
        }
        final long missing = count == 0 ? 0 : (snapshot.timeNs() - lastTimeNs) / SECOND_NS - 1;
        for (long i = 0; i < Math.min(missing, rows); i++) {
            addMissing();
        }
        lastTimeNs = snapshot.timeNs();
        addRow(snapshot);
        return true;
    }

    private void addMissing() {
        final int row = take();
        Arrays.fill(bids, row * columns, (row + 1) * columns, Double.NaN);
        Arrays.fill(asks, row * columns, (row + 1) * columns, Double.NaN);
        firstIds[row] = 0;
        mids[row] = Double.NaN;
        bestBids[row] = Double.NaN;
        bestAsks[row] = Double.NaN;
    }

    private void addRow(BucketSnapshotReader snapshot) {
        final int row = take();
        final int skipped = (snapshot.size() - columns) / 2;
        for (int column = 0; column < columns; column++) {
            final boolean known = snapshot.isKnown(column + skipped);
            bids[row * columns + column] = known ? snapshot.bidQuantity(column + skipped) * unit : Double.NaN;
            asks[row * columns + column] = known ? snapshot.askQuantity(column + skipped) * unit : Double.NaN;
        }
        firstIds[row] = snapshot.firstId() + skipped;
        mids[row] = snapshot.mid();
        bestBids[row] = snapshot.bestBid();
        bestAsks[row] = snapshot.bestAsk();
    }

    private int take() {
        final int row = next;
        next = next + 1 == rows ? 0 : next + 1;
        count = Math.min(count + 1, rows);
        return row;
    }

    private int place(int row) {
        if (row < 0 || row >= count) {
            throw new IndexOutOfBoundsException("row " + row + " of " + count);
        }
        final int place = next - count + row;
        return place < 0 ? place + rows : place;
    }

    /** How many seconds there are, those without values among them. */
    public int count() {
        return count;
    }

    public int columns() {
        return columns;
    }

    /** Of a bucket, price mantissa. */
    public long width() {
        return width;
    }

    /** As of when a row is. @param row 0 is the oldest */
    public long timeNs(int row) {
        place(row);
        return lastTimeNs - (count - 1 - row) * SECOND_NS;
    }

    /** Whether the book was LIVE then. */
    public boolean isKnown(int row) {
        return !Double.isNaN(mids[place(row)]);
    }

    /** The row's origin: the bucket of its first column. */
    public long firstId(int row) {
        return firstIds[place(row)];
    }

    /** The mid, price mantissa; NaN where it is not known. */
    public double mid(int row) {
        return mids[place(row)];
    }

    /** Best ask less best bid, price mantissas; of a view it may be below 0. */
    public double spread(int row) {
        return bestAsks[place(row)] - bestBids[place(row)];
    }

    /** Size bid, in units; NaN where it is not known. */
    public double bid(int row, int column) {
        return bids[place(row) * columns + column];
    }

    /** Size asked likewise. */
    public double ask(int row, int column) {
        return asks[place(row) * columns + column];
    }

    /** One cell; NaN where nothing is known, or an imbalance of nothing. */
    public double value(HeatKind kind, int row, int column) {
        final double bid = bid(row, column);
        final double ask = ask(row, column);
        return switch (kind) {
            case IMBALANCE -> bid + ask > 0 ? (bid - ask) / (bid + ask) : Double.NaN;
            case SIZE -> bid + ask;
            case PRESSURE -> StrictMath.log1p(bid) - StrictMath.log1p(ask);
            case SPREAD -> inSpread(row, column);
        };
    }

    private double inSpread(int row, int column) {
        final double from = (firstId(row) + column) * (double) width;
        final double low = Math.max(from, bestBids[place(row)]);
        final double high = Math.min(from + width, bestAsks[place(row)]);
        return Math.max(0, high - low) / width;
    }

    /** All cells, each row's columns around its own mid. */
    public HeatMatrix matrix(HeatKind kind) {
        final HeatMatrix matrix = new HeatMatrix(count, columns);
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < columns; column++) {
                matrix.set(row, column, value(kind, row, column));
            }
        }
        return matrix;
    }

    /**
     * All cells by price: the columns of every row are the buckets of the last row's. What a row did not show is NaN.
     */
    public HeatMatrix byPrice(HeatKind kind) {
        final HeatMatrix matrix = new HeatMatrix(count, columns);
        for (int row = 0; row < count; row++) {
            final long shift = firstId(count - 1) - firstId(row);
            for (int column = 0; column < columns; column++) {
                final long own = column + shift;
                matrix.set(row, column, isKnown(row) && own >= 0 && own < columns
                    ? value(kind, row, (int) own) : Double.NaN);
            }
        }
        return matrix;
    }
}
