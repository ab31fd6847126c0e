package io.escapement.engine.recovery;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.CorrectionEncoder;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.OrderFinding;
import io.escapement.codecs.sbe.PositionUpdateEncoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.orders.OrderEvents;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.StageHarness.EventWriter;
import io.escapement.journal.RecordBuilder;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A correction at the mark folds to the same without the book that the mark came from. */
class RecordedMarksTest {
    private static final EventWriter CORRECTION = (buffer, offset, header) -> new CorrectionEncoder()
        .wrapAndApplyHeader(buffer, offset, header).clientOrderId(CorrectionEncoder.clientOrderIdNullValue())
        .expected(0).observed(5).instrumentId(3).venue(Venue.BINANCE).finding(OrderFinding.POSITION_DIFFERS).asset("")
        .encodedLength();

    private static EventWriter update(long mark) {
        return (buffer, offset, header) -> {
            final PositionUpdateEncoder update = new PositionUpdateEncoder();
            update.wrapAndApplyHeader(buffer, offset, header).quantity(5).averagePrice(mark).realised(0).fees(0)
                .unrealised(0).markPrice(mark).instrumentId(3).strategyId(0).realisedFifo(0).funding(0);
            update.amountsCount(0);
            return update.encodedLength();
        };
    }

    private static RecordBuilder record(EventWriter... effects) {
        final RecordBuilder builder = new RecordBuilder(4096);
        builder.begin(9, 1_000, Provenance.LIVE);
        append(builder, OrderEvents.gateway(GatewayCondition.RECONCILED));
        for (final EventWriter effect : effects) {
            append(builder, effect);
        }
        builder.finish();
        return builder;
    }

    private static void append(RecordBuilder builder, EventWriter message) {
        builder.commit(8 + message.write(builder.buffer(), builder.next(), new MessageHeaderEncoder()), 6);
    }

    private static Slot put(RecordBuilder record) {
        final Slot slot = SlotSizes.USUAL.newSlot();
        slot.load(record.buffer(), 0, 6);
        new RecordedMarks().put(record.buffer(), 0, slot);
        return slot;
    }

    @Test
    void aRecordedMarkBecomesALiveBookOfThatOnePrice() {
        final RecordBuilder record = record(CORRECTION, update(123));
        assertTrue(RecordedMarks.isCorrecting(record.buffer(), 0));
        final Slot slot = put(record);
        final BookChangeDecoder change = new BookChangeDecoder()
            .wrapAndApplyHeader(slot.buffer(), slot.firstChecked(), new MessageHeaderDecoder());
        assertEquals(3, change.instrumentId());
        assertEquals(BookState.LIVE, change.state());
        assertEquals(123, change.bids().next().price());
        assertEquals(123, change.asks().next().price());
        assertEquals(Slot.NONE, slot.nextChecked(slot.firstChecked()));
    }

    @Test
    void withoutAMarkThereIsNoBookAndWithoutACorrectionNoNeed() {
        assertEquals(Slot.NONE, put(record(CORRECTION, update(PositionUpdateEncoder.markPriceNullValue())))
            .firstChecked());
        assertFalse(RecordedMarks.isCorrecting(record(update(123)).buffer(), 0));
        assertFalse(RecordedMarks.isCorrecting(record().buffer(), 0));
    }
}
