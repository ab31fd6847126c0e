package io.escapement.engine.risk;

import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderTable;

/**
 * Row 19: an order that could trade with an open one of ours, whichever strategy's. Denies with the price of ours that
 * it would meet.
 */
final class SelfMatch implements Control {
    private final OrderTable table;

    SelfMatch(OrderTable table) {
        this.table = table;
    }

    @Override
    public RiskRule rule() {
        return RiskRule.SELF_MATCH;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final boolean buy = order.isBuy();
        if (order.isWaiting() || (buy ? order.exposure().openSell() : order.exposure().openBuy()) == 0) {
            return true;
        }
        for (Order ours = table.firstOpen(order.instrumentId); ours != null; ours = table.nextOpenBeside(ours)) {
            if (ours.side() != order.side() && ours.status() != OrderStatus.INTENDED && !isLeaving(order, ours)
                && meets(order, ours)) {
                return denial.because(RiskRule.SELF_MATCH, ours.price(), order.judgedPrice());
            }
        }
        return true;
    }

    /** A stop-loss waits for nobody for ever: what has been asked to go does not hold it up, answered or not. */
    private static boolean isLeaving(ProposedOrder order, Order ours) {
        return order.kind == ProposedOrder.Kind.CLOSING && ours.cancelTimeNs() > 0;
    }

    /** One without a limit meets everything; one whose price is being changed may still have the old one. */
    private static boolean meets(ProposedOrder order, Order ours) {
        if (!order.hasLimit() || !ours.terms().isPriced()) {
            return true;
        }
        if (order.isBuy()) {
            final long lowest = ours.isAmending() ? Math.min(ours.price(), ours.amendPrice()) : ours.price();
            return order.price() >= lowest;
        }
        final long highest = ours.isAmending() ? Math.max(ours.price(), ours.amendPrice()) : ours.price();
        return order.price() <= highest;
    }
}
