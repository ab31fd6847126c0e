package io.escapement.engine.book;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The plain twin of {@link OrderBook}: too simple to be wrong. */
public final class TreeMapBook implements Book {
    private final TreeMap<Long, Long> bids = new TreeMap<>(Collections.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();

    @Override
    public void clear() {
        bids.clear();
        asks.clear();
    }

    @Override
    public void setBid(long price, long quantity) {
        set(bids, price, quantity);
    }

    @Override
    public void setAsk(long price, long quantity) {
        set(asks, price, quantity);
    }

    private static void set(TreeMap<Long, Long> side, long price, long quantity) {
        if (price <= 0 || quantity < 0) {
            throw new IllegalArgumentException("price " + price + ", quantity " + quantity);
        }
        if (quantity == 0) {
            side.remove(price);
        } else {
            side.put(price, quantity);
        }
    }

    /** All bids, best first. */
    public TreeMap<Long, Long> bids() {
        return bids;
    }

    /** All asks, best first. */
    public TreeMap<Long, Long> asks() {
        return asks;
    }

    @Override
    public long bidPrice() {
        return bids.isEmpty() ? 0 : bids.firstKey();
    }

    @Override
    public long bidQuantity() {
        return bids.isEmpty() ? 0 : bids.firstEntry().getValue();
    }

    @Override
    public long askPrice() {
        return asks.isEmpty() ? 0 : asks.firstKey();
    }

    @Override
    public long askQuantity() {
        return asks.isEmpty() ? 0 : asks.firstEntry().getValue();
    }

    @Override
    public int bidCount() {
        return bids.size();
    }

    @Override
    public int askCount() {
        return asks.size();
    }

    @Override
    public long bidQuantityAt(long price) {
        return bids.getOrDefault(price, 0L);
    }

    @Override
    public long askQuantityAt(long price) {
        return asks.getOrDefault(price, 0L);
    }

    @Override
    public boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.firstKey() >= asks.firstKey();
    }

    /** Whether a fast book has exactly these levels, in this order. */
    public boolean hasLevelsOf(OrderBook book, DepthCursor cursor) {
        return isSame(bids, cursor.bids(book)) && isSame(asks, cursor.asks(book));
    }

    private static boolean isSame(TreeMap<Long, Long> side, DepthCursor cursor) {
        for (final Map.Entry<Long, Long> level : side.entrySet()) {
            if (!cursor.next() || cursor.price() != level.getKey() || cursor.quantity() != level.getValue()) {
                return false;
            }
        }
        return !cursor.next();
    }

    @Override
    public String levels() {
        final StringBuilder text = new StringBuilder("bids");
        for (final Map.Entry<Long, Long> level : bids.entrySet()) {
            text.append(' ').append(level.getKey()).append('x').append(level.getValue());
        }
        text.append(" | asks");
        for (final Map.Entry<Long, Long> level : asks.entrySet()) {
            text.append(' ').append(level.getKey()).append('x').append(level.getValue());
        }
        return text.toString();
    }
}
