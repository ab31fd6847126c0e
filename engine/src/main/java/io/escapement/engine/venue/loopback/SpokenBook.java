package io.escapement.engine.venue.loopback;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The book of one symbol of any venue, slow and plain: decimals to the levels as the venue wrote them, so that nothing
 * is rounded and a level can be written again to the letter.
 */
final class SpokenBook {
    private static final int CROSSING_LEVELS = 5;

    private final String symbol;
    private final NavigableMap<BigDecimal, Update.Level> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<BigDecimal, Update.Level> asks = new TreeMap<>();
    private final List<Update> held = new ArrayList<>();
    private final int depth;
    private boolean known;
    private long id;
    private long firstId = -1;
    private long timeNs;

    /** @param depth levels a side that are kept; 0 = all */
    SpokenBook(final String symbol, final int depth) {
        this.symbol = symbol;
        this.depth = depth;
    }

    String symbol() {
        return symbol;
    }

    boolean isKnown() {
        return known;
    }

    long id() {
        return id;
    }

    long timeNs() {
        return timeNs;
    }

    /** Number of the first message seen; -1 before. */
    long firstId() {
        return firstId;
    }

    /** A message of the stream; changes that come before any whole book are kept for it. */
    void onUpdate(final Update update) {
        firstId = firstId < 0 ? update.first() : firstId;
        if (update.whole()) {
            bids.clear();
            asks.clear();
            apply(update);
            known = true;
            held.clear();
        } else if (!known) {
            held.add(update);
        } else {
            apply(update);
        }
    }

    /** A whole book from elsewhere, which the kept changes go on from; nothing where the book is known. */
    void onSnapshot(final Update update) {
        if (known) {
            return;
        }
        apply(update);
        known = true;
        for (final Update later : held) {
            if (later.last() > id) {
                apply(later);
            }
        }
        held.clear();
    }

    private void apply(final Update update) {
        side(update.bids(), bids);
        side(update.asks(), asks);
        id = update.last();
        timeNs = update.timeNs();
    }

    private void side(final List<Update.Level> levels, final NavigableMap<BigDecimal, Update.Level> side) {
        for (final Update.Level level : levels) {
            final BigDecimal price = new BigDecimal(level.price()).stripTrailingZeros();
            if (level.isRemoval()) {
                side.remove(price);
            } else {
                side.put(price, level);
            }
        }
        while (depth > 0 && side.size() > depth) {
            side.pollLastEntry();
        }
    }

    /** The numbers have been moved. */
    void renumber(final long by) {
        id += by;
    }

    /** The whole book with up to so many levels a side. */
    Update whole(final int limit) {
        return new Update(symbol, true, id, -1, id, timeNs, best(bids, limit), best(asks, limit), null);
    }

    private static List<Update.Level> best(final NavigableMap<BigDecimal, Update.Level> side, final int limit) {
        return side.values().stream().limit(limit).toList();
    }

    List<Update.Level> bids(final int limit) {
        return best(bids, limit);
    }

    List<Update.Level> asks(final int limit) {
        return best(asks, limit);
    }

    /** A bid that crosses the book: the price of one of the asks, so it is on the grid; null where there is none. */
    Update.Level crossingBid() {
        final List<Update.Level> best = best(asks, CROSSING_LEVELS);
        return best.isEmpty() ? null : best.get(best.size() - 1);
    }

    Truth truth() {
        return truth(Integer.MAX_VALUE);
    }

    /** The best levels only. */
    Truth truth(final int limit) {
        return new Truth(symbol, id, decimals(bids, limit), decimals(asks, limit));
    }

    private static NavigableMap<BigDecimal, BigDecimal> decimals(final NavigableMap<BigDecimal, Update.Level> side,
        final int limit) {
        final NavigableMap<BigDecimal, BigDecimal> levels = new TreeMap<>(side.comparator());
        for (final Map.Entry<BigDecimal, Update.Level> level : side.entrySet()) {
            if (levels.size() == limit) {
                break;
            }
            levels.put(level.getKey(), new BigDecimal(level.getValue().quantity()).stripTrailingZeros());
        }
        return levels;
    }
}
