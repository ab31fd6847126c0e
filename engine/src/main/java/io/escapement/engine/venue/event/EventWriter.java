package io.escapement.engine.venue.event;

import io.escapement.codecs.sbe.BestBidOfferEncoder;
import io.escapement.codecs.sbe.BookDeltaEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradeEncoder;
import io.escapement.engine.pipeline.Slot;

/** Market events through the generated encoders, for what does not come through a template. */
public final class EventWriter {
    public static final long NO_UPDATE_ID = BookDeltaEncoder.previousUpdateIdNullValue();
    /** Of a best bid or offer of which the venue tells the price alone. */
    public static final long NO_QUANTITY = BestBidOfferEncoder.bidQuantityNullValue();
    public static final long NO_TIME = BestBidOfferEncoder.venueTimeNsNullValue();

    private final EventOutlet outlet;
    private final LevelStore store;
    private final DeltaHead delta = new DeltaHead();
    private final SnapshotHead snapshot = new SnapshotHead();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final BestBidOfferEncoder quote = new BestBidOfferEncoder();

    public EventWriter(EventOutlet outlet, LevelStore store) {
        this.outlet = outlet;
        this.store = store;
    }

    /** To be filled, then {@link #publishDelta}. */
    public DeltaHead delta() {
        return delta;
    }

    /** Empty, with room for the levels of a text of this length. */
    public LevelStore levels(int textLength) {
        store.clear(textLength);
        return store;
    }

    /** To be filled, then {@link #publishSnapshot}. */
    public SnapshotHead snapshot() {
        return snapshot;
    }

    public void publishDelta() {
        Fragments.publish(outlet, delta, store);
    }

    public void publishSnapshot() {
        Fragments.publish(outlet, snapshot, store);
    }

    public void publishTrade(long venueTimeNs, long receiveTimeNs, long tradeId, long price, long quantity,
                      int instrumentId, Side aggressor) {
        final Slot slot = outlet.slot();
        trade.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .venueTimeNs(venueTimeNs)
            .receiveTimeNs(receiveTimeNs)
            .tradeId(tradeId)
            .price(price)
            .quantity(quantity)
            .instrumentId(instrumentId)
            .aggressorSide(aggressor);
        outlet.publish(MessageHeaderEncoder.ENCODED_LENGTH + trade.encodedLength());
    }

    public void publishQuote(long venueTimeNs, long receiveTimeNs, long updateId, long bidPrice, long bidQuantity,
                      long askPrice, long askQuantity, int instrumentId) {
        final Slot slot = outlet.slot();
        quote.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .venueTimeNs(venueTimeNs)
            .receiveTimeNs(receiveTimeNs)
            .updateId(updateId)
            .bidPrice(bidPrice)
            .bidQuantity(bidQuantity)
            .askPrice(askPrice)
            .askQuantity(askQuantity)
            .instrumentId(instrumentId);
        outlet.publish(MessageHeaderEncoder.ENCODED_LENGTH + quote.encodedLength());
    }
}
