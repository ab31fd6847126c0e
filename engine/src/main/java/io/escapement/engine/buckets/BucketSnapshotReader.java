package io.escapement.engine.buckets;

import io.escapement.codecs.sbe.BucketSnapshotDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/**
 * Reads a {@code BucketSnapshot} effect in place, any column at any time. Quantities and prices are mantissas: of the
 * instrument, or at -8 of a view. A flyweight; allocates nothing.
 */
public final class BucketSnapshotReader {
    private static final int GROUP_HEADER = 4;
    private static final int ASK = Long.BYTES;
    private static final int VWAP = 2 * Long.BYTES;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BucketSnapshotDecoder decoder = new BucketSnapshotDecoder();
    private DirectBuffer buffer;
    private int columns;
    private int length;
    private int size;
    private int means;
    private int meansLength;
    private int inner;

    /** Whether an effect is one. */
    public static boolean reads(int templateId) {
        return templateId == BucketSnapshotDecoder.TEMPLATE_ID;
    }

    /** @param message offset of the effect's SBE header */
    public BucketSnapshotReader wrap(DirectBuffer newBuffer, int message) {
        buffer = newBuffer;
        decoder.wrapAndApplyHeader(newBuffer, message, header);
        final int group = message + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        length = newBuffer.getShort(group, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        size = newBuffer.getShort(group + Short.BYTES, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        columns = group + GROUP_HEADER;
        final int second = columns + size * length;
        meansLength = newBuffer.getShort(second, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        inner = newBuffer.getShort(second + Short.BYTES, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        means = second + GROUP_HEADER;
        return this;
    }

    public long timeNs() {
        return decoder.timeNs();
    }

    public long cadenceNs() {
        return decoder.cadenceNs();
    }

    /** Of a bucket. */
    public long width() {
        return decoder.width();
    }

    /** The first column's bucket: its prices are from {@code firstId x width} on. */
    public long firstId() {
        return decoder.firstId();
    }

    /** May lie between two mantissas. */
    public double mid() {
        return decoder.mid();
    }

    /** Of all columns; NaN where nothing rests in them. */
    public double imbalance() {
        return decoder.imbalance();
    }

    /** Time-weighted mean of {@link #imbalance}. @param window 0 to 3: 1, 5, 15, 60 s */
    public double imbalanceMean(int window) {
        return switch (window) {
            case 0 -> decoder.imbalanceMean1s();
            case 1 -> decoder.imbalanceMean5s();
            case 2 -> decoder.imbalanceMean15s();
            default -> decoder.imbalanceMean60s();
        };
    }

    /** Whether it is of a view, not of an instrument. */
    public boolean isConsolidated() {
        return decoder.viewId() != BucketSnapshotDecoder.viewIdNullValue();
    }

    /** The instrument's id, or the view's. */
    public int subjectId() {
        return isConsolidated() ? decoder.viewId() : decoder.instrumentId();
    }

    public long bestBid() {
        return decoder.bestBid();
    }

    public long bestAsk() {
        return decoder.bestAsk();
    }

    /** How many columns there are. */
    public int size() {
        return size;
    }

    /** Quantity bid in a column; the schema's null where it is not known. */
    public long bidQuantity(int column) {
        return buffer.getLong(at(column), ByteOrder.LITTLE_ENDIAN);
    }

    /** Quantity asked likewise. */
    public long askQuantity(int column) {
        return buffer.getLong(at(column) + ASK, ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether a column's quantities are known. */
    public boolean isKnown(int column) {
        return bidQuantity(column) >= 0 && askQuantity(column) >= 0;
    }

    /** (bid - ask) / (bid + ask) of a column; NaN where nothing rests, or it is not known. */
    public double imbalance(int column) {
        final double bid = bidQuantity(column);
        final double ask = askQuantity(column);
        return isKnown(column) && bid + ask > 0 ? (bid - ask) / (bid + ask) : Double.NaN;
    }

    /** Mean price of what rests in a column; NaN where nothing does. */
    public double vwap(int column) {
        return number(at(column) + VWAP);
    }

    /** Time-weighted mean of a column's imbalance; NaN outside of the inner ones. @param window as above */
    public double mean(int column, int window) {
        final int row = column - (size - inner) / 2;
        return row < 0 || row >= inner ? Double.NaN : number(means + row * meansLength + window * Double.BYTES);
    }

    private double number(int at) {
        return Double.longBitsToDouble(buffer.getLong(at, ByteOrder.LITTLE_ENDIAN));
    }

    private int at(int column) {
        if (column < 0 || column >= size) {
            throw new IndexOutOfBoundsException("column " + column + " of " + size);
        }
        return columns + column * length;
    }
}
