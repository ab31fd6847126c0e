package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.engine.market.Quote;
import io.escapement.engine.market.Wide;

/**
 * Rows 1 and 3: distance of the limit price from the mid of the live book, either way. Without a live, two-sided,
 * uncrossed and recent quote there is no reference, and nothing goes.
 */
final class PriceCollar implements Control {
    private static final long BPS = 10_000;

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final Quote quote = order.quote();
        final long maxAgeNs = order.limits().maxReferenceAgeNs();
        if (quote == null || !quote.isLive()) {
            return denial.because(RiskRule.REFERENCE_MISSING, maxAgeNs, Denial.NONE);
        }
        final long ageNs = order.eventTimeNs() - quote.eventTimeNs();
        if (ageNs > maxAgeNs) {
            return denial.because(RiskRule.REFERENCE_MISSING, maxAgeNs, ageNs);
        }
        // Twice the mid against twice the price: no half ticks.
        final long twiceMid = quote.bidPrice() + quote.askPrice();
        final long distance = Math.abs(2 * order.price() - twiceMid);
        final int collarBps = order.limits().priceCollarBps();
        if (Wide.compareProducts(distance, BPS, twiceMid, collarBps) <= 0) {
            return true;
        }
        final long observedBps = Wide.multiplyDivide(distance, BPS, twiceMid);
        return denial.because(RiskRule.PRICE_COLLAR, collarBps,
            observedBps == Money.OVERFLOW ? observedBps : Math.max(observedBps, collarBps + 1L));
    }
}
