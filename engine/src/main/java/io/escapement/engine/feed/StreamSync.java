package io.escapement.engine.feed;

/**
 * Each delta names the one before it, which must be the book's, and snapshots come in the stream alone, in their place
 * between the deltas: nothing is held while one is awaited, because none of what came before it will be needed.
 * {@code previous == book} decides first, so that a sequence reset ({@code last < previous}) and a heartbeat
 * ({@code last == previous}) are in order. Bybit, OKX, Kraken, Coinbase, Bitfinex, Gate obu, HTX swaps.
 */
public final class StreamSync implements SyncRule {
    @Override
    public int judge(long bookId, boolean bridging, long first, long last, long previous) {
        if (first > last) {
            return REGRESSION;
        }
        if (previous == bookId && previous != NO_ID) {
            return APPLY;
        }
        return last <= bookId ? IGNORE : GAP;
    }

    @Override
    public boolean bridges(long snapshotId, long first, long previous) {
        return false;
    }

    @Override
    public long expected(long bookId, long previous) {
        return bookId;
    }

    @Override
    public long observed(long first, long previous) {
        return previous;
    }

    @Override
    public boolean holdsDeltas() {
        return false;
    }
}
