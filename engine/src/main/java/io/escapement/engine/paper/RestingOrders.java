package io.escapement.engine.paper;

/**
 * Our resting orders of one side of one instrument: best price first, at a price in the order of their coming (V5).
 * An array of fixed size; one thread.
 */
final class RestingOrders {
    private final PaperOrder[] orders;
    private final boolean bid;
    private int size;

    RestingOrders(boolean bid, int capacity) {
        this.bid = bid;
        this.orders = new PaperOrder[capacity];
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
        int index = size;
        while (index > 0 && isBetter(order.price, orders[index - 1].price)) {
            orders[index] = orders[index - 1];
            index--;
        }
        orders[index] = order;
        size++;
    }

    void removeAt(int index) {
        size--;
        System.arraycopy(orders, index + 1, orders, index, size - index);
        orders[size] = null;
    }

    void remove(PaperOrder order) {
        for (int i = 0; i < size; i++) {
            if (orders[i] == order) {
                removeAt(i);
                return;
            }
        }
    }

    /** Whether a price would trade before another one on this side. */
    boolean isBetter(long price, long other) {
        return bid ? price > other : price < other;
    }
}
