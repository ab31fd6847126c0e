package io.escapement.engine.book;

import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.engine.feed.LevelGroups;
import io.escapement.engine.pipeline.Slot;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

/** Writes {@code BookChange} effects: the best levels of both sides at known offsets, one write a field. */
final class BookChangeWriter {
    private static final int BODY = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int TIME = BODY + BookChangeDecoder.venueTimeNsEncodingOffset();
    private static final int UPDATE_ID = BODY + BookChangeDecoder.updateIdEncodingOffset();
    private static final int INSTRUMENT = BODY + BookChangeDecoder.instrumentIdEncodingOffset();
    private static final int STATE = BODY + BookChangeDecoder.stateEncodingOffset();
    private static final int GROUPS = BODY + BookChangeDecoder.BLOCK_LENGTH;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final DepthCursor cursor = new DepthCursor();
    private final int topLevels;
    private final int maxLength;

    BookChangeWriter(int topLevels) {
        this.topLevels = topLevels;
        maxLength = GROUPS + 2 * (LevelGroups.GROUP_HEADER_LENGTH + topLevels * LevelGroups.LEVEL_LENGTH);
    }

    /** @param book whose best levels to tell; null tells the state alone */
    void write(Slot slot, int instrumentId, BookState state, long updateId, long venueTimeNs, OrderBook book) {
        final int message = slot.claimChecked(maxLength);
        final MutableDirectBuffer buffer = slot.buffer();
        header.wrap(buffer, message)
            .blockLength(BookChangeDecoder.BLOCK_LENGTH)
            .templateId(BookChangeDecoder.TEMPLATE_ID)
            .schemaId(BookChangeDecoder.SCHEMA_ID)
            .version(BookChangeDecoder.SCHEMA_VERSION);
        buffer.putLong(message + TIME, venueTimeNs, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(message + UPDATE_ID, updateId, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(message + INSTRUMENT, instrumentId, ByteOrder.LITTLE_ENDIAN);
        buffer.putByte(message + STATE, (byte) state.value());
        int end = message + GROUPS;
        if (book == null) {
            LevelGroups.putHeader(buffer, end, 0);
            LevelGroups.putHeader(buffer, end + LevelGroups.GROUP_HEADER_LENGTH, 0);
            end += 2 * LevelGroups.GROUP_HEADER_LENGTH;
        } else {
            end = side(buffer, end, book.bids, cursor.bids(book));
            end = side(buffer, end, book.asks, cursor.asks(book));
        }
        slot.commitChecked(end - message);
    }

    private int side(MutableDirectBuffer buffer, int group, BookSide side, DepthCursor fromBest) {
        final int levels = group + LevelGroups.GROUP_HEADER_LENGTH;
        final int count = side.writeBest(buffer, levels, topLevels, fromBest);
        LevelGroups.putHeader(buffer, group, count);
        return levels + count * LevelGroups.LEVEL_LENGTH;
    }
}
