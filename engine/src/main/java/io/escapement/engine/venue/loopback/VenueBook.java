package io.escapement.engine.venue.loopback;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The venue's own book of one symbol: slow and plain. Levels are price mantissas at exponent -8 with the quantity as
 * the text that the venue sent, so that nothing is rounded and nothing overflows.
 */
final class VenueBook {
    /** Deltas kept from before the snapshot; a recorder asks for it within seconds, at ten deltas a second. */
    private static final int MAX_HELD = 10_000;
    private static final int CROSSING_LEVELS = 5;

    private final String symbol;
    private final NavigableMap<Long, String> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, String> asks = new TreeMap<>();
    private final ArrayDeque<DepthMessage> held = new ArrayDeque<>();
    private final boolean awaitsSnapshot;
    private String recordedBody;
    private boolean known;
    private long lastUpdateId;
    private long eventTimeMs;
    private long firstUpdateId;
    private int priceDecimals;

    /**
     * An empty book.
     *
     * @param awaitsSnapshot whether it is unknown until a snapshot comes; else it grows from its deltas alone
     */
    VenueBook(final String symbol, final boolean awaitsSnapshot) {
        this.symbol = symbol;
        this.awaitsSnapshot = awaitsSnapshot;
    }

    String symbol() {
        return symbol;
    }

    /** Whether a snapshot can be given. */
    boolean isKnown() {
        return known;
    }

    long lastUpdateId() {
        return lastUpdateId;
    }

    /** The recorded reply, where no delta has come since: then it is served to the letter; else null. */
    String recordedBody() {
        return recordedBody;
    }

    void onDelta(final DepthMessage delta) {
        if (firstUpdateId == 0) {
            firstUpdateId = delta.firstUpdateId();
        }
        if (!known && awaitsSnapshot) {
            if (held.size() == MAX_HELD) {
                held.removeFirst();
            }
            held.addLast(delta);
            return;
        }
        known = true;
        if (delta.lastUpdateId() > lastUpdateId) {
            apply(delta);
            recordedBody = null;
        }
    }

    /** A snapshot that the source has; one that comes when the book is known already changes nothing. */
    void onSnapshot(final String body) {
        if (known) {
            return;
        }
        apply(DepthMessage.parse(body));
        known = true;
        recordedBody = body;
        for (final DepthMessage delta : held) {
            if (delta.lastUpdateId() > lastUpdateId) {
                apply(delta);
            }
        }
        held.clear();
    }

    private void apply(final DepthMessage message) {
        priceDecimals = Math.max(priceDecimals, message.priceDecimals());
        for (int i = 0; i < message.levelCount(); i++) {
            final NavigableMap<Long, String> side = message.isBid(i) ? bids : asks;
            if (message.isRemoval(i)) {
                side.remove(message.price(i));
            } else {
                side.put(message.price(i), message.quantity(i));
            }
        }
        lastUpdateId = message.lastUpdateId();
        eventTimeMs = Math.max(eventTimeMs, message.eventTimeMs());
    }

    /** The reply to a REST depth request at this moment, with up to {@code limit} levels a side. */
    String snapshot(final int limit, final boolean futures) {
        final StringBuilder json = new StringBuilder(64 + 64 * Math.min(limit, bids.size() + asks.size()));
        json.append("{\"lastUpdateId\":").append(lastUpdateId);
        if (futures) {
            json.append(",\"E\":").append(eventTimeMs).append(",\"T\":").append(eventTimeMs);
        }
        appendSide(json.append(",\"bids\":["), bids, limit);
        appendSide(json.append("],\"asks\":["), asks, limit);
        return json.append("]}").toString();
    }

    private void appendSide(final StringBuilder json, final NavigableMap<Long, String> side, final int limit) {
        int count = 0;
        for (final var level : side.entrySet()) {
            if (count == limit) {
                return;
            }
            json.append(count++ == 0 ? "[\"" : ",[\"");
            DecimalText.append(json, level.getKey(), priceDecimals);
            json.append("\",\"").append(level.getValue()).append("\"]");
        }
    }

    /** Best bid price mantissa at exponent -8, or 0 where there is none. */
    long bestBid() {
        return bids.isEmpty() ? 0 : bids.firstKey();
    }

    /** Best ask price mantissa at exponent -8, or 0 where there is none. */
    long bestAsk() {
        return asks.isEmpty() ? 0 : asks.firstKey();
    }

    /** A price for a bid that crosses the book, or 0 where there is no ask: one of the asks', so it is on the grid. */
    long crossingBid() {
        long price = 0;
        int levels = 0;
        for (final long ask : asks.keySet()) {
            price = ask;
            if (++levels == CROSSING_LEVELS) {
                break;
            }
        }
        return price;
    }

    /** Of the first delta seen, 0 before. */
    long firstUpdateId() {
        return firstUpdateId;
    }

    int priceDecimals() {
        return priceDecimals;
    }

    /** The numbers have been moved. */
    void renumber(final long by) {
        lastUpdateId += by;
        recordedBody = null;
    }

    Truth truth() {
        return truth(Integer.MAX_VALUE);
    }

    /** The best levels only. */
    Truth truth(final int limit) {
        return new Truth(symbol, lastUpdateId, decimals(bids, limit), decimals(asks, limit));
    }

    private static NavigableMap<BigDecimal, BigDecimal> decimals(final NavigableMap<Long, String> side,
        final int limit) {
        final boolean descending = side.comparator() != null;
        final NavigableMap<BigDecimal, BigDecimal> levels =
            descending ? new TreeMap<>(Comparator.reverseOrder()) : new TreeMap<>();
        for (final var level : side.entrySet()) {
            if (levels.size() == limit) {
                break;
            }
            levels.put(BigDecimal.valueOf(level.getKey(), DecimalText.EXPONENT_DIGITS).stripTrailingZeros(),
                new BigDecimal(level.getValue()).stripTrailingZeros());
        }
        return levels;
    }
}
