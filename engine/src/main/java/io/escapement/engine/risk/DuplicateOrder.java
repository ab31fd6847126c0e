package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.orders.OrderTable;

/**
 * Row 12: the same order of the same strategy again within a short while, or an id that is known already. The last
 * {@value #REMEMBERED} orders are remembered.
 */
final class DuplicateOrder implements Control {
    private static final int REMEMBERED = 64;

    private final OrderTable table;
    private final long windowNs;
    private final long[] times = new long[REMEMBERED];
    private final long[] prints = new long[REMEMBERED];
    private final long[] prices = new long[REMEMBERED];
    private final long[] quantities = new long[REMEMBERED];
    private int next;

    DuplicateOrder(OrderTable table, long windowNs) {
        this.table = table;
        this.windowNs = windowNs;
    }

    @Override
    public RiskRule rule() {
        return RiskRule.DUPLICATE_ORDER;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        if (!order.isNew()) {
            return true;
        }
        if (table.find(order.clientOrderId) != null) {
            return denial.because(RiskRule.DUPLICATE_ORDER, Denial.NONE, order.clientOrderId);
        }
        if (windowNs == 0 || order.kind == ProposedOrder.Kind.CLOSING) {
            return true;
        }
        final long print = print(order);
        for (int i = 0; i < REMEMBERED; i++) {
            if (prints[i] == print && prices[i] == order.price() && quantities[i] == order.quantity()
                && order.eventTimeNs() - times[i] < windowNs) {
                return denial.because(RiskRule.DUPLICATE_ORDER, Scope.GLOBAL, windowNs,
                    order.eventTimeNs() - times[i]);
            }
        }
        return true;
    }

    @Override
    public void onSent(ProposedOrder order) {
        if (order.kind != ProposedOrder.Kind.NEW) {
            return;
        }
        times[next] = order.eventTimeNs();
        prints[next] = print(order);
        prices[next] = order.price();
        quantities[next] = order.quantity();
        next = (next + 1) % REMEMBERED;
    }

    /** All but price and quantity; never 0, which stands for no order. */
    private static long print(ProposedOrder order) {
        long print = Hashing.fold(order.instrumentId, order.strategyId);
        print = Hashing.fold(print, order.side().value() << 8 | order.type().value());
        print = Hashing.fold(print, order.hasTrigger() ? order.triggerPrice() : 0);
        return print | 1;
    }

    @Override
    public long stateHash() {
        long hash = next;
        for (int i = 0; i < REMEMBERED; i++) {
            hash = Hashing.fold(Hashing.fold(hash, times[i]), prints[i]);
            hash = Hashing.fold(Hashing.fold(hash, prices[i]), quantities[i]);
        }
        return hash;
    }
}
