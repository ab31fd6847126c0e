package io.escapement.engine.book;

import io.escapement.codecs.sbe.BookState;
import io.escapement.engine.feed.FeedEffects;
import io.escapement.engine.feed.SnapshotNeed;

/** One instrument's book and how far it may be trusted. */
final class InstrumentBook {
    final int id;
    final long tickSize;
    final byte priceExponent;
    final byte quantityExponent;
    final OrderBook book;
    final SnapshotNeed need;

    /** What the feed stage last said. */
    BookState feedState = BookState.SYNCING;
    /** The book was found wrong here; nothing is applied until the next snapshot begins. */
    boolean quarantined;
    /** A message's first fragments are in the book, its last is not. */
    boolean partial;
    long updateId = FeedEffects.NO_NUMBER;
    long venueTimeNs = FeedEffects.NO_NUMBER;
    long quarantinedNs;

    /** A level that cannot be has come since the book was last cleared. */
    boolean invalid;

    // Within one record
    boolean listed;
    boolean applied;

    InstrumentBook(int id, long tickSize, byte priceExponent, byte quantityExponent, OrderBook book,
                   SnapshotNeed need) {
        this.id = id;
        this.tickSize = tickSize;
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
        this.book = book;
        this.need = need;
    }

    /** The state that consumers may go by. */
    BookState state() {
        return feedState == BookState.LIVE && quarantined ? BookState.SUSPECT : feedState;
    }

    long hash(DepthCursor cursor) {
        long hash = book.contentHash(cursor) * 31 + feedState.value();
        hash = hash * 31 + updateId;
        hash = hash * 31 + venueTimeNs;
        hash = hash * 31 + (quarantined ? 1 : 0) + (partial ? 2 : 0) + (invalid ? 4 : 0);
        hash = hash * 31 + quarantinedNs;
        return hash * 31 + need.hash();
    }
}
