package io.escapement.engine.orders;

/** Orders in the order in which they were put here. Links run through the orders: nothing is allocated. */
final class OrderList {
    Order first;
    private Order last;
    private int size;

    int size() {
        return size;
    }

    void add(Order order) {
        order.list = this;
        order.previous = last;
        order.next = null;
        if (last == null) {
            first = order;
        } else {
            last.next = order;
        }
        last = order;
        size++;
    }

    void remove(Order order) {
        if (order.previous == null) {
            first = order.next;
        } else {
            order.previous.next = order.next;
        }
        if (order.next == null) {
            last = order.previous;
        } else {
            order.next.previous = order.previous;
        }
        order.previous = null;
        order.next = null;
        order.list = null;
        size--;
    }
}
