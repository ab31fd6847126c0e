package io.escapement.engine.risk;

import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;

/** Row 22: fields that do not go together, a time in force that is over before it began, an amend of nothing. */
final class OrderValidity implements Control {
    private static final long LONGEST_NS = 400L * 86_400_000_000_000L;

    @Override
    public RiskRule rule() {
        return RiskRule.ORDER_VALIDITY;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        if (order.side() != Side.BUY && order.side() != Side.SELL) {
            return denies(denial, order.side() == null ? Denial.NONE : order.side().value());
        }
        if (order.type() == null || order.type() == OrderType.NULL_VAL) {
            return denies(denial, Denial.NONE);
        }
        if (order.timeInForce() == null || order.timeInForce() == TimeInForce.NULL_VAL) {
            return denies(denial, TimeInForce.NULL_VAL.value());
        }
        if (order.reduceOnly() > 1 || order.reduceOnly() < 0) {
            return denial.because(RiskRule.ORDER_VALIDITY, 1, order.reduceOnly());
        }
        if (!order.hasLimit() && !isForTakers(order.timeInForce())) {
            return denies(denial, order.timeInForce().value());
        }
        if (order.hasTrigger() && order.timeInForce() == TimeInForce.POST_ONLY) {
            return denies(denial, order.timeInForce().value());
        }
        if (!order.hasTrigger() && order.triggerPrice() > 0) {
            return denies(denial, order.triggerPrice());
        }
        return isExpirySound(order, denial) && isChangeSound(order, denial);
    }

    /** Without a limit an order cannot rest, unless it waits for its trigger first. */
    private static boolean isForTakers(TimeInForce timeInForce) {
        return timeInForce == TimeInForce.IOC || timeInForce == TimeInForce.FOK || timeInForce == TimeInForce.GTC;
    }

    private static boolean isExpirySound(ProposedOrder order, Denial denial) {
        final long expiry = order.expireTimeNs;
        if (order.timeInForce() != TimeInForce.GTD) {
            return expiry <= 0 || denies(denial, expiry);
        }
        if (order.kind != ProposedOrder.Kind.NEW) {
            return true;
        }
        if (expiry <= order.eventTimeNs()) {
            return denial.because(RiskRule.ORDER_VALIDITY, order.eventTimeNs(), expiry);
        }
        return expiry - order.eventTimeNs() <= LONGEST_NS
            || denial.because(RiskRule.ORDER_VALIDITY, order.eventTimeNs() + LONGEST_NS, expiry);
    }

    private static boolean isChangeSound(ProposedOrder order, Denial denial) {
        if (order.kind != ProposedOrder.Kind.AMEND) {
            return true;
        }
        if (!order.hasLimit()) {
            return denies(denial, order.type().value());
        }
        return order.quantity() > order.known.cumulativeQuantity()
            || denial.because(RiskRule.ORDER_VALIDITY, order.known.cumulativeQuantity() + 1, order.quantity());
    }

    private static boolean denies(Denial denial, long seen) {
        return denial.because(RiskRule.ORDER_VALIDITY, Denial.NONE, seen);
    }
}
