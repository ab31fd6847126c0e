package io.escapement.engine.feed;

/**
 * Diff stream with a REST snapshot, as Binance has it. Spot numbers each change of an instrument without holes: a delta
 * {@code [U, u]} continues a book at {@code id} if {@code U <= id + 1 <= u}; one at {@code u == id} is applied again
 * without harm. Futures number across instruments and name the delta before instead ({@code pu}): it must be the
 * book's. Source: the venue's "How to manage a local order book correctly", spot and USD-M.
 */
public final class DiffSync implements SyncRule {
    @Override
    public int judge(long bookId, boolean bridging, long first, long last, long previous) {
        if (first > last) {
            return REGRESSION;
        }
        if (bridging) {
            return last <= bookId ? IGNORE : bridges(bookId, first, previous) ? APPLY : GAP;
        }
        if (previous != NO_ID) {
            return last <= bookId ? IGNORE : previous == bookId ? APPLY : GAP;
        }
        return last < bookId ? IGNORE : first - 1 <= bookId ? APPLY : GAP;
    }

    @Override
    public boolean bridges(long snapshotId, long first, long previous) {
        return previous != NO_ID ? previous <= snapshotId : first - 1 <= snapshotId;
    }

    @Override
    public long expected(long bookId, long previous) {
        return previous != NO_ID ? bookId : bookId + 1;
    }

    @Override
    public long observed(long first, long previous) {
        return previous != NO_ID ? previous : first;
    }
}
