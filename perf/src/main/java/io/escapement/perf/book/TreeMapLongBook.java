package io.escapement.perf.book;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The book that a careful Java programmer would write first: mantissas in two sorted maps. A reference to beat. */
public final class TreeMapLongBook {
    private final TreeMap<Long, Long> bids = new TreeMap<>(Collections.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();

    public void setBid(long price, long quantity) {
        set(bids, price, quantity);
    }

    public void setAsk(long price, long quantity) {
        set(asks, price, quantity);
    }

    private static void set(TreeMap<Long, Long> side, long price, long quantity) {
        if (quantity == 0) {
            side.remove(price);
        } else {
            side.put(price, quantity);
        }
    }

    /** Price and quantity of both best levels, mixed into one number that a bench can consume. */
    public long bestBidOffer() {
        final Map.Entry<Long, Long> bid = bids.firstEntry();
        final Map.Entry<Long, Long> ask = asks.firstEntry();
        return (bid == null ? 0 : bid.getKey() ^ bid.getValue()) + (ask == null ? 0 : ask.getKey() ^ ask.getValue());
    }

    /** All bids, best first. */
    public Map<Long, Long> bids() {
        return bids;
    }

    /** All asks, best first. */
    public Map<Long, Long> asks() {
        return asks;
    }
}
