package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;

/** Row 24: nothing goes to a venue whose orders, fills and positions have not been compared with ours. */
final class Reconciliation implements Control {
    @Override
    public RiskRule rule() {
        return RiskRule.RECONCILIATION;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        return order.market.venue.reconciled || denial.because(RiskRule.RECONCILIATION, Scope.VENUE, 1, 0);
    }
}
