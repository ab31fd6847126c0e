package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.RiskRule;

/**
 * Row 20: prices on the tick, quantity on the lot, both within the venue's own bounds. Denies with the step or bound
 * and what was off it. A bound that the venue did not give (0 or null) does not bind.
 */
final class Grid implements Control {
    @Override
    public RiskRule rule() {
        return RiskRule.GRID;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final Instrument instrument = order.instrument();
        if (order.hasLimit() && order.price() % instrument.tickSize() != 0) {
            return denies(denial, instrument.tickSize(), order.price());
        }
        if (order.hasTrigger() && order.triggerPrice() % instrument.tickSize() != 0) {
            return denies(denial, instrument.tickSize(), order.triggerPrice());
        }
        if (order.quantity() % instrument.lotSize() != 0) {
            return denies(denial, instrument.lotSize(), order.quantity());
        }
        if (order.quantity() < instrument.minQuantity()) {
            return denies(denial, instrument.minQuantity(), order.quantity());
        }
        if (instrument.maxQuantity() > 0 && order.quantity() > instrument.maxQuantity()) {
            return denies(denial, instrument.maxQuantity(), order.quantity());
        }
        final long notional = order.notional(Rounding.TRUNCATE);
        return notional == Money.OVERFLOW || notional >= instrument.minNotional()
            || denies(denial, instrument.minNotional(), notional);
    }

    private static boolean denies(Denial denial, long limit, long seen) {
        return denial.because(RiskRule.GRID, limit, seen);
    }
}
