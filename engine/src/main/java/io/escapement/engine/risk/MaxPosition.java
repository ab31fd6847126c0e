package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.sbe.RiskRule;

/**
 * Row 16: the position if everything open on the order's side fills and nothing on the other does. Orders in flight,
 * UNKNOWN, held or with a cancel pending are open.
 */
final class MaxPosition implements Control {
    @Override
    public RiskRule rule() {
        return RiskRule.MAX_POSITION;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final long limit = order.inProfile(order.limits().maxPosition(), Scope.INSTRUMENT);
        final long worst = order.worstPosition();
        denial.compares(order.scope(), limit, worst);
        return worst != Money.OVERFLOW && worst <= limit
            || denial.because(RiskRule.MAX_POSITION, order.scope(), limit, worst);
    }
}
