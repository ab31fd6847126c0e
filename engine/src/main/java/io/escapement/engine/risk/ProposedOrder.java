package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.OrderIntentDecoder;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.market.Quote;
import io.escapement.engine.orders.Exposure;

/** An order that somebody wants, with all that a control may need to judge it. One per stage, used again. */
public final class ProposedOrder {
    long eventTimeNs;
    long price;
    long quantity;
    int instrumentId;
    int strategyId;
    Side side;
    OrderType type;
    TimeInForce timeInForce;
    short reduceOnly;
    Instrument instrument;
    Limits limits;
    Quote quote;
    Exposure exposure;

    /** Event time of the record that holds the intent. */
    public long eventTimeNs() {
        return eventTimeNs;
    }

    /** Limit price, mantissa, exactly as the intent said it. */
    public long price() {
        return price;
    }

    /** Mantissa, exactly as the intent said it. */
    public long quantity() {
        return quantity;
    }

    public int strategyId() {
        return strategyId;
    }

    public Side side() {
        return side;
    }

    public OrderType type() {
        return type;
    }

    public TimeInForce timeInForce() {
        return timeInForce;
    }

    public short reduceOnly() {
        return reduceOnly;
    }

    /** Null if the instrument is not known. */
    public Instrument instrument() {
        return instrument;
    }

    /** Null if the config has none for the instrument, or none that its numbers can hold. */
    public Limits limits() {
        return limits;
    }

    /** Null if the instrument is not known. */
    public Quote quote() {
        return quote;
    }

    /** Null if the instrument is not known. */
    public Exposure exposure() {
        return exposure;
    }

    /** Price times quantity, or {@link Money#OVERFLOW}. */
    public long notional(Rounding rounding) {
        return Money.notional(price, instrument.priceExponent(), quantity, instrument.quantityExponent(), rounding);
    }

    /**
     * The position if this order and every open one on its side fill and none on the other does, counted positive in
     * the direction of the order; {@link Money#OVERFLOW} if that fits no long.
     */
    public long worstPosition() {
        final boolean buy = side == Side.BUY;
        final long open = buy ? exposure.openBuy() : exposure.openSell();
        final long position = buy ? exposure.position() : -exposure.position();
        return Money.add(Money.add(position, open), quantity);
    }

    /** Whether the order, after all open ones on its side, can only make the position smaller. */
    public boolean reduces() {
        final long worst = worstPosition();
        return worst != Money.OVERFLOW && worst <= 0;
    }

    void read(OrderIntentDecoder intent, long timeNs) {
        eventTimeNs = timeNs;
        price = intent.price();
        quantity = intent.quantity();
        instrumentId = intent.instrumentId();
        strategyId = intent.strategyId();
        side = intent.side();
        type = intent.orderType();
        timeInForce = intent.timeInForce();
        reduceOnly = intent.reduceOnly();
    }
}
