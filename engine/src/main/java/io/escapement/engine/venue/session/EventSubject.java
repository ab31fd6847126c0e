package io.escapement.engine.venue.session;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BestBidOfferDecoder;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.LiquidationDecoder;
import io.escapement.codecs.sbe.LongShortRatioDecoder;
import io.escapement.codecs.sbe.MarkPriceDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.OpenInterestDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.pipeline.Slot;

import java.nio.ByteOrder;

/** What a market event is about, read from the slot without a decoder. */
final class EventSubject {
    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int SNAPSHOT_FLAGS = BODY + BookSnapshotDecoder.flagsEncodingOffset();
    private static final int STREAM_START = Messages.IN_STREAM | Messages.FIRST_FRAGMENT;

    private EventSubject() {
    }

    /** Null for what is no market data. */
    static StreamKind kind(int templateId) {
        return switch (templateId) {
            case BookDeltaDecoder.TEMPLATE_ID, BookSnapshotDecoder.TEMPLATE_ID -> StreamKind.BOOK;
            case TradeDecoder.TEMPLATE_ID -> StreamKind.TRADES;
            case BestBidOfferDecoder.TEMPLATE_ID -> StreamKind.QUOTES;
            case MarkPriceDecoder.TEMPLATE_ID -> StreamKind.MARK;
            case OpenInterestDecoder.TEMPLATE_ID -> StreamKind.OPEN_INTEREST;
            case LiquidationDecoder.TEMPLATE_ID -> StreamKind.LIQUIDATIONS;
            case LongShortRatioDecoder.TEMPLATE_ID -> StreamKind.LONG_SHORT_RATIO;
            default -> null;
        };
    }

    /** Of an event that {@link #kind} knows; 0 for others. */
    static int instrumentId(Slot slot) {
        final int offset = switch (slot.eventTemplateId()) {
            case BookDeltaDecoder.TEMPLATE_ID -> BookDeltaDecoder.instrumentIdEncodingOffset();
            case BookSnapshotDecoder.TEMPLATE_ID -> BookSnapshotDecoder.instrumentIdEncodingOffset();
            case TradeDecoder.TEMPLATE_ID -> TradeDecoder.instrumentIdEncodingOffset();
            case BestBidOfferDecoder.TEMPLATE_ID -> BestBidOfferDecoder.instrumentIdEncodingOffset();
            case MarkPriceDecoder.TEMPLATE_ID -> MarkPriceDecoder.instrumentIdEncodingOffset();
            case OpenInterestDecoder.TEMPLATE_ID -> OpenInterestDecoder.instrumentIdEncodingOffset();
            case LiquidationDecoder.TEMPLATE_ID -> LiquidationDecoder.instrumentIdEncodingOffset();
            case LongShortRatioDecoder.TEMPLATE_ID -> LongShortRatioDecoder.instrumentIdEncodingOffset();
            default -> -1;
        };
        return offset < 0 ? 0 : slot.buffer().getInt(slot.event() + BODY + offset, ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether the event begins a book that the venue sent in the stream. */
    static boolean beginsStreamedBook(Slot slot) {
        return slot.eventTemplateId() == BookSnapshotDecoder.TEMPLATE_ID
            && (slot.buffer().getByte(slot.event() + SNAPSHOT_FLAGS) & STREAM_START) == STREAM_START;
    }
}
