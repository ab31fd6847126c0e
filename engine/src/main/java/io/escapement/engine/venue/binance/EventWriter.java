package io.escapement.engine.venue.binance;

import io.escapement.codecs.sbe.BestBidOfferEncoder;
import io.escapement.codecs.sbe.BookDeltaEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradeEncoder;
import io.escapement.engine.pipeline.Slot;

/** Market events through the generated encoders, for what does not come through a template. */
final class EventWriter {
    static final long NO_UPDATE_ID = BookDeltaEncoder.previousUpdateIdNullValue();
    static final long NO_TIME = BestBidOfferEncoder.venueTimeNsNullValue();

    private final EventOutlet outlet;
    private final LevelStore store;
    private final DeltaHead delta = new DeltaHead();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final BestBidOfferEncoder quote = new BestBidOfferEncoder();

    EventWriter(EventOutlet outlet, LevelStore store) {
        this.outlet = outlet;
        this.store = store;
    }

    /** To be filled, then {@link #publishDelta}. */
    DeltaHead delta() {
        return delta;
    }

    /** Empty, with room for the levels of a text of this length. */
    LevelStore levels(int textLength) {
        store.clear(textLength);
        return store;
    }

    void publishDelta() {
        Fragments.publish(outlet, delta, store);
    }

    void publishTrade(long venueTimeNs, long receiveTimeNs, long tradeId, long price, long quantity,
                      int instrumentId, boolean buyerIsMaker) {
        final Slot slot = outlet.slot();
        trade.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .venueTimeNs(venueTimeNs)
            .receiveTimeNs(receiveTimeNs)
            .tradeId(tradeId)
            .price(price)
            .quantity(quantity)
            .instrumentId(instrumentId)
            .aggressorSide(buyerIsMaker ? Side.SELL : Side.BUY);
        outlet.publish(MessageHeaderEncoder.ENCODED_LENGTH + trade.encodedLength());
    }

    void publishQuote(long venueTimeNs, long receiveTimeNs, long updateId, long bidPrice, long bidQuantity,
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
