package io.escapement.engine.feed;

/**
 * Ranges without holes: each delta {@code [first, last]} names every change of the instrument that it holds, so it
 * continues a book at {@code id} if {@code first <= id + 1 <= last}. One at {@code last == id} is applied again without
 * harm, since quantities are absolute. Binance spot, KuCoin level2, Gate order_book_update, MEXC aggregated depth.
 * Source: the venue sheets' sections on synchronising.
 */
public final class RangesSync implements SyncRule {
    @Override
    public int judge(long bookId, boolean bridging, long first, long last, long previous) {
        if (first > last) {
            return REGRESSION;
        }
        if (bridging ? last <= bookId : last < bookId) {
            return IGNORE;
        }
        return first - 1 <= bookId ? APPLY : GAP;
    }

    @Override
    public boolean bridges(long snapshotId, long first, long previous) {
        return first - 1 <= snapshotId;
    }

    @Override
    public long expected(long bookId, long previous) {
        return bookId + 1;
    }

    @Override
    public long observed(long first, long previous) {
        return first;
    }
}
