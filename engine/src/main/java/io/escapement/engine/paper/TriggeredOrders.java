package io.escapement.engine.paper;

import io.escapement.codecs.sbe.OrderType;

/** Our stops and take-profits that wait at the venue, in the order of their coming. Fixed size; one thread. */
final class TriggeredOrders {
    private final PaperOrder[] orders;
    private int size;

    TriggeredOrders(int capacity) {
        orders = new PaperOrder[capacity];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == orders.length;
    }

    PaperOrder get(int index) {
        return orders[index];
    }

    void add(PaperOrder order) {
        orders[size++] = order;
    }

    /** Whether it was there. */
    boolean remove(PaperOrder order) {
        for (int i = 0; i < size; i++) {
            if (orders[i] == order) {
                size--;
                System.arraycopy(orders, i + 1, orders, i, size - i);
                orders[size] = null;
                return true;
            }
        }
        return false;
    }

    /** Takes out the first order that a print at this price triggers; null if there is none. */
    PaperOrder take(long price) {
        for (int i = 0; i < size; i++) {
            final PaperOrder order = orders[i];
            if (isReached(order, price)) {
                remove(order);
                return order;
            }
        }
        return null;
    }

    /** Whether a print at this price triggers the order (V12): a stop by a worse price, a take-profit by a better. */
    static boolean isReached(PaperOrder order, long price) {
        final boolean stop = order.type == OrderType.STOP || order.type == OrderType.STOP_LIMIT;
        return stop == order.buy ? price >= order.triggerPrice : price <= order.triggerPrice;
    }
}
