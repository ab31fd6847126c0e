package io.escapement.engine.features;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.book.BookStage;
import io.escapement.engine.feed.LevelGroups;
import io.escapement.engine.market.Hashing;

import java.math.BigDecimal;

/** The best levels of a book, as they are and as they were before the last change, in mantissas of the instrument. */
final class Top {
    static final int LEVELS = BookStage.TOP_LEVELS;
    /** Of {@link Instrument#contractSize}. */
    private static final int CONTRACT_EXPONENT = -8;

    /** One look at both sides. */
    static final class Look {
        final long[] bids = new long[LEVELS];
        final long[] bidSizes = new long[LEVELS];
        final long[] asks = new long[LEVELS];
        final long[] askSizes = new long[LEVELS];
        /** How many levels are there, up to five. */
        int bidCount;
        int askCount;

        /** Levels that both sides have. */
        int depth() {
            return Math.min(bidCount, askCount);
        }

        /** Of the best prices, twice: so that it is a whole number. */
        long doubleMid() {
            return bids[0] + asks[0];
        }

        private boolean isQuote() {
            return bidCount > 0 && askCount > 0 && bids[0] > 0 && bids[0] < asks[0]
                && asks[0] < Long.MAX_VALUE / 2 && bidSizes[0] > 0 && askSizes[0] > 0;
        }

        private long hash(long seed) {
            long hash = Hashing.fold(Hashing.fold(seed, bidCount), askCount);
            for (int i = 0; i < bidCount; i++) {
                hash = Hashing.fold(Hashing.fold(hash, bids[i]), bidSizes[i]);
            }
            for (int i = 0; i < askCount; i++) {
                hash = Hashing.fold(Hashing.fold(hash, asks[i]), askSizes[i]);
            }
            return hash;
        }
    }

    /** Smallest price step, price mantissa. */
    final long tick;
    private final Scale price;
    private final Scale quantity;
    private Look now = new Look();
    private Look before = new Look();
    private boolean live;

    Top(Instrument instrument) {
        tick = instrument.tickSize();
        price = Scale.of(BigDecimal.ONE.scaleByPowerOfTen(instrument.priceExponent()));
        quantity = Scale.of(BigDecimal.valueOf(instrument.contractSize())
            .scaleByPowerOfTen(CONTRACT_EXPONENT + instrument.quantityExponent()));
    }

    /** Whether the book is LIVE, has both sides, and is not crossed. If not, the looks are of the past. */
    boolean isLive() {
        return live;
    }

    Look now() {
        return now;
    }

    /** As it was before the last change. */
    Look before() {
        return before;
    }

    /** What price mantissas are worth, quote asset. */
    double price(double mantissas) {
        return price.worth(mantissas);
    }

    /** What quantity mantissas are worth, base asset; of inverse contracts quote asset. */
    double quantity(double mantissas) {
        return quantity.worth(mantissas);
    }

    /** As how many quantity mantissas that is. */
    double mantissas(double amount) {
        return quantity.mantissas(amount);
    }

    double mid() {
        return price.worth(now.doubleMid() / 2.0);
    }

    double midBefore() {
        return price.worth(before.doubleMid() / 2.0);
    }

    /** Takes the levels of a LIVE book; whether it was and is a quote, so that there is flow between the two. */
    boolean take(LevelGroups levels) {
        final Look last = before;
        before = now;
        now = last;
        now.bidCount = Math.min(LEVELS, levels.bidCount());
        for (int i = 0; i < now.bidCount; i++) {
            now.bids[i] = levels.bidPrice(i);
            now.bidSizes[i] = levels.bidQuantity(i);
        }
        now.askCount = Math.min(LEVELS, levels.askCount());
        for (int i = 0; i < now.askCount; i++) {
            now.asks[i] = levels.askPrice(i);
            now.askSizes[i] = levels.askQuantity(i);
        }
        final boolean was = live;
        live = now.isQuote();
        return was && live;
    }

    void lose() {
        live = false;
    }

    long hash(long seed) {
        final long hash = Hashing.fold(seed, live);
        return live ? now.hash(hash) : hash;
    }
}
