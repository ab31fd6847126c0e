package io.escapement.engine.feed;

/**
 * Each delta names the one before it, which must be the book's, behind a snapshot too: nothing overlaps. Ids have
 * holes and only grow. The snapshot is asked for and deltas are held meanwhile. HTX market by price.
 */
public final class StrictChainSync implements SyncRule {
    @Override
    public int judge(long bookId, boolean bridging, long first, long last, long previous) {
        if (first > last) {
            return REGRESSION;
        }
        if (previous == bookId && previous != NO_ID) {
            return last < bookId ? REGRESSION : APPLY;
        }
        return last <= bookId ? IGNORE : GAP;
    }

    @Override
    public boolean bridges(long snapshotId, long first, long previous) {
        return previous <= snapshotId && previous != NO_ID;
    }

    /** They are asked for on the connection of the deltas. */
    @Override
    public boolean hearsSnapshots() {
        return true;
    }

    @Override
    public long expected(long bookId, long previous) {
        return bookId;
    }

    @Override
    public long observed(long first, long previous) {
        return previous;
    }
}
