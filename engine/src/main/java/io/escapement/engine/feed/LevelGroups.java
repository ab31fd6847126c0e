package io.escapement.engine.feed;

import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

/**
 * The bids and asks of any message that begins with these two groups: {@code BookDelta}, {@code BookSnapshot},
 * {@code ReleasedDelta}, {@code BookChange}. Reads at known offsets; the block lengths are those that were written, so
 * messages of a newer schema are read too. A flyweight: used again for each message.
 */
public final class LevelGroups {
    /** Bytes of a group's header. */
    public static final int GROUP_HEADER_LENGTH = 4;
    /** Bytes of one level as this schema writes it: price, then quantity. */
    public static final int LEVEL_LENGTH = BookDeltaDecoder.BidsDecoder.sbeBlockLength();
    private static final int COUNT_OFFSET = 2;
    private static final int QUANTITY_OFFSET = Long.BYTES;

    private DirectBuffer buffer;
    private int bids;
    private int bidCount;
    private int bidLength;
    private int asks;
    private int askCount;
    private int askLength;

    /** @param message offset of the SBE message header */
    public LevelGroups wrap(DirectBuffer newBuffer, int message) {
        buffer = newBuffer;
        final int bidHeader = message + MessageHeaderDecoder.ENCODED_LENGTH + unsignedShort(message);
        bidLength = unsignedShort(bidHeader);
        bidCount = unsignedShort(bidHeader + COUNT_OFFSET);
        bids = bidHeader + GROUP_HEADER_LENGTH;
        final int askHeader = bids + bidCount * bidLength;
        askLength = unsignedShort(askHeader);
        askCount = unsignedShort(askHeader + COUNT_OFFSET);
        asks = askHeader + GROUP_HEADER_LENGTH;
        return this;
    }

    private int unsignedShort(int offset) {
        return buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    public int bidCount() {
        return bidCount;
    }

    public int askCount() {
        return askCount;
    }

    /** Offset of the first bid's price; its quantity is behind it. */
    public int bids() {
        return bids;
    }

    /** Bytes from a bid to the next. */
    public int bidLength() {
        return bidLength;
    }

    /** Offset of the first ask's price; its quantity is behind it. */
    public int asks() {
        return asks;
    }

    /** Bytes from an ask to the next. */
    public int askLength() {
        return askLength;
    }

    public long bidPrice(int index) {
        return buffer.getLong(bids + index * bidLength, ByteOrder.LITTLE_ENDIAN);
    }

    public long bidQuantity(int index) {
        return buffer.getLong(bids + index * bidLength + QUANTITY_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    public long askPrice(int index) {
        return buffer.getLong(asks + index * askLength, ByteOrder.LITTLE_ENDIAN);
    }

    public long askQuantity(int index) {
        return buffer.getLong(asks + index * askLength + QUANTITY_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /** Bytes that {@link #copyTo} writes. */
    public int copyLength() {
        return 2 * GROUP_HEADER_LENGTH + (bidCount + askCount) * LEVEL_LENGTH;
    }

    /** Writes both groups as this schema has them. */
    public void copyTo(MutableDirectBuffer target, int offset) {
        copyGroup(target, offset, bids, bidCount, bidLength);
        copyGroup(target, offset + GROUP_HEADER_LENGTH + bidCount * LEVEL_LENGTH, asks, askCount, askLength);
    }

    private void copyGroup(MutableDirectBuffer target, int offset, int source, int count, int length) {
        putHeader(target, offset, count);
        final int levels = offset + GROUP_HEADER_LENGTH;
        if (length == LEVEL_LENGTH) {
            target.putBytes(levels, buffer, source, count * LEVEL_LENGTH);
            return;
        }
        for (int i = 0; i < count; i++) {
            target.putBytes(levels + i * LEVEL_LENGTH, buffer, source + i * length, LEVEL_LENGTH);
        }
    }

    /** Writes the header of a group of levels. */
    public static void putHeader(MutableDirectBuffer target, int offset, int count) {
        target.putShort(offset, (short) LEVEL_LENGTH, ByteOrder.LITTLE_ENDIAN);
        target.putShort(offset + COUNT_OFFSET, (short) count, ByteOrder.LITTLE_ENDIAN);
    }
}
