package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;
import io.escapement.engine.market.Quote;

/** Row 3: without a live, two-sided, uncrossed and recent quote there is no reference, and nothing goes. */
final class ReferencePresent implements Control {
    @Override
    public RiskRule rule() {
        return RiskRule.REFERENCE_MISSING;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final Quote quote = order.quote();
        final long maxAgeNs = order.tightest(Bound.REFERENCE_AGE);
        if (quote == null || !quote.isLive()) {
            return denial.because(RiskRule.REFERENCE_MISSING, order.scope(), maxAgeNs, Denial.NONE);
        }
        final long ageNs = order.eventTimeNs() - quote.eventTimeNs();
        denial.compares(order.scope(), maxAgeNs, ageNs);
        if (ageNs > maxAgeNs) {
            return denial.because(RiskRule.REFERENCE_MISSING, order.scope(), maxAgeNs, ageNs);
        }
        return order.judgedPrice() > 0
            || denial.because(RiskRule.REFERENCE_MISSING, order.scope(), maxAgeNs, Denial.NONE);
    }
}
