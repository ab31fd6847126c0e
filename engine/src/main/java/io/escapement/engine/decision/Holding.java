package io.escapement.engine.decision;

import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderTable;

/**
 * What one strategy has in one instrument: a position and at most one working order. Whether an intent was denied is
 * not to be seen from here, since risk comes after decision; an intent without a report for the intent timeout is
 * taken for denied. Should a report come nevertheless, it counts: risk had the order in its limits all the time.
 */
public final class Holding {
    private final OrderTable table;
    private final long intentTimeoutNs;
    private Order working;
    private long workingId;
    private long position;

    Holding(OrderTable table, long intentTimeoutNs) {
        this.table = table;
        this.intentTimeoutNs = intentTimeoutNs;
    }

    /** Mantissa, negative when short. */
    public long position() {
        return position;
    }

    /** The order that is open, or may be, at this time; null if there is none. */
    public Order working(long eventTimeNs) {
        if (working == null) {
            return null;
        }
        if (working.clientOrderId() != workingId || !working.isOpen()) {
            working = null;
        } else if (working.status() == OrderStatus.SENT && eventTimeNs - working.sentTimeNs() >= intentTimeoutNs) {
            table.retire(working);
            working = null;
        }
        return working;
    }

    void work(Order order) {
        working = order;
        workingId = order.clientOrderId();
    }

    void fill(long signedQuantity) {
        position = Math.addExact(position, signedQuantity);
    }

    long hash(long seed) {
        return Hashing.fold(Hashing.fold(seed, position), working == null ? 0 : workingId);
    }
}
