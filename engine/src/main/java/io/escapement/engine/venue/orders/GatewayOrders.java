package io.escapement.engine.venue.orders;

import org.agrona.collections.Long2ObjectHashMap;

/**
 * The orders of one gateway, preallocated. Those that are over are kept for late words of the venue until their places
 * are wanted. The transport's thread.
 */
final class GatewayOrders {
    private final Long2ObjectHashMap<GatewayOrder> byId;
    private final GatewayOrder[] all;
    private int count;
    private int oldest;

    GatewayOrders(int capacity) {
        all = new GatewayOrder[capacity];
        byId = new Long2ObjectHashMap<>(2 * capacity, 0.6f);
        for (int i = 0; i < capacity; i++) {
            all[i] = new GatewayOrder();
            all[i].index = i;
        }
    }

    /** The order of this id, or null. */
    GatewayOrder find(long clientOrderId) {
        return byId.get(clientOrderId);
    }

    /** A place for a new order; null where the id has one already, or all places are taken by orders not yet over. */
    GatewayOrder add(long clientOrderId) {
        if (byId.containsKey(clientOrderId)) {
            return null;
        }
        final GatewayOrder order = count < all.length ? all[count++] : reuse();
        if (order != null) {
            order.clear();
            order.clientOrderId = clientOrderId;
            byId.put(clientOrderId, order);
        }
        return order;
    }

    private GatewayOrder reuse() {
        for (int i = 0; i < all.length; i++) {
            final GatewayOrder order = all[oldest];
            oldest = (oldest + 1) % all.length;
            if (order.isDone() && !order.isInFlight() && !order.asking && !order.askingFills) {
                byId.remove(order.clientOrderId);
                return order;
            }
        }
        return null;
    }

    /** Places in use; {@link #at} them from 0. */
    int count() {
        return count;
    }

    GatewayOrder at(int index) {
        return all[index];
    }
}
