package io.escapement.engine.feed;

/**
 * How one kind of depth stream continues a book: a pure function of update ids. One rule object serves any number of
 * instruments.
 */
public interface SyncRule {
    /** The delta comes next. */
    int APPLY = 1;
    /** The book holds it already. */
    int IGNORE = 2;
    /** Something between the book and the delta is missing. */
    int GAP = 3;
    /** The delta's own ids run backwards. */
    int REGRESSION = 4;

    /** An id that the venue does not send. */
    long NO_ID = Long.MIN_VALUE;

    /**
     * Judges a delta.
     *
     * @param bookId   id that the book is at
     * @param bridging whether this would be the first delta after a snapshot
     * @param first    the delta's first update id
     * @param last     the delta's last update id
     * @param previous last update id of the delta before it, as the venue says, or {@link #NO_ID}
     */
    int judge(long bookId, boolean bridging, long first, long last, long previous);

    /** Whether a book at this id, from a snapshot, can go on with this delta or is past it. */
    boolean bridges(long snapshotId, long first, long previous);

    /** What the rule wanted to see where {@link #judge} found a gap. */
    long expected(long bookId, long previous);

    /** What it saw instead. */
    long observed(long first, long previous);
}
