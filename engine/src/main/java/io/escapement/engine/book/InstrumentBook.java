package io.escapement.engine.book;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.engine.feed.FeedEffects;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.feed.SnapshotNeed;

/** One instrument's book and how far it may be trusted. */
final class InstrumentBook {
    /** A message's checksum where it has none. */
    static final long NO_CHECKSUM = Long.MIN_VALUE;

    final int id;
    final Shape shape;
    final long tickSize;
    final OrderBook book;
    final SnapshotNeed need;
    final BookChecksum checksum;
    final FrozenWatch watch;
    final PeerWatch peerWatch;

    /** Of the messages with a checksum, each which is verified. */
    int checksumEvery = 1;
    long checksumsSent;
    long checksumsMade;
    long checksumsFailed;

    /** What the feed stage last said. */
    BookState feedState = BookState.SYNCING;
    /** The book was found wrong here; nothing is applied until the next snapshot begins. */
    boolean quarantined;
    /** A message's first fragments are in the book, its last is not. */
    boolean partial;
    /** Levels beyond the depth may be in the book. */
    boolean untrimmed;
    /** A snapshot has ended the quarantine and no state has been told since. */
    boolean recovered;
    long updateId = FeedEffects.NO_NUMBER;
    long venueTimeNs = FeedEffects.NO_NUMBER;
    long quarantinedNs;
    /** The last second that the best levels were told as of, or would have been. */
    long bestToldSecond;
    /** Whether the book may be crossed as long as the venue's checksum bears it out. */
    boolean mayBeCrossed;
    /** It is crossed, and consumers have been told that it is SUSPECT; deltas go on into it. */
    boolean doubted;
    /** Since when the book has been crossed without a checksum that bears it out. */
    long unprovenNs = FeedEffects.NO_NUMBER;

    /** A level that cannot be has come since the book was last cleared. */
    boolean invalid;

    /** The same thing elsewhere; null where it is not said what it is. */
    PeerGroup peers;

    // Within one record
    boolean listed;
    boolean applied;
    /** The feed stage told a state. */
    boolean told;
    /** Levels were set or removed. */
    boolean changed;
    /** What the venue says of the book behind the last applied message. */
    long sentChecksum = NO_CHECKSUM;

    /** What a change of makes another book of it. */
    record Shape(long tickSize, byte priceExponent, byte quantityExponent, int depth, ChecksumKind checksum) {
        /** Journals of schema version 1 have neither depth nor checksum. */
        boolean isLimited() {
            return depth > 0;
        }
    }

    InstrumentBook(int id, Shape shape, OrderBook book, FeedLimits limits) {
        this.id = id;
        this.shape = shape;
        this.tickSize = shape.tickSize;
        this.book = book;
        this.need = new SnapshotNeed(limits.backoffNs(), limits.maxBackoffNs());
        this.watch = new FrozenWatch(limits.frozen());
        this.peerWatch = new PeerWatch(limits.frozen());
        this.checksum = BookChecksum.of(shape.checksum);
    }

    /** Takes over what outlives a change of shape. */
    void keep(InstrumentBook old) {
        feedState = old.feedState;
        peers = old.peers;
        checksumsSent = old.checksumsSent;
        checksumsMade = old.checksumsMade;
        checksumsFailed = old.checksumsFailed;
    }

    /** The state that consumers may go by. */
    BookState state() {
        return feedState == BookState.LIVE && (quarantined || doubted) ? BookState.SUSPECT : feedState;
    }

    /** Whether the book as it is may be right although it is crossed. */
    boolean isCrossedInOrder() {
        return mayBeCrossed && book.isCrossed();
    }

    /** Whether consumers were told SUSPECT last, of a book that the feed stage calls LIVE. */
    boolean isSuspectToConsumers() {
        return !told && (recovered || doubted);
    }

    /** There is no doubt of this kind, or a greater one. */
    void endDoubt() {
        doubted = false;
        unprovenNs = FeedEffects.NO_NUMBER;
    }

    /** Whether the book is as of the end of a message, and to be trusted. */
    boolean isReadable() {
        return state() == BookState.LIVE && !partial;
    }

    /** The checksum of the book as it is; there must be a kind. */
    long computedChecksum() {
        return checksum.of(book, shape.priceExponent, shape.quantityExponent);
    }

    /** What the next record is not to know of this one. */
    void endRecord() {
        listed = false;
        applied = false;
        told = false;
        changed = false;
        sentChecksum = NO_CHECKSUM;
    }

    long hash(DepthCursor cursor) {
        long hash = book.contentHash(cursor) * 31 + feedState.value();
        hash = hash * 31 + updateId;
        hash = hash * 31 + venueTimeNs;
        hash = hash * 31 + (quarantined ? 1 : 0) + (partial ? 2 : 0) + (invalid ? 4 : 0) + (untrimmed ? 8 : 0)
            + (recovered ? 16 : 0) + (mayBeCrossed ? 32 : 0) + (doubted ? 64 : 0);
        hash = hash * 31 + quarantinedNs;
        hash = hash * 31 + unprovenNs;
        hash = hash * 31 + bestToldSecond;
        hash = hash * 31 + checksumsSent;
        hash = hash * 31 + checksumsMade;
        hash = hash * 31 + checksumsFailed;
        hash = hash * 31 + checksumEvery;
        hash = hash * 31 + watch.hash();
        hash = hash * 31 + peerWatch.hash();
        return hash * 31 + need.hash();
    }
}
