package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;

/** Row 14: nothing goes to a venue where somebody else uses our key, until a person has looked. */
final class Access implements Control {
    @Override
    public RiskRule rule() {
        return RiskRule.ACCESS;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        return !order.market.venue.keyInUse || denial.because(RiskRule.ACCESS, Scope.VENUE, 1, 2);
    }
}
