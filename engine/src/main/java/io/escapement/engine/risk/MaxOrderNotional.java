package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.sbe.RiskRule;

/** Row 4: price times quantity of one order, as Money; one that fits no long is too much. */
final class MaxOrderNotional implements Control {
    @Override
    public RiskRule rule() {
        return RiskRule.MAX_ORDER_NOTIONAL;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final long written = order.tightest(Bound.ORDER_NOTIONAL);
        final long limit = order.inProfile(written, order.scope());
        final long notional = order.notional(Rounding.UP);
        denial.compares(order.scope(), limit, notional);
        return notional != Money.OVERFLOW && notional <= limit
            || denial.because(RiskRule.MAX_ORDER_NOTIONAL, order.scope(), limit, notional);
    }
}
