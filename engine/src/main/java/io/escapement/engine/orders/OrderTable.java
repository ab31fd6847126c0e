package io.escapement.engine.orders;

import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.InstrumentTable;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Our orders: the open ones, and the last of those that are over, so that late and repeated reports find them. All
 * room is taken at the start. A fill counts once, by its execution id (the last 64 of an order are remembered) and
 * never beyond the ordered quantity.
 */
public final class OrderTable {
    private final int engineId;
    private final Long2ObjectHashMap<Order> byId;
    private final OrderList free = new OrderList();
    private final OrderList open = new OrderList();
    private final OrderList over = new OrderList();
    private final InstrumentTable<Exposure> exposures = new InstrumentTable<>();
    private Order reported;
    private OrderStatus previousStatus;

    /**
     * @param engineId  ours: reports of other engines' orders are not for us
     * @param maxOrders open ones and remembered ones together
     */
    public OrderTable(int engineId, int maxOrders) {
        this.engineId = engineId;
        this.byId = new Long2ObjectHashMap<>(maxOrders * 2, 0.6f);
        for (int i = 0; i < maxOrders; i++) {
            free.add(new Order());
        }
    }

    /** What the instrument's orders and fills add up to. Allocates the first time for an instrument. */
    public Exposure exposure(int instrumentId) {
        return exposures.getOrPut(instrumentId, Exposure::new);
    }

    /** The order of that id, open or over; null if it is not known, or forgotten. */
    public Order find(long clientOrderId) {
        return byId.get(clientOrderId);
    }

    /** The oldest open order, or null. */
    public Order firstOpen() {
        return open.first;
    }

    /** The open order made after this one, or null. */
    public Order nextOpen(Order order) {
        return order.next;
    }

    public int openCount() {
        return open.size();
    }

    /** Whether there is room for one more open order. */
    public boolean hasRoom() {
        return free.first != null || over.first != null;
    }

    /**
     * Takes an order as sent, forgetting the order that has been over longest if need be.
     *
     * @return the order, or null if there is no room or the id is known
     */
    public Order add(long clientOrderId, int instrumentId, int strategyId, Side side, long price, long quantity,
                     long timeNs) {
        if (byId.containsKey(clientOrderId) || !hasRoom()) {
            return null;
        }
        if (free.first == null) {
            final Order oldest = over.first;
            byId.remove(oldest.clientOrderId);
            over.remove(oldest);
            free.add(oldest);
        }
        final Order order = free.first;
        free.remove(order);
        order.begin(clientOrderId, instrumentId, strategyId, side, price, quantity, timeNs);
        byId.put(clientOrderId, order);
        open.add(order);
        exposure(instrumentId).open(side, quantity, 1);
        return order;
    }

    /** Notes that the venue has been asked to cancel an order. Whether that was news about an open order. */
    public boolean cancelSent(Order order, long timeNs) {
        final boolean counts = move(order, OrderInput.CANCEL_SENT);
        if (counts) {
            order.cancelTimeNs = timeNs;
            order.cancelWanted = false;
        }
        return counts;
    }

    /** Notes that the venue has not answered in time. Whether that makes the order UNKNOWN. */
    public boolean unanswered(Order order) {
        return move(order, OrderInput.UNANSWERED);
    }

    /**
     * Lets an order that never got an answer be forgotten like one that is over; a report brings it back. For a stage
     * that cannot see whether its intents were denied.
     */
    public void retire(Order order) {
        if (order.list == open) {
            exposure(order.instrumentId).open(order.side, -order.leavesQuantity(), -1);
            open.remove(order);
            over.add(order);
        }
    }

    /** Judges a report and, if it counts, applies it. {@link #reported()} then is its order. */
    public Finding onReport(ExecutionReportDecoder report) {
        reported = null;
        if (ClientOrderIds.engineId(report.clientOrderId()) != engineId) {
            return Finding.NOT_OURS;
        }
        final Order order = byId.get(report.clientOrderId());
        final ExecutionType type = report.executionType();
        if (order == null) {
            return type == ExecutionType.FILL || type == ExecutionType.ACCEPTED || type == ExecutionType.NULL_VAL
                ? Finding.UNKNOWN_ORDER : Finding.FORGOTTEN;
        }
        reported = order;
        previousStatus = order.status;
        if (report.instrumentId() != order.instrumentId || report.side() != order.side) {
            return Finding.MISMATCH;
        }
        return type == ExecutionType.FILL ? onFill(order, report) : onOther(order, type, report.rejectCode());
    }

    /** The order that the last report was about, or null. */
    public Order reported() {
        return reported;
    }

    /** What the order was before it last changed or was reported on. */
    public OrderStatus previousStatus() {
        return previousStatus;
    }

    /** A hash of all orders and sums. */
    public long stateHash() {
        long hash = engineId;
        for (Order order = open.first; order != null; order = order.next) {
            hash = order.hash(hash);
        }
        hash = Hashing.fold(hash, open.size());
        for (Order order = over.first; order != null; order = order.next) {
            hash = order.hash(hash);
        }
        for (int id = 1; id < exposures.end(); id++) {
            final Exposure exposure = exposures.get(id);
            if (exposure != null) {
                hash = exposure.hash(Hashing.fold(hash, id));
            }
        }
        return hash;
    }

    private Finding onFill(Order order, ExecutionReportDecoder report) {
        final long quantity = report.lastQuantity();
        if (quantity <= 0 || report.lastPrice() <= 0 || report.fee() == ExecutionReportDecoder.feeNullValue()
            || report.executionId() == ExecutionReportDecoder.executionIdNullValue()) {
            return Finding.BAD_NUMBERS;
        }
        if (order.hasFill(report.executionId())) {
            return Finding.LATE;
        }
        final long left = order.quantity - order.cumulative;
        if (quantity > left) {
            return Finding.OVERFILL;
        }
        final OrderInput input = quantity == left ? OrderInput.FULL_FILL : OrderInput.PARTIAL_FILL;
        if (Transitions.next(order.status, input) == Transitions.REFUSE) {
            return Finding.ILLEGAL;
        }
        final Exposure exposure = exposure(order.instrumentId);
        exposure.fill(order.side, quantity);
        if (order.list == open) {
            exposure.open(order.side, -quantity, 0);
        }
        order.addFill(report.executionId(), quantity);
        order.acknowledged = true;
        move(order, input);
        return Finding.APPLIED;
    }

    private Finding onOther(Order order, ExecutionType type, RejectCode code) {
        final OrderInput input = switch (type) {
            case ACCEPTED -> OrderInput.ACCEPTED;
            case CANCELLED -> OrderInput.CANCELLED;
            case EXPIRED -> OrderInput.EXPIRED;
            case REJECTED -> OrderInput.REJECTED;
            case CANCEL_REJECTED -> code == RejectCode.UNKNOWN_ORDER
                ? OrderInput.CANCEL_OF_UNKNOWN : OrderInput.CANCEL_REJECTED;
            default -> null;
        };
        if (input == null) {
            return Finding.BAD_NUMBERS;
        }
        if (Transitions.next(order.status, input) == Transitions.REFUSE) {
            return Finding.ILLEGAL;
        }
        if (input == OrderInput.ACCEPTED) {
            order.acknowledged = true;
        }
        return move(order, input) ? Finding.APPLIED : Finding.LATE;
    }

    /** Whether the input counts. */
    private boolean move(Order order, OrderInput input) {
        previousStatus = order.status;
        final byte next = Transitions.next(order.status, input);
        if (next == Transitions.IGNORE || next == Transitions.REFUSE) {
            return false;
        }
        final long leavesBefore = order.leavesQuantity();
        if (next == Transitions.REOPEN) {
            order.status = beforeCancel(order);
        } else if (next != Transitions.STAY) {
            order.status = Transitions.status(next);
        }
        relist(order, leavesBefore);
        return true;
    }

    private static OrderStatus beforeCancel(Order order) {
        if (order.cumulative > 0) {
            return OrderStatus.PARTIALLY_FILLED;
        }
        return order.acknowledged ? OrderStatus.ACCEPTED : OrderStatus.SENT;
    }

    private void relist(Order order, long leavesBefore) {
        if (order.list == open && !order.isOpen()) {
            exposure(order.instrumentId).open(order.side, -leavesBefore, -1);
            open.remove(order);
            over.add(order);
        } else if (order.list == over && order.isOpen()) {
            exposure(order.instrumentId).open(order.side, order.leavesQuantity(), 1);
            over.remove(order);
            open.add(order);
        }
    }
}
