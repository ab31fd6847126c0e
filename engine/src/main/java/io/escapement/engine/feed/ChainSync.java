package io.escapement.engine.feed;

/**
 * Each delta names the one before it, which must be the book's; only the first behind a REST snapshot at {@code S} may
 * overlap it: {@code previous <= S < last}. Ids have holes. {@code previous == book} decides first, so a sequence
 * reset ({@code last < previous}) and a heartbeat ({@code last == previous}) are in order. Binance USD-M ({@code pu}),
 * OKX where snapshots come by REST.
 */
public final class ChainSync implements SyncRule {
    @Override
    public int judge(long bookId, boolean bridging, long first, long last, long previous) {
        if (first > last) {
            return REGRESSION;
        }
        if (previous == bookId && previous != NO_ID) {
            return APPLY;
        }
        if (last <= bookId) {
            return IGNORE;
        }
        return bridging && previous < bookId && previous != NO_ID ? APPLY : GAP;
    }

    @Override
    public boolean bridges(long snapshotId, long first, long previous) {
        return previous <= snapshotId && previous != NO_ID;
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
