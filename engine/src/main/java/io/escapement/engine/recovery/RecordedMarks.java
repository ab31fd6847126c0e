package io.escapement.engine.recovery;

import io.escapement.codecs.sbe.BookChangeEncoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.CorrectionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.PositionUpdateDecoder;
import io.escapement.engine.pipeline.Slot;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;

/**
 * Where reconciling corrects a position and the venue names no price, the mark counts, and that is a book's. There are
 * no books in a fold; but what was marked then, the record says, and here it becomes a book of that one price.
 */
final class RecordedMarks {
    private static final int ROOM = 256;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PositionUpdateDecoder update = new PositionUpdateDecoder();
    private final MessageHeaderEncoder changeHeader = new MessageHeaderEncoder();
    private final BookChangeEncoder change = new BookChangeEncoder();

    /** Whether a record corrects something. */
    static boolean isCorrecting(DirectBuffer buffer, int record) {
        int message = RecordLayout.event(record);
        for (int left = RecordLayout.keptCount(buffer, record); left > 0; left--) {
            message = RecordLayout.next(buffer, message);
            if (RecordLayout.templateId(buffer, message) == CorrectionDecoder.TEMPLATE_ID) {
                return true;
            }
        }
        return false;
    }

    /** Puts the recorded marks into the slot, as checked effects of the book. */
    void put(DirectBuffer buffer, int record, Slot slot) {
        int message = RecordLayout.event(record);
        for (int left = RecordLayout.keptCount(buffer, record); left > 0; left--) {
            message = RecordLayout.next(buffer, message);
            if (RecordLayout.templateId(buffer, message) == PositionUpdateDecoder.TEMPLATE_ID) {
                update.wrapAndApplyHeader(buffer, message, header);
                if (update.markPrice() != PositionUpdateDecoder.markPriceNullValue() && slot.checkedRoom() >= ROOM) {
                    put(slot, update.instrumentId(), update.markPrice());
                }
            }
        }
    }

    private void put(Slot slot, int instrumentId, long mark) {
        change.wrapAndApplyHeader(slot.buffer(), slot.claimChecked(ROOM), changeHeader)
            .venueTimeNs(0).updateId(0).instrumentId(instrumentId).state(BookState.LIVE);
        change.bidsCount(1).next().price(mark).quantity(1);
        change.asksCount(1).next().price(mark).quantity(1);
        slot.commitChecked(MessageHeaderEncoder.ENCODED_LENGTH + change.encodedLength());
    }
}
