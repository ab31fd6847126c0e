package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;

/** Row 5: quantity of one order. */
final class MaxOrderQuantity implements Control {
    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final long limit = order.limits().maxOrderQuantity();
        return order.quantity() <= limit
            || denial.because(RiskRule.MAX_ORDER_QUANTITY, limit, order.quantity());
    }
}
