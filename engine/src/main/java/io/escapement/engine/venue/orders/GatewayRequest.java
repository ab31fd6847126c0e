package io.escapement.engine.venue.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.orders.Order;

/** One thing that a record says to a gateway, on its way from the records' thread to the transport's. */
final class GatewayRequest {
    enum Kind { DEFINE, NEW, AMEND, CANCEL, RELEASE, CARRY, UPDATE, SWEEP }

    Kind kind;
    long clientOrderId;
    int instrumentId;
    Side side;
    OrderType type;
    TimeInForce timeInForce;
    OrderStatus status;
    long price;
    long quantity;
    long triggerPrice;
    long expireTimeNs;
    long cumulative;
    long timeNs;
    long venueOrderId;
    boolean reduceOnly;
    boolean held;
    final ShortText text = new ShortText(64);
    Instrument instrument;
    /** Executions that are remembered of a run before, oldest first. */
    final long[] fills = new long[Order.REMEMBERED_FILLS];
    int fillCount;
}
