package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.engine.orders.OrderTable;

/**
 * Row 15: how many orders are open, and what they are worth together. What closes a position for a stop-loss goes at
 * once or not at all, and is not held up by others that rest; it only needs room.
 */
final class OpenOrders implements Control {
    private final OrderTable table;
    private final Totals totals;

    OpenOrders(OrderTable table, Totals totals) {
        this.table = table;
        this.totals = totals;
    }

    @Override
    public RiskRule rule() {
        return RiskRule.OPEN_ORDERS;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        if (order.isNew() && !table.hasRoom()) {
            return denial.because(RiskRule.OPEN_ORDERS, table.openCount(), table.openCount() + 1L);
        }
        if (order.kind == ProposedOrder.Kind.CLOSING) {
            return true;
        }
        final long added = order.addedNotional();
        totals.addUpOpen(order);
        for (int scope = Scope.GLOBAL; scope <= Scope.STRATEGY; scope++) {
            final long most = order.bound(scope, Bound.OPEN_ORDERS);
            denial.compares(scope, most, totals.openOrders(scope) + 1);
            if (order.isNew() && most != Bounds.NONE && totals.openOrders(scope) >= most) {
                return denial.because(RiskRule.OPEN_ORDERS, scope, most, totals.openOrders(scope) + 1);
            }
            final long limit = order.bound(scope, Bound.OPEN_NOTIONAL);
            if (limit != Bounds.NONE && added != 0) {
                final long open = Money.add(totals.openNotional(scope), added);
                denial.compares(scope, limit, open);
                if (open == Money.OVERFLOW || open > limit) {
                    return denial.because(RiskRule.OPEN_ORDERS, scope, limit, open);
                }
            }
        }
        return true;
    }
}
