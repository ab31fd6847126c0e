package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;

/**
 * Row 2: a market that moves step by step takes no order along: nothing is bought further above the lowest mid of the
 * window, and nothing sold further below the highest, than the limit. Orders that wait are asked when they are let go;
 * what reduces a position may go, and what a stop-loss closes.
 */
final class WindowCollar implements Control {
    @Override
    public RiskRule rule() {
        return RiskRule.PRICE_COLLAR_OVER_TIME;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final long limitBps = order.tightest(Bound.WINDOW_COLLAR);
        if (limitBps == Bounds.NONE || order.isWaiting() || order.reduces()
            || order.kind == ProposedOrder.Kind.CLOSING) {
            return true;
        }
        final int scope = order.scope();
        final boolean buy = order.isBuy();
        final long reference = buy ? order.market.mids.lowest(order.eventTimeNs())
            : order.market.mids.highest(order.eventTimeNs());
        if (reference == MidWindow.NONE) {
            return denial.because(RiskRule.PRICE_COLLAR_OVER_TIME, scope, limitBps, Denial.NONE);
        }
        final long twicePrice = 2 * (order.hasLimit() ? order.price()
            : buy ? order.quote().askPrice() : order.quote().bidPrice());
        if (buy ? twicePrice <= reference : twicePrice >= reference) {
            return true;
        }
        final long seen = Jumps.distanceBps(twicePrice, reference);
        denial.compares(scope, limitBps, seen);
        return seen <= limitBps || denial.because(RiskRule.PRICE_COLLAR_OVER_TIME, scope, limitBps, seen);
    }
}
