package io.escapement.engine.orders;

import io.escapement.codecs.sbe.CarriedOrderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OrderIntentDecoder;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.market.Hashing;

/** What an order asks for. A flyweight: its owner fills it and uses it again, a table copies it. */
public final class OrderTerms {
    /** No price, no time: as SBE writes a missing one. */
    public static final long NONE = Long.MIN_VALUE;

    private int instrumentId;
    private int strategyId;
    private Side side;
    private OrderType type;
    private TimeInForce timeInForce;
    private long price;
    private long quantity;
    private long triggerPrice;
    private long expireTimeNs;
    private boolean reduceOnly;
    private boolean held;

    /** A plain limit order, good till cancelled. */
    public OrderTerms limit(int instrument, int strategy, Side orderSide, long limitPrice, long ordered) {
        instrumentId = instrument;
        strategyId = strategy;
        side = orderSide;
        type = OrderType.LIMIT;
        timeInForce = TimeInForce.GTC;
        price = limitPrice;
        quantity = ordered;
        triggerPrice = NONE;
        expireTimeNs = NONE;
        reduceOnly = false;
        held = false;
        return this;
    }

    public OrderTerms set(OrderTerms other) {
        instrumentId = other.instrumentId;
        strategyId = other.strategyId;
        side = other.side;
        type = other.type;
        timeInForce = other.timeInForce;
        price = other.price;
        quantity = other.quantity;
        triggerPrice = other.triggerPrice;
        expireTimeNs = other.expireTimeNs;
        reduceOnly = other.reduceOnly;
        held = other.held;
        return this;
    }

    public OrderTerms read(NewOrderDecoder order) {
        instrumentId = order.instrumentId();
        strategyId = order.strategyId();
        side = order.side();
        type = order.orderType();
        timeInForce = order.timeInForce();
        price = order.price();
        quantity = order.quantity();
        triggerPrice = order.triggerPrice();
        expireTimeNs = order.expireTimeNs();
        reduceOnly = order.reduceOnly() == 1;
        held = order.held() == 1;
        return this;
    }

    /** What is not for the strategy to say is so: risk decides whether the order is held. */
    public OrderTerms read(OrderIntentDecoder intent) {
        instrumentId = intent.instrumentId();
        strategyId = intent.strategyId();
        side = intent.side();
        type = intent.orderType();
        timeInForce = intent.timeInForce();
        price = intent.price();
        quantity = intent.quantity();
        triggerPrice = intent.triggerPrice();
        expireTimeNs = intent.expireTimeNs();
        reduceOnly = intent.reduceOnly() == 1;
        held = false;
        return this;
    }

    /** Reads no group and no text. */
    public OrderTerms read(CarriedOrderDecoder order) {
        instrumentId = order.instrumentId();
        strategyId = order.strategyId();
        side = order.side();
        type = order.orderType();
        timeInForce = order.timeInForce();
        price = order.price();
        quantity = order.quantity();
        triggerPrice = order.triggerPrice();
        expireTimeNs = order.expireTimeNs();
        reduceOnly = order.reduceOnly() == 1;
        held = order.held() == 1;
        return this;
    }

    public int instrumentId() {
        return instrumentId;
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

    /**
     * Limit, mantissa; of an order that goes to the market the worst price that risk allowed for, which the venue is
     * not told; {@link #NONE}: none.
     */
    public long price() {
        return price;
    }

    /** As ordered, mantissa. */
    public long quantity() {
        return quantity;
    }

    /** Of stops and take-profits, mantissa; else {@link #NONE}. */
    public long triggerPrice() {
        return triggerPrice;
    }

    /** Of GTD; else {@link #NONE}. */
    public long expireTimeNs() {
        return expireTimeNs;
    }

    public boolean isReduceOnly() {
        return reduceOnly;
    }

    /** Whether the engine keeps the order until a release. */
    public boolean isHeld() {
        return held;
    }

    public OrderTerms instrumentId(int value) {
        instrumentId = value;
        return this;
    }

    public OrderTerms strategyId(int value) {
        strategyId = value;
        return this;
    }

    public OrderTerms side(Side value) {
        side = value;
        return this;
    }

    public OrderTerms type(OrderType value) {
        type = value;
        return this;
    }

    public OrderTerms timeInForce(TimeInForce value) {
        timeInForce = value;
        return this;
    }

    public OrderTerms price(long value) {
        price = value;
        return this;
    }

    public OrderTerms quantity(long value) {
        quantity = value;
        return this;
    }

    public OrderTerms triggerPrice(long value) {
        triggerPrice = value;
        return this;
    }

    public OrderTerms expireTimeNs(long value) {
        expireTimeNs = value;
        return this;
    }

    public OrderTerms reduceOnly(boolean value) {
        reduceOnly = value;
        return this;
    }

    public OrderTerms held(boolean value) {
        held = value;
        return this;
    }

    /** Whether it waits for a trigger. */
    public boolean isTriggered() {
        return switch (type) {
            case STOP, STOP_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT -> true;
            default -> false;
        };
    }

    /** Whether its price is a limit that the venue is told. */
    public boolean isPriced() {
        return switch (type) {
            case LIMIT, STOP_LIMIT, TAKE_PROFIT_LIMIT -> true;
            default -> false;
        };
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, instrumentId);
        hash = Hashing.fold(hash, strategyId);
        hash = Hashing.fold(hash, side.value());
        hash = Hashing.fold(hash, type.value());
        hash = Hashing.fold(hash, timeInForce.value());
        hash = Hashing.fold(hash, price);
        hash = Hashing.fold(hash, quantity);
        hash = Hashing.fold(hash, triggerPrice);
        hash = Hashing.fold(hash, expireTimeNs);
        hash = Hashing.fold(hash, reduceOnly);
        return Hashing.fold(hash, held);
    }
}
