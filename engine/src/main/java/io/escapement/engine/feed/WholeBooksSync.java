package io.escapement.engine.feed;

/**
 * Every message is a whole book, so each snapshot with a greater id replaces the one before and a delta has no place.
 * HTX {@code depth.step0}, partial depth of any venue.
 */
public final class WholeBooksSync implements SyncRule {
    @Override
    public int judge(long bookId, boolean bridging, long first, long last, long previous) {
        return REGRESSION;
    }

    @Override
    public int judgeSnapshot(long bookId, long snapshotId) {
        return snapshotId > bookId ? APPLY : snapshotId == bookId ? IGNORE : REGRESSION;
    }

    @Override
    public boolean bridges(long snapshotId, long first, long previous) {
        return false;
    }

    @Override
    public long expected(long bookId, long previous) {
        return bookId + 1;
    }

    @Override
    public long observed(long first, long previous) {
        return first;
    }

    @Override
    public boolean holdsDeltas() {
        return false;
    }

    @Override
    public boolean takesDeltas() {
        return false;
    }
}
