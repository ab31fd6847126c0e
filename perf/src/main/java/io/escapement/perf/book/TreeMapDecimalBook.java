package io.escapement.perf.book;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The book as most libraries keep it: decimals in two sorted maps. A reference to beat. */
public final class TreeMapDecimalBook {
    private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Collections.reverseOrder());
    private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();

    public void setBid(BigDecimal price, BigDecimal quantity) {
        set(bids, price, quantity);
    }

    public void setAsk(BigDecimal price, BigDecimal quantity) {
        set(asks, price, quantity);
    }

    private static void set(TreeMap<BigDecimal, BigDecimal> side, BigDecimal price, BigDecimal quantity) {
        if (quantity.signum() == 0) {
            side.remove(price);
        } else {
            side.put(price, quantity);
        }
    }

    /** Price and quantity of both best levels, mixed into one number that a bench can consume. */
    public long bestBidOffer() {
        final Map.Entry<BigDecimal, BigDecimal> bid = bids.firstEntry();
        final Map.Entry<BigDecimal, BigDecimal> ask = asks.firstEntry();
        return (bid == null ? 0 : bid.getKey().hashCode() ^ bid.getValue().hashCode())
            + (ask == null ? 0 : ask.getKey().hashCode() ^ ask.getValue().hashCode());
    }

    /** All bids, best first. */
    public Map<BigDecimal, BigDecimal> bids() {
        return bids;
    }

    /** All asks, best first. */
    public Map<BigDecimal, BigDecimal> asks() {
        return asks;
    }
}
