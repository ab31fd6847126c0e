package io.escapement.engine.book;

import io.escapement.codecs.sbe.ChecksumKind;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * The checksum that a venue takes of the best levels of a book: CRC-32 over a text of their prices and quantities,
 * put together here from mantissas without allocating. One object serves any number of books, one after the other.
 */
abstract class BookChecksum {
    static final int PRICE = 0;
    static final int QUANTITY = Long.BYTES;
    static final int LEVEL = 2 * Long.BYTES;

    private final UnsafeBuffer levels;
    private final int most;
    private final DepthCursor cursor = new DepthCursor();
    private final ChecksumText text;
    private final CRC32 crc = new CRC32();

    /** @param most levels a side that the checksum is taken of */
    BookChecksum(int most) {
        this.most = most;
        levels = new UnsafeBuffer(new byte[2 * most * LEVEL]);
        text = new ChecksumText(4 * most);
    }

    /** @return null where the venue sends none */
    static BookChecksum of(ChecksumKind kind) {
        return switch (kind) {
            case KRAKEN -> new KrakenChecksum();
            case BITFINEX -> new InterleavedChecksum(true);
            case OKX -> new InterleavedChecksum(false);
            case NONE, NULL_VAL -> null;
        };
    }

    /** The checksum of a book as the venue would send it. */
    final long of(OrderBook book, int priceExponent, int quantityExponent) {
        final int bids = book.bids.writeBest(levels, 0, most, cursor.bids(book));
        final int asks = book.asks.writeBest(levels, most * LEVEL, most, cursor.asks(book));
        text.clear();
        write(text, bids, asks, priceExponent, quantityExponent);
        crc.reset();
        crc.update(text.bytes(), 0, text.length());
        return signed() ? (int) crc.getValue() : crc.getValue();
    }

    /** What the checksum is taken of, for messages and tests. Allocates. */
    final String text(OrderBook book, int priceExponent, int quantityExponent) {
        of(book, priceExponent, quantityExponent);
        return text.toString();
    }

    final long bid(int index, int field) {
        return levels.getLong(index * LEVEL + field, ByteOrder.LITTLE_ENDIAN);
    }

    final long ask(int index, int field) {
        return levels.getLong((most + index) * LEVEL + field, ByteOrder.LITTLE_ENDIAN);
    }

    abstract void write(ChecksumText target, int bids, int asks, int priceExponent, int quantityExponent);

    /** Whether the venue sends the 32 bits as a signed number. */
    abstract boolean signed();
}
