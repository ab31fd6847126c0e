package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;
import io.escapement.engine.orders.OrderTable;

/** Row 15: open orders of the instrument and of the engine. */
final class OpenOrders implements Control {
    private final OrderTable table;
    private final int maxOpenOrders;

    OpenOrders(OrderTable table, int maxOpenOrders) {
        this.table = table;
        this.maxOpenOrders = maxOpenOrders;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final int ofInstrument = order.exposure().openOrders();
        if (ofInstrument >= order.limits().maxOpenOrders()) {
            return denial.because(RiskRule.OPEN_ORDERS, order.limits().maxOpenOrders(), ofInstrument + 1L);
        }
        if (table.openCount() >= maxOpenOrders || !table.hasRoom()) {
            return denial.because(RiskRule.OPEN_ORDERS, maxOpenOrders, table.openCount() + 1L);
        }
        return true;
    }
}
