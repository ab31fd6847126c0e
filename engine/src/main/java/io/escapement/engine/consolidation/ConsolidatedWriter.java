package io.escapement.engine.consolidation;

import io.escapement.codecs.sbe.ConsolidatedChangeDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.engine.pipeline.Slot;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

/** Writes {@code ConsolidatedChange} effects: at known offsets, one write a field. */
final class ConsolidatedWriter {
    /**
     * Bytes that the changes of one record may take together. A record that changes many views, because a connection
     * is lost, tells fewer rows of each, and so never overflows its slot.
     */
    static final int RECORD_BUDGET = 8 * 1024;
    /** The most that one change takes. */
    static final int MAX_LENGTH = length(ConsolidationConfig.MAX_BOOKS, 2 * ConsolidationConfig.MAX_ROWS);

    private static final int BODY = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int MID = BODY + ConsolidatedChangeDecoder.midEncodingOffset();
    private static final int BEST_BID = BODY + ConsolidatedChangeDecoder.bestBidEncodingOffset();
    private static final int BEST_ASK = BODY + ConsolidatedChangeDecoder.bestAskEncodingOffset();
    private static final int VIEW = BODY + ConsolidatedChangeDecoder.viewIdEncodingOffset();
    private static final int BID_INSTRUMENT = BODY + ConsolidatedChangeDecoder.bidInstrumentIdEncodingOffset();
    private static final int ASK_INSTRUMENT = BODY + ConsolidatedChangeDecoder.askInstrumentIdEncodingOffset();
    private static final int VENUES = BODY + ConsolidatedChangeDecoder.venuesEncodingOffset();
    private static final int GROUPS = BODY + ConsolidatedChangeDecoder.BLOCK_LENGTH;
    private static final int GROUP_HEADER = 4;
    private static final int COUNT = 2;
    private static final int SHARE = ConsolidatedChangeDecoder.SharesDecoder.sbeBlockLength();
    private static final int ROW = ConsolidatedChangeDecoder.BidsDecoder.sbeBlockLength();
    private static final int FRAME = 16;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final Weighing weighing = new Weighing();
    private final int rows;

    ConsolidatedWriter(int rows) {
        this.rows = rows;
    }

    private static int length(int shares, int rows) {
        return BODY + ConsolidatedChangeDecoder.BLOCK_LENGTH + 3 * GROUP_HEADER
            + shares * ConsolidatedChangeDecoder.SharesDecoder.sbeBlockLength()
            + rows * ConsolidatedChangeDecoder.BidsDecoder.sbeBlockLength();
    }

    /** How many rows a side each of so many changes in one record may have. */
    int rowsOf(int changes) {
        final int room = RECORD_BUDGET / changes - FRAME - length(ConsolidationConfig.MAX_BOOKS, 0);
        return Math.min(rows, room / (2 * ROW));
    }

    /** @param most rows a side */
    void write(Slot slot, View view, int most) {
        final int bidRows = view.bids.wholeRows(most);
        final int askRows = view.asks.wholeRows(most);
        final int inside = view.inside();
        final int message = slot.claimChecked(length(inside, bidRows + askRows));
        final MutableDirectBuffer buffer = slot.buffer();
        header.wrap(buffer, message)
            .blockLength(ConsolidatedChangeDecoder.BLOCK_LENGTH)
            .templateId(ConsolidatedChangeDecoder.TEMPLATE_ID)
            .schemaId(ConsolidatedChangeDecoder.SCHEMA_ID)
            .version(ConsolidatedChangeDecoder.SCHEMA_VERSION);
        weighing.weigh(view);
        putLong(buffer, message + MID, weighing.mid());
        best(buffer, message + BEST_BID, message + BID_INSTRUMENT, view.bids);
        best(buffer, message + BEST_ASK, message + ASK_INSTRUMENT, view.asks);
        putInt(buffer, message + VIEW, view.id);
        putInt(buffer, message + VENUES, inside);
        int end = shares(buffer, message + GROUPS, view, inside);
        end = side(buffer, end, view.bids, bidRows);
        end = side(buffer, end, view.asks, askRows);
        slot.commitChecked(end - message);
    }

    private static void best(MutableDirectBuffer buffer, int price, int instrument, MergedSide side) {
        final boolean none = side.count() == 0;
        putLong(buffer, price, none ? ConsolidatedChangeDecoder.bestBidNullValue() : side.price(0));
        putInt(buffer, instrument, none ? ConsolidatedChangeDecoder.bidInstrumentIdNullValue() : side.id(0));
    }

    private int shares(MutableDirectBuffer buffer, int group, View view, int inside) {
        int at = groupHeader(buffer, group, SHARE, inside);
        for (int i = 0; i < view.size(); i++) {
            if (view.member(i).inside) {
                putInt(buffer, at, view.member(i).id);
                putInt(buffer, at + Integer.BYTES, weighing.dominance(i));
                at += SHARE;
            }
        }
        return at;
    }

    private static int side(MutableDirectBuffer buffer, int group, MergedSide side, int count) {
        return side.write(buffer, groupHeader(buffer, group, ROW, count), count);
    }

    private static int groupHeader(MutableDirectBuffer buffer, int at, int blockLength, int count) {
        buffer.putShort(at, (short) blockLength, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(at + COUNT, (short) count, ByteOrder.LITTLE_ENDIAN);
        return at + GROUP_HEADER;
    }

    private static void putLong(MutableDirectBuffer buffer, int at, long value) {
        buffer.putLong(at, value, ByteOrder.LITTLE_ENDIAN);
    }

    private static void putInt(MutableDirectBuffer buffer, int at, int value) {
        buffer.putInt(at, value, ByteOrder.LITTLE_ENDIAN);
    }
}
