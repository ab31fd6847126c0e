package io.escapement.engine.orders;

import io.escapement.codecs.sbe.OrderFinding;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.Venue;

/**
 * What the last event corrected: differences that reconciling found, in order. Orders that changed by it stand beside,
 * with the status they had.
 */
public final class Corrections {
    /** So many one event may cause; the rest comes with the timers after it. */
    public static final int MOST_PER_EVENT = 64;
    /** There is no such number. */
    public static final long NONE = Long.MIN_VALUE;

    private final long[] clientOrderIds = new long[MOST_PER_EVENT];
    private final long[] expected = new long[MOST_PER_EVENT];
    private final long[] observed = new long[MOST_PER_EVENT];
    private final int[] instrumentIds = new int[MOST_PER_EVENT];
    private final Venue[] venues = new Venue[MOST_PER_EVENT];
    private final OrderFinding[] findings = new OrderFinding[MOST_PER_EVENT];
    private final Order[] changed = new Order[MOST_PER_EVENT];
    private final OrderStatus[] before = new OrderStatus[MOST_PER_EVENT];
    private int count;

    public int count() {
        return count;
    }

    /** {@link #NONE} where it is about no order of ours. */
    public long clientOrderId(int index) {
        return clientOrderIds[index];
    }

    /** As we had it, in the unit of the finding. */
    public long expected(int index) {
        return expected[index];
    }

    /** As the venue has it; {@link #NONE} if it did not say. */
    public long observed(int index) {
        return observed[index];
    }

    public int instrumentId(int index) {
        return instrumentIds[index];
    }

    public Venue venue(int index) {
        return venues[index];
    }

    /** {@code NULL_VAL}: nothing was wrong, an order changed. */
    public OrderFinding finding(int index) {
        return findings[index];
    }

    /** The order that changed with it, or null. */
    public Order changed(int index) {
        return changed[index];
    }

    /** What the order that changed was before. */
    public OrderStatus before(int index) {
        return before[index];
    }

    boolean isFull() {
        return count == MOST_PER_EVENT;
    }

    void clear() {
        count = 0;
    }

    void add(OrderFinding finding, long clientOrderId, int instrumentId, Venue venue, long had, long told) {
        findings[count] = finding;
        clientOrderIds[count] = clientOrderId;
        instrumentIds[count] = instrumentId;
        venues[count] = venue;
        expected[count] = had;
        observed[count] = told;
        changed[count] = null;
        before[count] = OrderStatus.NULL_VAL;
        count++;
    }

    /** Says of the correction added last that the order changed by it. */
    void changed(Order order, OrderStatus status) {
        changed[count - 1] = order;
        before[count - 1] = status;
    }
}
