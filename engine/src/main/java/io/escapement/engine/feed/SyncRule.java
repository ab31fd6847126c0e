package io.escapement.engine.feed;

import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;

/**
 * How one kind of depth stream continues a book: a pure function of update ids. One rule object serves any number of
 * instruments.
 */
public interface SyncRule {
    /** The message comes next. */
    int APPLY = 1;
    /** The book holds it already. */
    int IGNORE = 2;
    /** Something between the book and the delta is missing. */
    int GAP = 3;
    /** The ids run backwards. */
    int REGRESSION = 4;

    /** An id that the venue does not send. */
    long NO_ID = Long.MIN_VALUE;

    /**
     * The rule of an instrument.
     *
     * @param kind null value in journals of schema version 1, which knew Binance alone
     * @return null where nothing is known of how the venue's deltas continue a book
     */
    static SyncRule of(SyncKind kind, Venue venue) {
        return switch (kind) {
            case RANGES -> new RangesSync();
            case CHAIN -> new ChainSync();
            case STRICT_CHAIN -> new StrictChainSync();
            case STREAM -> new StreamSync();
            case SNAPSHOTS -> new WholeBooksSync();
            case NULL_VAL -> venue == Venue.BINANCE || venue == Venue.BINANCE_USDM ? new DiffSync() : null;
        };
    }

    /**
     * Judges a delta.
     *
     * @param bookId   id that the book is at
     * @param bridging whether this would be the first delta after a snapshot that was asked for
     * @param first    the delta's first update id
     * @param last     the delta's last update id
     * @param previous last update id of the delta before it, as the venue says, or {@link #NO_ID}
     */
    int judge(long bookId, boolean bridging, long first, long last, long previous);

    /** Judges a snapshot that came in the stream while the book is trusted: it replaces the book, most rules say. */
    default int judgeSnapshot(long bookId, long snapshotId) {
        return APPLY;
    }

    /** Whether a book at this id, from a snapshot, can go on with this delta or is past it. */
    boolean bridges(long snapshotId, long first, long previous);

    /** What the rule wanted to see where {@link #judge} found a gap. */
    long expected(long bookId, long previous);

    /** What it saw instead. */
    long observed(long first, long previous);

    /** Whether deltas are held for a snapshot that has been asked for; if not, it comes in the stream. */
    default boolean holdsDeltas() {
        return true;
    }

    /** Whether snapshots come on the stream's own connection, so that whatever is broken there may have been one. */
    default boolean hearsSnapshots() {
        return !holdsDeltas();
    }

    /** Whether the stream has deltas at all. */
    default boolean takesDeltas() {
        return true;
    }
}
