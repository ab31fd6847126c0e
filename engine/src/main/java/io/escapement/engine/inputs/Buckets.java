package io.escapement.engine.inputs;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BucketSnapshotDecoder;
import io.escapement.engine.market.Decimals;
import io.escapement.engine.market.Hashing;

/**
 * What rests around the mid, as the last snapshot told it, of whichever cadence: prices and sizes in units of their
 * own. Not thread-safe; allocates only where a snapshot has more columns than any before.
 */
public final class Buckets {
    /** What there is a number of in each column. */
    public enum Field {
        BID, ASK,
        /** Mean price of what rests, weighted by size. */
        VWAP,
        /** Moving averages of the imbalance. */
        MEAN_1S, MEAN_5S, MEAN_15S, MEAN_60S, BID_ORDERS, ASK_ORDERS;

        private static final Field[] ALL = values();
    }

    /** What there is one number of. */
    public enum Whole {
        MID, WIDTH, IMBALANCE, MEAN_1S, MEAN_5S, MEAN_15S, MEAN_60S;

        private static final Whole[] ALL = values();
    }

    private static final int USUAL = 41;

    private double[][] columns = new double[Field.ALL.length][USUAL];
    private final double[] whole = new double[Whole.ALL.length];
    private int size;
    private long timeNs;
    private long cadenceNs;
    private long firstId;

    void take(BucketSnapshotDecoder snapshot, Instrument instrument) {
        final int prices = instrument.priceExponent();
        final int sizes = instrument.quantityExponent();
        timeNs = snapshot.timeNs();
        cadenceNs = snapshot.cadenceNs();
        firstId = snapshot.firstId();
        whole[Whole.WIDTH.ordinal()] = Decimals.value(snapshot.width(), prices);
        whole[Whole.MID.ordinal()] = Decimals.value(snapshot.mid(), prices);
        whole[Whole.IMBALANCE.ordinal()] = snapshot.imbalance();
        whole[Whole.MEAN_1S.ordinal()] = snapshot.imbalanceMean1s();
        whole[Whole.MEAN_5S.ordinal()] = snapshot.imbalanceMean5s();
        whole[Whole.MEAN_15S.ordinal()] = snapshot.imbalanceMean15s();
        whole[Whole.MEAN_60S.ordinal()] = snapshot.imbalanceMean60s();
        final BucketSnapshotDecoder.ColumnsDecoder column = snapshot.columns();
        size = column.count();
        if (size > columns[0].length) {
            columns = new double[Field.ALL.length][size];
        }
        for (int i = 0; column.hasNext(); i++) {
            column.next();
            set(Field.BID, i, Decimals.orMissing(column.bidQuantity(), sizes,
                BucketSnapshotDecoder.ColumnsDecoder.bidQuantityNullValue()));
            set(Field.ASK, i, Decimals.orMissing(column.askQuantity(), sizes,
                BucketSnapshotDecoder.ColumnsDecoder.askQuantityNullValue()));
            set(Field.VWAP, i, Decimals.value(column.vwap(), prices));
            set(Field.BID_ORDERS, i, Decimals.orMissing(column.bidOrders(), 0,
                BucketSnapshotDecoder.ColumnsDecoder.bidOrdersNullValue()));
            set(Field.ASK_ORDERS, i, Decimals.orMissing(column.askOrders(), 0,
                BucketSnapshotDecoder.ColumnsDecoder.askOrdersNullValue()));
        }
        takeMeans(snapshot.means());
    }

    /** Means are of the columns around the middle one alone. */
    private void takeMeans(BucketSnapshotDecoder.MeansDecoder mean) {
        final int outer = (size - mean.count()) / 2;
        for (int i = 0; i < size; i++) {
            final boolean inner = i >= outer && mean.hasNext();
            if (inner) {
                mean.next();
            }
            set(Field.MEAN_1S, i, inner ? mean.mean1s() : Double.NaN);
            set(Field.MEAN_5S, i, inner ? mean.mean5s() : Double.NaN);
            set(Field.MEAN_15S, i, inner ? mean.mean15s() : Double.NaN);
            set(Field.MEAN_60S, i, inner ? mean.mean60s() : Double.NaN);
        }
    }

    private void set(Field field, int column, double value) {
        columns[field.ordinal()][column] = value;
    }

    /** Whether there was a snapshot; before there are no columns. */
    public boolean isTold() {
        return size > 0;
    }

    public int size() {
        return size;
    }

    /** As of which they are. */
    public long timeNs() {
        return timeNs;
    }

    public long cadenceNs() {
        return cadenceNs;
    }

    /** Of the first column: its prices are from this times the width on. */
    public long firstId() {
        return firstId;
    }

    /** NaN: missing. */
    public double value(Field field, int column) {
        if (column < 0 || column >= size) {
            throw new IndexOutOfBoundsException("column " + column + " of " + size);
        }
        return columns[field.ordinal()][column];
    }

    /** NaN: missing. */
    public double value(Whole of) {
        return size == 0 ? Double.NaN : whole[of.ordinal()];
    }

    long hash(long seed) {
        long hash = Hashing.fold(Hashing.fold(Hashing.fold(Hashing.fold(seed, size), timeNs), cadenceNs), firstId);
        for (int i = 0; size > 0 && i < whole.length; i++) {
            hash = Hashing.fold(hash, whole[i]);
        }
        for (final double[] column : columns) {
            for (int i = 0; i < size; i++) {
                hash = Hashing.fold(hash, column[i]);
            }
        }
        return hash;
    }
}
