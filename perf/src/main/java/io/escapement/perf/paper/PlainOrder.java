package io.escapement.perf.paper;

import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.TimeInForce;

import java.math.BigDecimal;

/** An order as the checker keeps it, from the record that made it on. */
final class PlainOrder {
    final long id;
    final int instrumentId;
    final int strategyId;
    final boolean buy;
    final TimeInForce timeInForce;
    OrderType type;
    BigDecimal price;
    BigDecimal quantity;
    BigDecimal trigger;
    BigDecimal filled = BigDecimal.ZERO;
    /** What trades before it at its price. */
    BigDecimal ahead = BigDecimal.ZERO;
    OrderStatus status = OrderStatus.SENT;
    long venueOrderId;
    boolean held;
    boolean over;
    /** Why it works, where a print has set it off. */
    boolean setOff;
    int requestsUnderWay;
    long lastArrivalNs = Long.MIN_VALUE;
    long lastResponseNs = Long.MIN_VALUE;

    PlainOrder(long id, int instrumentId, int strategyId, boolean buy, OrderType type, TimeInForce timeInForce) {
        this.id = id;
        this.instrumentId = instrumentId;
        this.strategyId = strategyId;
        this.buy = buy;
        this.type = type;
        this.timeInForce = timeInForce;
    }

    BigDecimal left() {
        return over ? BigDecimal.ZERO : quantity.subtract(filled);
    }

    boolean waits() {
        return type != OrderType.LIMIT && type != OrderType.MARKET;
    }

    boolean takesAnyPrice() {
        return type == OrderType.MARKET || type == OrderType.STOP || type == OrderType.TAKE_PROFIT;
    }

    boolean canRest() {
        return type == OrderType.LIMIT && timeInForce != TimeInForce.IOC && timeInForce != TimeInForce.FOK;
    }

    boolean accepts(BigDecimal other) {
        return takesAnyPrice() || (buy ? price.compareTo(other) >= 0 : price.compareTo(other) <= 0);
    }

    /** A stop goes by a worse price, a take-profit by a better one. */
    boolean isSetOffBy(BigDecimal print) {
        final boolean stop = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
        return stop == buy ? print.compareTo(trigger) >= 0 : print.compareTo(trigger) <= 0;
    }

    void setOff() {
        type = takesAnyPrice() ? OrderType.MARKET : OrderType.LIMIT;
        setOff = true;
    }
}
