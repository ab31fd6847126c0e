package io.escapement.engine.columns;

import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.codecs.sbe.ColumnsUpdateDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/** Reads a {@code ColumnsUpdate} effect in place. A flyweight; allocates nothing. */
public final class ColumnsReader {
    private static final int GROUP_HEADER = 4;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ColumnsUpdateDecoder decoder = new ColumnsUpdateDecoder();
    private DirectBuffer buffer;
    private int values;
    private int size;

    /** Whether an effect is one. */
    public static boolean reads(int templateId) {
        return templateId == ColumnsUpdateDecoder.TEMPLATE_ID;
    }

    /** @param message offset of the effect's SBE header */
    public ColumnsReader wrap(DirectBuffer newBuffer, int message) {
        buffer = newBuffer;
        decoder.wrapAndApplyHeader(newBuffer, message, header);
        final int group = message + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        size = newBuffer.getShort(group + Short.BYTES, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        values = group + GROUP_HEADER;
        return this;
    }

    public ColumnBlock block() {
        return decoder.block();
    }

    /** An instrument's id, or in block PAIR a pair's; null, as the field has it, where {@link #isOfView}. */
    public int subjectId() {
        return decoder.subjectId();
    }

    /** Whether the values are of a view's consolidated bars, and {@link #viewId} says which. */
    public boolean isOfView() {
        return decoder.viewId() != ColumnsUpdateDecoder.viewIdNullValue();
    }

    /** Null, as the field has it, unless {@link #isOfView}. */
    public int viewId() {
        return decoder.viewId();
    }

    public long timeNs() {
        return decoder.timeNs();
    }

    public long durationNs() {
        return decoder.durationNs();
    }

    /** See {@link ColumnSet#hash}. */
    public long schemaHash() {
        return decoder.schemaHash();
    }

    public int size() {
        return size;
    }

    /** NaN: missing. */
    public double value(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("column " + index + " of " + size);
        }
        return Double.longBitsToDouble(buffer.getLong(values + index * Double.BYTES, ByteOrder.LITTLE_ENDIAN));
    }
}
