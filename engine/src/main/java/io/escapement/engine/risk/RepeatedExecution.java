package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;

/** Row 8: a strategy that was filled more often than it may be does nothing until a person lets it go on. */
final class RepeatedExecution implements Control {
    @Override
    public RiskRule rule() {
        return RiskRule.REPEATED_EXECUTION;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        if (!order.strategy.throttled || order.kind == ProposedOrder.Kind.CLOSING) {
            return true;
        }
        final RateWindow executions = order.strategy.executions;
        return denial.because(RiskRule.REPEATED_EXECUTION, Scope.STRATEGY,
            executions == null ? Denial.NONE : executions.most(),
            executions == null ? Denial.NONE : executions.most() + 1L);
    }
}
