package io.escapement.engine.buckets;

import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.engine.book.DepthCursor;
import io.escapement.engine.book.LevelListener;
import io.escapement.engine.book.OrderBook;
import io.escapement.engine.book.RecordLevels;
import io.escapement.engine.feed.LevelGroups;
import io.escapement.engine.market.Hashing;

/** A book kept by following the levels of records, as the book stage keeps its own; tells each level that changes. */
final class FollowedBook {
    /** Ticks of the fast window: a quarter of the book stage's, since two windows of a book do not fit a cache. */
    private static final int WINDOW_TICKS = 16 * 1024;

    private final long tickSize;
    private final int exponents;
    private final int depth;
    private final short checksum;
    private final OrderBook book;
    private final LevelChanges changes;
    private final LevelListener dropped;
    private boolean partial;
    private boolean invalid;
    /** Levels beyond the depth may be in the book. */
    private boolean untrimmed;
    private long updateId;

    /** Hears of each change; the book may be read, and has it already. */
    interface LevelChanges {
        /**
         * A level has changed.
         *
         * @param before quantity, 0 where there was none
         * @param after  quantity, 0 where there is none now, never as before
         * @param sent   whether the venue said so; else it lies beyond the depth that the venue keeps up
         */
        void onChange(boolean bid, long price, long before, long after, boolean sent);

        /** All levels are gone: a snapshot begins. */
        void onClear();
    }

    FollowedBook(InstrumentDefinitionDecoder definition, LevelChanges changes) {
        this.changes = changes;
        tickSize = definition.tickSize();
        exponents = exponents(definition);
        depth = definition.bookDepth();
        checksum = definition.checksumRaw();
        book = new OrderBook(tickSize, WINDOW_TICKS, OrderBook.DEFAULT_MAX_FAR_LEVELS);
        dropped = (bid, price, quantity) -> changes.onChange(bid, price, quantity, 0, false);
    }

    private static int exponents(InstrumentDefinitionDecoder definition) {
        return definition.priceExponent() << Byte.SIZE | definition.quantityExponent() & 0xFF;
    }

    /** Whether the book stage goes on with the same book when this definition comes. */
    boolean isOf(InstrumentDefinitionDecoder definition) {
        return tickSize == definition.tickSize() && exponents == exponents(definition)
            && depth == definition.bookDepth() && checksum == definition.checksumRaw();
    }

    OrderBook book() {
        return book;
    }

    /** Whether the last message has been taken in to its end, and all of it could be. */
    boolean isWhole() {
        return !partial && !invalid && !book.hasOverflowed();
    }

    /** Whether more fragments of a message are to come, and all so far could be taken in. */
    boolean isPartial() {
        return partial && !invalid && !book.hasOverflowed();
    }

    /** Takes in one message's levels. */
    void apply(RecordLevels levels) {
        if (levels.clearsBook()) {
            book.clear();
            invalid = false;
            untrimmed = false;
            changes.onClear();
        }
        if (levels.updateId() != updateId) {
            trim();
        }
        // As in the book: behind a level that cannot be, nothing is applied.
        invalid |= !(applyBids(levels.levels()) && applyAsks(levels.levels()));
        partial = !levels.isComplete();
        untrimmed = depth > 0;
        updateId = levels.updateId();
    }

    /** After the last levels of a record. Fragments that were held are released as messages of one update id. */
    void conclude() {
        if (!partial) {
            trim();
        }
    }

    private void trim() {
        if (untrimmed) {
            book.truncate(depth, dropped);
            untrimmed = false;
        }
    }

    private boolean applyBids(LevelGroups levels) {
        final int count = levels.bidCount();
        for (int i = 0; i < count; i++) {
            final long price = levels.bidPrice(i);
            final long quantity = levels.bidQuantity(i);
            if (price <= 0 || quantity < 0) {
                return false;
            }
            final long before = book.replaceBid(price, quantity);
            if (before != quantity) {
                changes.onChange(true, price, before, quantity, true);
            }
        }
        return true;
    }

    private boolean applyAsks(LevelGroups levels) {
        final int count = levels.askCount();
        for (int i = 0; i < count; i++) {
            final long price = levels.askPrice(i);
            final long quantity = levels.askQuantity(i);
            if (price <= 0 || quantity < 0) {
                return false;
            }
            final long before = book.replaceAsk(price, quantity);
            if (before != quantity) {
                changes.onChange(false, price, before, quantity, true);
            }
        }
        return true;
    }

    long hash(long seed, DepthCursor cursor) {
        final long hash = Hashing.fold(Hashing.fold(seed, book.contentHash(cursor)), updateId);
        return Hashing.fold(Hashing.fold(Hashing.fold(hash, partial), invalid), untrimmed);
    }
}
