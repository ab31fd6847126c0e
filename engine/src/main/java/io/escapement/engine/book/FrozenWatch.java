package io.escapement.engine.book;

import io.escapement.engine.feed.FeedEffects;
import io.escapement.engine.feed.FrozenLimits;

/**
 * Whether one book stands still while its own venue trades on. Counts the trades since the book's last change, and
 * remembers the first of them at a price that the book would not have allowed.
 */
final class FrozenWatch {
    private final FrozenLimits limits;
    private long changedNs = FeedEffects.NO_NUMBER;
    private long changedVenueNs = FeedEffects.NO_NUMBER;
    private long changes;
    private int trades;
    private long beyondNs = FeedEffects.NO_NUMBER;

    private long expected;
    private long observed;

    FrozenWatch(FrozenLimits limits) {
        this.limits = limits;
    }

    /** The book has changed; the venue's time is null of the schema where it sends none. */
    void changed(long nowNs, long venueTimeNs) {
        changes++;
        changedNs = nowNs;
        changedVenueNs = venueTimeNs;
        trades = 0;
        beyondNs = FeedEffects.NO_NUMBER;
    }

    /** @return whether this trade shows that the book is frozen */
    boolean onTrade(long nowNs, long venueTimeNs, long price, InstrumentBook book) {
        if (venueTimeNs != FeedEffects.NO_NUMBER && changedVenueNs != FeedEffects.NO_NUMBER
            && venueTimeNs <= changedVenueNs) {
            return false;
        }
        trades++;
        final long best = passed(price, book.book, book.tickSize);
        if (best == 0) {
            beyondNs = FeedEffects.NO_NUMBER;
        } else if (beyondNs == FeedEffects.NO_NUMBER) {
            beyondNs = nowNs;
        } else if (nowNs - beyondNs >= limits.beyondNs()) {
            expected = best;
            observed = price;
            return true;
        }
        return onTime(nowNs);
    }

    /** @return whether the trades so far show it by now */
    boolean onTime(long nowNs) {
        if (trades < limits.trades() || nowNs - changedNs < limits.afterNs()) {
            return false;
        }
        expected = limits.trades();
        observed = trades;
        return true;
    }

    /** The best price that the trade went beyond by too much; 0 where it did not. */
    private long passed(long price, OrderBook book, long tickSize) {
        final long ask = book.askPrice();
        final long bid = book.bidPrice();
        if (ask != 0 && (price - ask) / tickSize > limits.ticks()) {
            return ask;
        }
        return bid != 0 && (bid - price) / tickSize > limits.ticks() ? bid : 0;
    }

    /** How often the book has changed. */
    long changes() {
        return changes;
    }

    /** What the rule that spoke last bears: so many trades, or the best price. */
    long expected() {
        return expected;
    }

    /** What it saw: so many trades, or the price of one. */
    long observed() {
        return observed;
    }

    long hash() {
        return (((changes * 31 + changedNs) * 31 + changedVenueNs) * 31 + trades) * 31 + beyondNs;
    }
}
