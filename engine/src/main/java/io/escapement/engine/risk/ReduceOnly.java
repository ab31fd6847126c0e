package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;

/** Row 22, when the instrument is known: a reduce-only order can do nothing but reduce, whatever else fills. */
final class ReduceOnly implements Control {
    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        if (order.reduceOnly() == 1 && !order.reduces()) {
            return denial.because(RiskRule.ORDER_VALIDITY, 0, order.worstPosition());
        }
        return true;
    }
}
