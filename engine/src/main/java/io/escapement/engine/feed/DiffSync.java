package io.escapement.engine.feed;

/**
 * The rule of instruments whose definition names none, as journals of schema version 1 have them: Binance's diff
 * streams. Whether a delta says the id before it tells which: futures do, {@link ChainSync}; spot does not,
 * {@link RangesSync}. Source: the venue's "How to manage a local order book correctly", spot and USD-M.
 */
public final class DiffSync implements SyncRule {
    private final SyncRule ranges = new RangesSync();
    private final SyncRule chain = new ChainSync();

    private SyncRule of(long previous) {
        return previous == NO_ID ? ranges : chain;
    }

    @Override
    public int judge(long bookId, boolean bridging, long first, long last, long previous) {
        return of(previous).judge(bookId, bridging, first, last, previous);
    }

    @Override
    public boolean bridges(long snapshotId, long first, long previous) {
        return of(previous).bridges(snapshotId, first, previous);
    }

    @Override
    public long expected(long bookId, long previous) {
        return of(previous).expected(bookId, previous);
    }

    @Override
    public long observed(long first, long previous) {
        return of(previous).observed(first, previous);
    }
}
