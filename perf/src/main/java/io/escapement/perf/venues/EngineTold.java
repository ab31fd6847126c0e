package io.escapement.perf.venues;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BestBidOfferDecoder;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;
import io.escapement.perf.venues.twin.Told;

import java.nio.ByteBuffer;

/** Reads what the engine's decoder publishes back into numbers, for comparing. */
final class EngineTold implements Inlet {
    private static final int HALF = 64 * 1024;
    /** All signed 64-bit fields of the schema have the same null value. */
    private static final long NULL = BookDeltaDecoder.checksumNullValue();

    private final Slot slot = new Slot(ByteBuffer.allocateDirect(2 * HALF), HALF);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final BestBidOfferDecoder quote = new BestBidOfferDecoder();
    private final FeedStatusDecoder status = new FeedStatusDecoder();
    private final VenueSet.Numbers numbers;
    private final Told told;

    EngineTold(VenueSet.Numbers numbers, Told told) {
        this.numbers = numbers;
        this.told = told;
    }

    @Override
    public Slot claim() {
        slot.clear();
        return slot;
    }

    @Override
    public void abandon(Slot given) {
        slot.clear();
    }

    @Override
    public void publish(Slot published) {
        final int at = slot.event();
        switch (slot.eventTemplateId()) {
            case BookDeltaDecoder.TEMPLATE_ID -> delta(at);
            case BookSnapshotDecoder.TEMPLATE_ID -> snapshot(at);
            case TradeDecoder.TEMPLATE_ID -> {
                trade.wrapAndApplyHeader(slot.buffer(), at, header);
                told.trade(trade.instrumentId(), none(trade.venueTimeNs()), trade.tradeId(), trade.price(),
                    trade.quantity(), trade.aggressorSide() == Side.BUY);
            }
            case BestBidOfferDecoder.TEMPLATE_ID -> {
                quote.wrapAndApplyHeader(slot.buffer(), at, header);
                told.quote(quote.instrumentId(), zero(quote.bidPrice()), zero(quote.bidQuantity()),
                    zero(quote.askPrice()), zero(quote.askQuantity()));
            }
            case FeedStatusDecoder.TEMPLATE_ID -> {
                status.wrapAndApplyHeader(slot.buffer(), at, header);
                if (status.condition() == FeedCondition.MALFORMED_FRAME) {
                    throw new IllegalStateException("the engine's decoder refuses the frame: " + status.detail());
                }
            }
            default -> told.figure(1);
        }
    }

    private static long none(long value) {
        return value == NULL ? Told.NONE : value;
    }

    private static long zero(long value) {
        return value == NULL ? 0 : value;
    }

    private long number(long number, long checksum) {
        return switch (numbers) {
            case VENUE -> number;
            case CHECKSUM -> checksum;
            case COUNTED -> Told.NONE;
        };
    }

    private void delta(int at) {
        delta.wrapAndApplyHeader(slot.buffer(), at, header);
        if ((delta.flags() & Messages.FIRST_FRAGMENT) != 0) {
            told.book(delta.instrumentId(), false, none(delta.venueTimeNs()),
                number(delta.lastUpdateId(), delta.checksum()));
        }
        for (final BookDeltaDecoder.BidsDecoder level : delta.bids()) {
            told.bid(level.price(), level.quantity());
        }
        for (final BookDeltaDecoder.AsksDecoder level : delta.asks()) {
            told.ask(level.price(), level.quantity());
        }
    }

    private void snapshot(int at) {
        snapshot.wrapAndApplyHeader(slot.buffer(), at, header);
        if ((snapshot.flags() & Messages.FIRST_FRAGMENT) != 0) {
            told.book(snapshot.instrumentId(), true, none(snapshot.venueTimeNs()),
                number(snapshot.lastUpdateId(), snapshot.checksum()));
        }
        for (final BookSnapshotDecoder.BidsDecoder level : snapshot.bids()) {
            told.bid(level.price(), level.quantity());
        }
        for (final BookSnapshotDecoder.AsksDecoder level : snapshot.asks()) {
            told.ask(level.price(), level.quantity());
        }
    }
}
