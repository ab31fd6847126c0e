package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;

/** Row 21: numbers that are no numbers, before anything is calculated with them. */
final class NumericSanity implements Control {
    /** The greatest mantissa of a price or a quantity: sums of several still fit a long. */
    static final long MOST = 1_000_000_000_000_000_000L;

    @Override
    public RiskRule rule() {
        return RiskRule.NUMERIC_SANITY;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        if (order.hasLimit() && !isNumber(order.price())) {
            return denial.because(RiskRule.NUMERIC_SANITY, MOST, order.price());
        }
        if (order.hasTrigger() && !isNumber(order.triggerPrice())) {
            return denial.because(RiskRule.NUMERIC_SANITY, MOST, order.triggerPrice());
        }
        return isNumber(order.quantity()) || denial.because(RiskRule.NUMERIC_SANITY, MOST, order.quantity());
    }

    private static boolean isNumber(long value) {
        return value > 0 && value <= MOST;
    }
}
