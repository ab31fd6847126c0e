package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;

/** Row 10: an order belongs to a strategy that the config knows, and only that one changes it. */
final class Attribution implements Control {
    @Override
    public RiskRule rule() {
        return RiskRule.ATTRIBUTION;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        if (order.strategy == null) {
            return denial.because(RiskRule.ATTRIBUTION, Denial.NONE, order.strategyId());
        }
        return order.known == null || order.known.strategyId() == order.strategyId()
            || denial.because(RiskRule.ATTRIBUTION, order.known.strategyId(), order.strategyId());
    }
}
