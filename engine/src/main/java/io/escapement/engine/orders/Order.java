package io.escapement.engine.orders;

import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.market.Hashing;

/** One order of ours, as far as we know it. Belongs to its table, which fills it, changes it and uses it again. */
public final class Order {
    /** So many of the last fills are remembered for telling a repeated one. */
    private static final int REMEMBERED_FILLS = 64;

    long clientOrderId;
    int instrumentId;
    int strategyId;
    Side side;
    long price;
    long quantity;
    long cumulative;
    OrderStatus status;
    boolean acknowledged;
    boolean cancelWanted;
    long sentTimeNs;
    long cancelTimeNs;
    Order previous;
    Order next;
    OrderList list;
    private final long[] executionIds = new long[REMEMBERED_FILLS];
    private int fills;

    public long clientOrderId() {
        return clientOrderId;
    }

    public int instrumentId() {
        return instrumentId;
    }

    public int strategyId() {
        return strategyId;
    }

    public Side side() {
        return side;
    }

    /** Limit price, mantissa. */
    public long price() {
        return price;
    }

    /** As ordered, mantissa. */
    public long quantity() {
        return quantity;
    }

    /** Filled so far, mantissa. */
    public long cumulativeQuantity() {
        return cumulative;
    }

    /** What can still be filled as far as we know, mantissa: nothing once the order is over. */
    public long leavesQuantity() {
        return isOpen() ? quantity - cumulative : 0;
    }

    public OrderStatus status() {
        return status;
    }

    /** Whether the venue may still fill it, as far as we know. */
    public boolean isOpen() {
        return Transitions.isOpen(status);
    }

    /** Event time of the record that made it. */
    public long sentTimeNs() {
        return sentTimeNs;
    }

    /** Event time of the record that last asked for its cancellation; 0 if none has. */
    public long cancelTimeNs() {
        return cancelTimeNs;
    }

    /** Whether it is to be cancelled as soon as there is room for saying so. */
    public boolean isCancelWanted() {
        return cancelWanted;
    }

    /** See {@link #isCancelWanted()}. */
    public void cancelWanted(boolean wanted) {
        cancelWanted = wanted;
    }

    void begin(long id, int instrument, int strategy, Side orderSide, long limit, long ordered, long timeNs) {
        clientOrderId = id;
        instrumentId = instrument;
        strategyId = strategy;
        side = orderSide;
        price = limit;
        quantity = ordered;
        cumulative = 0;
        status = OrderStatus.SENT;
        acknowledged = false;
        cancelWanted = false;
        sentTimeNs = timeNs;
        cancelTimeNs = 0;
        fills = 0;
    }

    boolean hasFill(long executionId) {
        for (int i = Math.min(fills, REMEMBERED_FILLS) - 1; i >= 0; i--) {
            if (executionIds[i] == executionId) {
                return true;
            }
        }
        return false;
    }

    void addFill(long executionId, long filled) {
        executionIds[fills % REMEMBERED_FILLS] = executionId;
        fills = fills == 2 * REMEMBERED_FILLS ? REMEMBERED_FILLS + 1 : fills + 1;
        cumulative += filled;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, clientOrderId);
        hash = Hashing.fold(hash, instrumentId);
        hash = Hashing.fold(hash, strategyId);
        hash = Hashing.fold(hash, side.value());
        hash = Hashing.fold(hash, price);
        hash = Hashing.fold(hash, quantity);
        hash = Hashing.fold(hash, cumulative);
        hash = Hashing.fold(hash, status.value());
        hash = Hashing.fold(hash, acknowledged);
        hash = Hashing.fold(hash, cancelWanted);
        hash = Hashing.fold(hash, sentTimeNs);
        hash = Hashing.fold(hash, cancelTimeNs);
        for (int i = Math.min(fills, REMEMBERED_FILLS) - 1; i >= 0; i--) {
            hash = Hashing.fold(hash, executionIds[i]);
        }
        return Hashing.fold(hash, fills);
    }
}
