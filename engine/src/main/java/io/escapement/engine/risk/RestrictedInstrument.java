package io.escapement.engine.risk;

import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.RiskRule;

/** Row 13: only instruments that are defined, open for trading and have limits. Denies with the status seen. */
final class RestrictedInstrument implements Control {
    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        if (order.instrument() == null) {
            return denial.because(RiskRule.RESTRICTED_INSTRUMENT, InstrumentStatus.TRADING.value(), Denial.NONE);
        }
        if (order.instrument().status() != InstrumentStatus.TRADING || order.limits() == null) {
            return denial.because(RiskRule.RESTRICTED_INSTRUMENT, InstrumentStatus.TRADING.value(),
                order.instrument().status().value());
        }
        return true;
    }
}
