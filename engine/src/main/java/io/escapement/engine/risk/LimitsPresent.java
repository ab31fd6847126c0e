package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;

/**
 * The row about limits: no order for what has none, be it that nobody wrote any or that they come to nothing in the
 * units of an instrument that has been defined anew.
 */
final class LimitsPresent implements Control {
    private final int version;

    /** @param version of the limits, which a denial names */
    LimitsPresent(int version) {
        this.version = version;
    }

    @Override
    public RiskRule rule() {
        return RiskRule.LIMITS;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        return order.limits() != null
            || denial.because(RiskRule.LIMITS, Scope.INSTRUMENT, version, Denial.NONE);
    }
}
