package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.RiskRule;

/**
 * Row 20: price on the tick, quantity on the lot, both within the venue's own bounds. Denies with the step or bound
 * and what was off it. A bound that the venue did not give (0 or null) does not bind.
 */
final class Grid implements Control {
    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final Instrument instrument = order.instrument();
        if (order.price() % instrument.tickSize() != 0) {
            return denial.because(RiskRule.GRID, instrument.tickSize(), order.price());
        }
        if (order.quantity() % instrument.lotSize() != 0) {
            return denial.because(RiskRule.GRID, instrument.lotSize(), order.quantity());
        }
        if (order.quantity() < instrument.minQuantity()) {
            return denial.because(RiskRule.GRID, instrument.minQuantity(), order.quantity());
        }
        if (instrument.maxQuantity() > 0 && order.quantity() > instrument.maxQuantity()) {
            return denial.because(RiskRule.GRID, instrument.maxQuantity(), order.quantity());
        }
        final long notional = order.notional(Rounding.TRUNCATE);
        if (notional != Money.OVERFLOW && notional < instrument.minNotional()) {
            return denial.because(RiskRule.GRID, instrument.minNotional(), notional);
        }
        return true;
    }
}
