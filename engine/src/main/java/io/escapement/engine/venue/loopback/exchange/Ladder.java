package io.escapement.engine.venue.loopback.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The played book of one symbol, for what orders need to know of it before they are matched. */
final class Ladder {
    private final NavigableMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<BigDecimal, BigDecimal> asks = new TreeMap<>();

    void clear() {
        bids.clear();
        asks.clear();
    }

    void set(final boolean bid, final BigDecimal price, final BigDecimal quantity) {
        if (quantity.signum() == 0) {
            side(bid).remove(price);
        } else {
            side(bid).put(price, quantity);
        }
    }

    NavigableMap<BigDecimal, BigDecimal> side(final boolean bid) {
        return bid ? bids : asks;
    }

    /** Null where there is none. */
    BigDecimal best(final boolean bid) {
        return side(bid).isEmpty() ? null : side(bid).firstKey();
    }

    /** What taking this quantity costs, or brings, at the displayed prices; the last level is taken to be endless. */
    BigDecimal worth(final boolean buy, final BigDecimal quantity) {
        BigDecimal left = quantity;
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal last = BigDecimal.ZERO;
        for (final Map.Entry<BigDecimal, BigDecimal> level : side(!buy).entrySet()) {
            last = level.getKey();
            final BigDecimal taken = left.min(level.getValue());
            sum = sum.add(last.multiply(taken));
            left = left.subtract(taken);
            if (left.signum() == 0) {
                break;
            }
        }
        return sum.add(left.multiply(last));
    }

    /** How much of the base asset this much of the quote asset buys, or what must be sold for it, in lots. */
    BigDecimal quantityFor(final boolean buy, final BigDecimal quote, final BigDecimal lot) {
        BigDecimal left = quote;
        BigDecimal sum = BigDecimal.ZERO;
        for (final Map.Entry<BigDecimal, BigDecimal> level : side(!buy).entrySet()) {
            final BigDecimal cost = level.getKey().multiply(level.getValue());
            if (cost.compareTo(left) >= 0) {
                sum = sum.add(left.divide(level.getKey(), 12, RoundingMode.DOWN));
                break;
            }
            sum = sum.add(level.getValue());
            left = left.subtract(cost);
        }
        return sum.divide(lot, 0, RoundingMode.DOWN).multiply(lot);
    }
}
