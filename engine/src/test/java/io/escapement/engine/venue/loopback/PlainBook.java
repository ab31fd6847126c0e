package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.loopback.PlainMessage.Kind;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A plain client's book; a hole in what it is told is an error. */
final class PlainBook {
    private final NavigableMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private final int depth;
    private boolean known;
    private long id;
    private long number = PlainMessage.NONE;
    int applied;

    PlainBook(final PlainVenue venue) {
        depth = venue == PlainVenue.KRAKEN ? 1_000 : 0;
    }

    boolean isKnown() {
        return known;
    }

    /** Another connection: its numbers are others. */
    void reconnected() {
        number = PlainMessage.NONE;
    }

    /** @throws IllegalStateException where something is missing */
    void onMessage(final PlainMessage message) {
        if (message.connectionNumber != PlainMessage.NONE) {
            if (number != PlainMessage.NONE && message.connectionNumber != number + 1) {
                throw new IllegalStateException("connection at " + number + ", frame " + message.connectionNumber);
            }
            number = message.connectionNumber;
        }
        if (message.kind == Kind.WHOLE) {
            bids.clear();
            asks.clear();
            apply(message);
            known = true;
        } else if (message.kind == Kind.CHANGE && known && !isOld(message)) {
            check(message);
            apply(message);
        }
    }

    private boolean isOld(final PlainMessage message) {
        return message.previous == PlainMessage.NONE && message.last != PlainMessage.NONE && message.last <= id;
    }

    private void check(final PlainMessage message) {
        final boolean chained = message.last == PlainMessage.NONE
            || (message.previous == PlainMessage.NONE ? message.first <= id + 1 : message.previous == id);
        if (!chained) {
            throw new IllegalStateException("gap: book at " + id + ", change " + message.first + " to " + message.last
                + " after " + message.previous);
        }
    }

    private void apply(final PlainMessage message) {
        for (final PlainMessage.Level level : message.levels) {
            final NavigableMap<BigDecimal, BigDecimal> side = level.isBid() ? bids : asks;
            if (level.quantity().signum() == 0) {
                side.remove(level.price());
            } else {
                side.put(level.price(), level.quantity());
            }
        }
        for (final NavigableMap<BigDecimal, BigDecimal> side : List.of(bids, asks)) {
            while (depth > 0 && side.size() > depth) {
                side.pollLastEntry();
            }
        }
        id = message.last == PlainMessage.NONE ? id : message.last;
        applied++;
    }

    boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.firstKey().compareTo(asks.firstKey()) >= 0;
    }

    /** Beside the server's; numbers that the venue does not tell are taken over. */
    Truth like(final Truth truth) {
        return new Truth(truth.symbol(), id == 0 ? truth.lastUpdateId() : id, bids, asks);
    }
}
