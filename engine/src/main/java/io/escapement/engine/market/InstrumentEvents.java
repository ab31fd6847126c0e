package io.escapement.engine.market;

import io.escapement.codecs.sbe.BestBidOfferDecoder;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.pipeline.Slot;

import java.nio.ByteOrder;

/**
 * The events that move an instrument's time: what is told of its book at a cadence is told with the first of these
 * behind each boundary.
 */
public final class InstrumentEvents {
    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int DELTA = BODY + BookDeltaDecoder.instrumentIdEncodingOffset();
    private static final int SNAPSHOT = BODY + BookSnapshotDecoder.instrumentIdEncodingOffset();
    private static final int TRADE = BODY + TradeDecoder.instrumentIdEncodingOffset();
    private static final int QUOTE = BODY + BestBidOfferDecoder.instrumentIdEncodingOffset();
    private static final int TIMER = BODY + TimerDecoder.instrumentIdEncodingOffset();

    private InstrumentEvents() {
    }

    /**
     * The instrument that a delta, snapshot, trade, best bid and offer or timer is about; 0 for all other events.
     *
     * @param template of the slot's event
     */
    public static int instrumentId(Slot slot, int template) {
        return switch (template) {
            case BookDeltaDecoder.TEMPLATE_ID -> id(slot, DELTA);
            case BookSnapshotDecoder.TEMPLATE_ID -> id(slot, SNAPSHOT);
            case TradeDecoder.TEMPLATE_ID -> id(slot, TRADE);
            case BestBidOfferDecoder.TEMPLATE_ID -> id(slot, QUOTE);
            case TimerDecoder.TEMPLATE_ID -> id(slot, TIMER);
            default -> 0;
        };
    }

    private static int id(Slot slot, int offset) {
        return slot.buffer().getInt(slot.event() + offset, ByteOrder.LITTLE_ENDIAN);
    }
}
