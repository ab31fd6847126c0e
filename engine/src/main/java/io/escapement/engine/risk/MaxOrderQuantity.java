package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;

/** Row 5: quantity of one order. */
final class MaxOrderQuantity implements Control {
    @Override
    public RiskRule rule() {
        return RiskRule.MAX_ORDER_QUANTITY;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final long limit = order.inProfile(order.limits().maxOrderQuantity(), Scope.INSTRUMENT);
        denial.compares(order.scope(), limit, order.quantity());
        return order.quantity() <= limit
            || denial.because(RiskRule.MAX_ORDER_QUANTITY, order.scope(), limit, order.quantity());
    }
}
