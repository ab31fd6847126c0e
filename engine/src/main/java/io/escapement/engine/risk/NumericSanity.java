package io.escapement.engine.risk;

import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RiskRule;

/** Row 21: numbers that are no numbers, before anything is calculated with them. */
final class NumericSanity implements Control {
    /** The greatest mantissa of a price or a quantity: sums of several still fit a long. */
    static final long MOST = 1_000_000_000_000_000_000L;

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        if (order.type() != OrderType.MARKET && (order.price() <= 0 || order.price() > MOST)) {
            return denial.because(RiskRule.NUMERIC_SANITY, MOST, order.price());
        }
        if (order.quantity() <= 0 || order.quantity() > MOST) {
            return denial.because(RiskRule.NUMERIC_SANITY, MOST, order.quantity());
        }
        return true;
    }
}
