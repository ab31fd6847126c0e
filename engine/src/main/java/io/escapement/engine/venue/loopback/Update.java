package io.escapement.engine.venue.loopback;

import java.util.ArrayList;
import java.util.List;

/**
 * What one book message says, whichever venue's words it is in. Numbers stay the texts that the venue wrote.
 *
 * @param whole    whether it is the whole book rather than changes
 * @param first    first number that it covers; the venue's own, or counted where the venue has none
 * @param previous number of the message before, for venues that chain by it
 * @param last     number of the book behind it
 * @param timeNs   the venue's time, epoch nanoseconds
 * @param checksum of the book behind it, as the venue writes it; null = none
 */
public record Update(String symbol, boolean whole, long first, long previous, long last, long timeNs, List<Level> bids,
              List<Level> asks, String checksum) {
    /** A price and the quantity that is there now; a zero removes it. */
    public record Level(String price, String quantity) {
        public boolean isRemoval() {
            return DecimalText.isZero(quantity) || isZero(quantity);
        }

        /** Of texts such as {@code 0E-8}. */
        private static boolean isZero(final String text) {
            return text.indexOf('E') > 0 && DecimalText.isZero(text.substring(0, text.indexOf('E')));
        }
    }

    public Update {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    /** The same under numbers moved by this much; a snapshot's {@code previous} below 0 stays. */
    Update numbered(final long by) {
        return by == 0 ? this : new Update(symbol, whole, first + by, previous < 0 ? previous : previous + by,
            last + by, timeNs, bids, asks, checksum);
    }

    Update withNumbers(final long newFirst, final long newPrevious, final long newLast) {
        return new Update(symbol, whole, newFirst, newPrevious, newLast, timeNs, bids, asks, checksum);
    }

    Update at(final long newTimeNs) {
        return new Update(symbol, whole, first, previous, last, newTimeNs, bids, asks, checksum);
    }

    Update withChecksum(final String other) {
        return new Update(symbol, whole, first, previous, last, timeNs, bids, asks, other);
    }

    /** The same message with other levels. */
    Update withLevels(final List<Level> otherBids, final List<Level> otherAsks) {
        return new Update(symbol, whole, first, previous, last, timeNs, otherBids, otherAsks, checksum);
    }

    /** The same message without levels. */
    Update emptied() {
        return new Update(symbol, false, first, previous, last, timeNs, List.of(), List.of(), checksum);
    }

    /** With this bid before the others. */
    Update withBid(final Level bid) {
        final List<Level> more = new ArrayList<>(List.of(bid));
        more.addAll(bids);
        return new Update(symbol, whole, first, previous, last, timeNs, more, asks, checksum);
    }

    /** With this text as the first price there is; itself where it has no level. */
    Update withFirstPrice(final String price) {
        final List<Level> newBids = new ArrayList<>(bids);
        final List<Level> newAsks = new ArrayList<>(asks);
        final List<Level> side = newBids.isEmpty() ? newAsks : newBids;
        if (!side.isEmpty()) {
            side.set(0, new Level(price, side.get(0).quantity()));
        }
        return new Update(symbol, whole, first, previous, last, timeNs, newBids, newAsks, checksum);
    }

    boolean isEmpty() {
        return bids.isEmpty() && asks.isEmpty();
    }
}
