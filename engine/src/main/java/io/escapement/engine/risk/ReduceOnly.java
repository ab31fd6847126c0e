package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;

/** Row 22, when the instrument is known: a reduce-only order can do nothing but reduce, whatever else fills. */
final class ReduceOnly implements Control {
    @Override
    public RiskRule rule() {
        return RiskRule.ORDER_VALIDITY;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        return order.reduceOnly() != 1 || order.reduces()
            || denial.because(RiskRule.ORDER_VALIDITY, 0, order.worstPosition());
    }
}
