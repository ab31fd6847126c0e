package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;
import io.escapement.engine.market.Quote;
import io.escapement.engine.market.Wide;

/**
 * Row 1: distance of the price from the mid of the live book, either way. A market order counts with the far side of
 * the book. An order that waits for its trigger counts with the distance of its limit from the trigger, and its trigger
 * may be anywhere but at another power of ten: the collar is asked again when it is let go.
 */
final class PriceCollar implements Control {
    /** A trigger further from the mid than this is a mistake. */
    static final long TRIGGER_BPS = 5_000;
    private static final long BPS = 10_000;

    @Override
    public RiskRule rule() {
        return RiskRule.PRICE_COLLAR;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final Quote quote = order.quote();
        // Twice the mid against twice the price: no half ticks.
        final long twiceMid = quote.bidPrice() + quote.askPrice();
        final long collarBps = order.tightest(Bound.COLLAR);
        if (order.isWaiting()) {
            return isWithin(2 * order.triggerPrice(), twiceMid, TRIGGER_BPS, Scope.NONE, denial)
                && (!order.hasLimit()
                || isWithin(2 * order.price(), 2 * order.triggerPrice(), collarBps, order.scope(), denial));
        }
        final long price = order.hasLimit() ? order.price() : order.isBuy() ? quote.askPrice() : quote.bidPrice();
        return isWithin(2 * price, twiceMid, collarBps, order.scope(), denial);
    }

    private static boolean isWithin(long twicePrice, long twiceReference, long limitBps, int scope, Denial denial) {
        final long distance = Math.abs(twicePrice - twiceReference);
        if (denial.trace() != null) {
            denial.compares(scope, limitBps, seen(twicePrice, twiceReference));
        }
        return limitBps == Bounds.NONE || Wide.compareProducts(distance, BPS, twiceReference, limitBps) <= 0
            || denial.because(RiskRule.PRICE_COLLAR, scope, limitBps, seen(twicePrice, twiceReference));
    }

    private static long seen(long twicePrice, long twiceReference) {
        final long bps = Jumps.distanceBps(twicePrice, twiceReference);
        return bps == Long.MAX_VALUE ? Denial.NONE : bps;
    }
}
