package io.escapement.engine.pipeline;

import io.escapement.codecs.Messages;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookDeltaEncoder;
import io.escapement.codecs.sbe.BookSnapshotEncoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusEncoder;
import io.escapement.codecs.sbe.CancelOrderEncoder;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.NewOrderEncoder;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.ReleasedDeltaEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.TimerEncoder;
import io.escapement.codecs.sbe.TradeEncoder;
import io.escapement.engine.venue.event.FeedEvents;

import java.nio.ByteBuffer;

/**
 * Builds one record after another in a slot of its own, as the core would have: an event, its verdict, effects.
 * Levels are given as price, quantity, price, quantity. Allocates nothing after construction, so that tests of
 * allocation can use it.
 */
public final class RecordBuilder {
    private static final int RECORD_CAPACITY = 64 * 1024;
    private static final long[] NO_LEVELS = {};

    private final Slot slot = new Slot(ByteBuffer.allocateDirect(2 * RECORD_CAPACITY), RECORD_CAPACITY);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BookDeltaEncoder delta = new BookDeltaEncoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final TimerEncoder timer = new TimerEncoder();
    private final InstrumentDefinitionEncoder definition = new InstrumentDefinitionEncoder();
    private final BookStatusEncoder status = new BookStatusEncoder();
    private final NewOrderEncoder newOrder = new NewOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final ReleasedDeltaEncoder released = new ReleasedDeltaEncoder();
    private long sequence;

    /** The record as built so far. */
    public Slot slot() {
        return slot;
    }

    private void start(long timeNs) {
        slot.clear();
        slot.begin(++sequence, timeNs);
    }

    private RecordBuilder event(int length, byte verdict) {
        slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + length, Provenance.SIMULATED);
        slot.verdict(verdict);
        return this;
    }

    public RecordBuilder definition(long timeNs, Instrument instrument) {
        start(timeNs);
        FeedEvents.describe(instrument, timeNs,
            definition.wrapAndApplyHeader(slot.buffer(), slot.event(), header));
        return event(definition.encodedLength(), Verdict.NONE);
    }

    public RecordBuilder timer(long timeNs) {
        start(timeNs);
        timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .dueTimeNs(timeNs)
            .cadenceNs(1_000_000_000L)
            .instrumentId(TimerEncoder.instrumentIdNullValue());
        return event(timer.encodedLength(), Verdict.NONE);
    }

    public RecordBuilder trade(long timeNs, int instrumentId, Side aggressor, long price, long quantity) {
        return trade(timeNs, instrumentId, aggressor, price, quantity, Verdict.NONE);
    }

    public RecordBuilder trade(long timeNs, int instrumentId, Side aggressor, long price, long quantity,
        byte verdict) {
        start(timeNs);
        trade.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .venueTimeNs(timeNs)
            .receiveTimeNs(timeNs)
            .tradeId(sequence)
            .price(price)
            .quantity(quantity)
            .instrumentId(instrumentId)
            .aggressorSide(aggressor);
        return event(trade.encodedLength(), verdict);
    }

    public RecordBuilder delta(long timeNs, int instrumentId, byte verdict, long[] bids, long[] asks) {
        start(timeNs);
        delta.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .venueTimeNs(timeNs)
            .receiveTimeNs(timeNs)
            .firstUpdateId(sequence)
            .lastUpdateId(sequence)
            .previousUpdateId(sequence - 1)
            .instrumentId(instrumentId)
            .flags((short) (Messages.FIRST_FRAGMENT | Messages.LAST_FRAGMENT))
            .checksum(BookDeltaEncoder.checksumNullValue());
        final BookDeltaEncoder.BidsEncoder bidLevels = delta.bidsCount(bids.length / 2);
        for (int i = 0; i < bids.length; i += 2) {
            bidLevels.next().price(bids[i]).quantity(bids[i + 1]);
        }
        final BookDeltaEncoder.AsksEncoder askLevels = delta.asksCount(asks.length / 2);
        for (int i = 0; i < asks.length; i += 2) {
            askLevels.next().price(asks[i]).quantity(asks[i + 1]);
        }
        return event(delta.encodedLength(), verdict);
    }

    /** One fragment of a snapshot; flags as {@link Messages} names them. */
    public RecordBuilder snapshot(long timeNs, int instrumentId, int flags, byte verdict, long[] bids, long[] asks) {
        start(timeNs);
        snapshot.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .venueTimeNs(BookSnapshotEncoder.venueTimeNsNullValue())
            .receiveTimeNs(timeNs)
            .lastUpdateId(sequence)
            .instrumentId(instrumentId)
            .flags((short) flags)
            .checksum(BookSnapshotEncoder.checksumNullValue());
        final BookSnapshotEncoder.BidsEncoder bidLevels = snapshot.bidsCount(bids.length / 2);
        for (int i = 0; i < bids.length; i += 2) {
            bidLevels.next().price(bids[i]).quantity(bids[i + 1]);
        }
        final BookSnapshotEncoder.AsksEncoder askLevels = snapshot.asksCount(asks.length / 2);
        for (int i = 0; i < asks.length; i += 2) {
            askLevels.next().price(asks[i]).quantity(asks[i + 1]);
        }
        return event(snapshot.encodedLength(), verdict);
    }

    /** As if a stage had thrown on this event. */
    public RecordBuilder withFault(Throwable thrown) {
        slot.fault(thrown);
        return this;
    }

    public RecordBuilder withReleased(int instrumentId, long venueTimeNs, long[] bids) {
        released.wrapAndApplyHeader(slot.buffer(), slot.claimChecked(4096), header)
            .venueTimeNs(venueTimeNs)
            .lastUpdateId(sequence)
            .instrumentId(instrumentId);
        final ReleasedDeltaEncoder.BidsEncoder bidLevels = released.bidsCount(bids.length / 2);
        for (int i = 0; i < bids.length; i += 2) {
            bidLevels.next().price(bids[i]).quantity(bids[i + 1]);
        }
        released.asksCount(NO_LEVELS.length);
        slot.commitChecked(MessageHeaderEncoder.ENCODED_LENGTH + released.encodedLength());
        return this;
    }

    public RecordBuilder withStatus(int instrumentId, BookState state) {
        status.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), header)
            .expected(0)
            .observed(0)
            .instrumentId(instrumentId)
            .state(state)
            .previousState(BookState.SYNCING)
            .reason(Reason.SYNCHRONISED);
        slot.commitEffect(MessageHeaderEncoder.ENCODED_LENGTH + status.encodedLength());
        return this;
    }

    public RecordBuilder withNewOrder(long clientOrderId, int instrumentId, Side side, OrderType type,
        TimeInForce timeInForce, long price, long quantity) {
        newOrder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), header)
            .clientOrderId(clientOrderId)
            .price(price)
            .quantity(quantity)
            .instrumentId(instrumentId)
            .strategyId(1)
            .side(side)
            .orderType(type)
            .timeInForce(timeInForce)
            .reduceOnly((short) 0)
            .held((short) 0)
            .reason(Reason.STRATEGY)
            .triggerPrice(NewOrderEncoder.triggerPriceNullValue())
            .expireTimeNs(NewOrderEncoder.expireTimeNsNullValue());
        slot.commitEffect(MessageHeaderEncoder.ENCODED_LENGTH + newOrder.encodedLength());
        return this;
    }

    public RecordBuilder withCancel(long clientOrderId, int instrumentId) {
        cancelOrder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), header)
            .clientOrderId(clientOrderId)
            .instrumentId(instrumentId)
            .reason(Reason.STRATEGY);
        slot.commitEffect(MessageHeaderEncoder.ENCODED_LENGTH + cancelOrder.encodedLength());
        return this;
    }
}
