package io.escapement.engine.paper;

import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;

/**
 * One of our orders at the simulated venue. Preallocated and used again; belongs to the {@link PaperSession}, and to
 * the {@link PaperMatching} of its instrument from arrival until it is done.
 */
public final class PaperOrder {
    /** No price. */
    static final long NONE = Long.MIN_VALUE;
    static final byte[] QUOTE_ASSET = new byte[0];

    long clientOrderId;
    long venueOrderId;
    int instrumentId;
    boolean buy;
    OrderType type;
    TimeInForce timeInForce;
    long price;
    long quantity;
    /** Of stops and take-profits; else {@link #NONE}. */
    long triggerPrice;
    long cumulative;
    /** Displayed size that trades before us at our level. */
    long front;
    /** What our level displayed at the last depth event. */
    long displayed;
    boolean done;
    /** The engine keeps it; the venue has never heard of it. */
    boolean held;
    OrderStatus status;
    /** Name of the asset of the last fill's fee; empty: the quote asset. */
    byte[] feeAsset = QUOTE_ASSET;

    /** Before these times nothing more of this order may arrive at the venue, or come back (V1: per-order monotone). */
    long lastArrivalNs;
    long lastResponseNs;
    int commandsUnderWay;
    int reportsUnderWay;

    /** Becomes a new order that has not arrived yet. Price and quantity are mantissas of the instrument. */
    public PaperOrder set(long clientOrderId, int instrumentId, Side side, OrderType type, TimeInForce timeInForce,
        long price, long quantity) {
        this.clientOrderId = clientOrderId;
        this.instrumentId = instrumentId;
        this.buy = side == Side.BUY;
        this.type = type;
        this.timeInForce = timeInForce;
        this.price = price;
        this.quantity = quantity;
        triggerPrice = NONE;
        held = false;
        feeAsset = QUOTE_ASSET;
        venueOrderId = 0;
        cumulative = 0;
        front = 0;
        displayed = 0;
        done = false;
        status = OrderStatus.SENT;
        lastArrivalNs = Long.MIN_VALUE;
        lastResponseNs = Long.MIN_VALUE;
        commandsUnderWay = 0;
        reportsUnderWay = 0;
        return this;
    }

    /** Makes it wait for a print at this price. */
    public PaperOrder trigger(long price) {
        triggerPrice = price;
        return this;
    }

    public long clientOrderId() {
        return clientOrderId;
    }

    public long venueOrderId() {
        return venueOrderId;
    }

    public int instrumentId() {
        return instrumentId;
    }

    public Side side() {
        return buy ? Side.BUY : Side.SELL;
    }

    public long price() {
        return price;
    }

    public long quantity() {
        return quantity;
    }

    /** Filled so far. */
    public long cumulative() {
        return cumulative;
    }

    /** Still to be filled; 0 once the order is done. */
    public long leaves() {
        return done ? 0 : quantity - cumulative;
    }

    /** Displayed size that trades before us at our level, as the queue model believes. */
    public long front() {
        return front;
    }

    /** Whether the order has been filled, cancelled, expired or rejected. */
    public boolean isDone() {
        return done;
    }

    /** Whether it takes whatever price there is, now or once it is triggered. */
    boolean isMarket() {
        return type == OrderType.MARKET || type == OrderType.STOP || type == OrderType.TAKE_PROFIT;
    }

    /** Whether it waits for a trigger. */
    boolean isTriggered() {
        return switch (type) {
            case STOP, STOP_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT -> true;
            default -> false;
        };
    }

    /** Becomes what it is once it is triggered. */
    void work() {
        type = isMarket() ? OrderType.MARKET : OrderType.LIMIT;
    }

    /** Whether a price is within the order's limit. */
    boolean reaches(long otherPrice) {
        return isMarket() || (buy ? price >= otherPrice : price <= otherPrice);
    }
}
