package io.escapement.perf.paper;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a venue displays of one instrument, best first, and what of it is no longer to be had (V4). */
final class PlainBook {
    /** Taken by us since the level displayed this. */
    private record Taken(BigDecimal amount, BigDecimal displayed) {
    }

    private final NavigableMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private final Map<BigDecimal, Taken> takenBids = new HashMap<>();
    private final Map<BigDecimal, Taken> takenAsks = new HashMap<>();
    private final Map<BigDecimal, BigDecimal> printedBids = new HashMap<>();
    private final Map<BigDecimal, BigDecimal> printedAsks = new HashMap<>();
    private long newestDepthNs = Long.MIN_VALUE;
    private long newestPrintNs = Long.MIN_VALUE;

    NavigableMap<BigDecimal, BigDecimal> side(boolean bid) {
        return bid ? bids : asks;
    }

    private Map<BigDecimal, Taken> taken(boolean bid) {
        return bid ? takenBids : takenAsks;
    }

    private Map<BigDecimal, BigDecimal> printed(boolean bid) {
        return bid ? printedBids : printedAsks;
    }

    BigDecimal displayed(boolean bid, BigDecimal price) {
        return side(bid).getOrDefault(price, BigDecimal.ZERO);
    }

    /** Null where there is none. */
    BigDecimal best(boolean bid) {
        return side(bid).isEmpty() ? null : side(bid).firstKey();
    }

    void clear() {
        bids.clear();
        asks.clear();
    }

    void set(boolean bid, BigDecimal price, BigDecimal quantity) {
        if (quantity.signum() == 0) {
            side(bid).remove(price);
        } else {
            side(bid).put(price, quantity);
        }
    }

    /** What was taken counts until the level displays another size. */
    void forgetTakenWhereChanged(boolean bid) {
        taken(bid).entrySet().removeIf(each ->
            each.getValue().displayed.compareTo(displayed(bid, each.getKey())) != 0);
    }

    void print(boolean bid, BigDecimal price, BigDecimal quantity, long venueTimeNs) {
        final boolean shown = newestDepthNs != Long.MIN_VALUE && venueTimeNs != Long.MIN_VALUE
            && newestDepthNs > venueTimeNs;
        if (!shown) {
            newestPrintNs = Math.max(newestPrintNs, venueTimeNs);
            printed(bid).merge(price, quantity, BigDecimal::add);
        }
    }

    /** A depth event is complete, and shows all prints that are not newer than it. */
    void depthEnds(long venueTimeNs) {
        if (venueTimeNs == Long.MIN_VALUE || newestPrintNs == Long.MIN_VALUE || venueTimeNs >= newestPrintNs) {
            printedBids.clear();
            printedAsks.clear();
        }
        newestDepthNs = Math.max(newestDepthNs, venueTimeNs);
    }

    /** What can still be had at a price. */
    BigDecimal available(boolean bid, BigDecimal price) {
        final Taken already = taken(bid).get(price);
        final BigDecimal shown = displayed(bid, price);
        final BigDecimal rest = already == null ? shown : shown.subtract(already.amount).max(BigDecimal.ZERO);
        return rest.subtract(printed(bid).getOrDefault(price, BigDecimal.ZERO)).max(BigDecimal.ZERO);
    }

    void take(boolean bid, BigDecimal price, BigDecimal quantity) {
        final Taken before = taken(bid).get(price);
        taken(bid).put(price, new Taken(before == null ? quantity : before.amount.add(quantity),
            displayed(bid, price)));
    }
}
