package io.escapement.engine.buckets;

import io.escapement.engine.market.Hashing;

import java.util.Arrays;

/**
 * The buckets around a mid: sizes as of the last whole state of the book, and moving means of their imbalances and of
 * that of all columns together. A bucket keeps its place, {@code id modulo tracked}, as long as it is tracked: when
 * the mid moves, the columns read other places, and only buckets that come in begin anew. Owned by one stage;
 * allocates nothing after its construction.
 */
final class BucketWindow {
    /** The windows of the moving means, in slots: 1, 5, 15 and 60 s. */
    static final int[] WINDOWS = {10, 50, 150, 600};

    private final BucketSource source;
    private final int tracked;
    private final int mask;
    private final int whole;
    private final long[] bids;
    private final long[] asks;
    /** Mean prices, made when they are asked for: at a cadence, while sizes change all the time. */
    private final double[] vwaps;
    private final boolean[] vwapKnown;
    private final MovingMeans means;
    private final MovingMeans.Window[] windows;
    private boolean placed;
    private boolean hasMid;
    private boolean columnsChanged;
    /** The sums of the columns are not those of before with what has changed since: they are to be made anew. */
    private boolean columnsMoved = true;
    private long midId;
    private long columnsBid;
    private long columnsAsk;

    BucketWindow(BucketSource source, int tracked) {
        this.source = source;
        this.tracked = tracked;
        mask = tracked - 1;
        whole = tracked;
        bids = new long[tracked];
        asks = new long[tracked];
        vwaps = new double[tracked];
        vwapKnown = new boolean[tracked];
        means = new MovingMeans(tracked + 1);
        windows = new MovingMeans.Window[WINDOWS.length];
        Arrays.setAll(windows, i -> means.over(WINDOWS[i]));
    }

    MovingMeans means() {
        return means;
    }

    /** Whether there is anything to be told: a book, or books, with a mid. */
    boolean isShown() {
        return placed && hasMid;
    }

    /** Whether buckets are tracked at all. */
    boolean isPlaced() {
        return placed;
    }

    long midId() {
        return midId;
    }

    /** Id of the first column. */
    long firstColumn() {
        return midId - BucketsConfig.HALF;
    }

    /** Nothing is known any more; what comes after has no past. */
    void lose(long timeNs) {
        if (!placed) {
            return;
        }
        placed = false;
        hasMid = false;
        for (int i = 0; i <= tracked; i++) {
            means.restart(i, timeNs);
        }
    }

    /** The mid is in this bucket now. */
    void place(long newMidId, long timeNs) {
        columnsChanged |= !hasMid;
        hasMid = true;
        if (placed && newMidId == midId) {
            return;
        }
        final long first = newMidId - tracked / 2;
        if (!placed) {
            placed = true;
            midId = newMidId;
            means.restart(whole, timeNs);
            enter(first, first + tracked, timeNs);
        } else {
            final long oldFirst = midId - tracked / 2;
            midId = newMidId;
            if (first > oldFirst) {
                enter(Math.max(first, oldFirst + tracked), first + tracked, timeNs);
            } else {
                enter(first, Math.min(first + tracked, oldFirst), timeNs);
            }
        }
        columnsChanged = true;
        columnsMoved = true;
    }

    private void enter(long from, long to, long timeNs) {
        for (long id = from; id < to; id++) {
            means.restart(place(id), timeNs);
            read(id, timeNs);
        }
    }

    /** There is no mid at present: one side is empty. The buckets stay as they are. */
    void loseMid(long timeNs) {
        hasMid = false;
        columnsChanged = placed;
        conclude(timeNs);
    }

    /** A bucket's sizes have changed. */
    void refresh(long id, long timeNs) {
        if (placed && id - midId >= -tracked / 2 && id - midId < tracked / 2) {
            read(id, timeNs);
        }
    }

    /** All buckets' sizes may have changed. */
    void refreshAll(long timeNs) {
        final long first = midId - tracked / 2;
        for (long id = first; placed && id < first + tracked; id++) {
            read(id, timeNs);
        }
    }

    private void read(long id, long timeNs) {
        final int at = place(id);
        final long bid = source.bid(id);
        final long ask = source.ask(id);
        if (id >= firstColumn() && id <= midId + BucketsConfig.HALF) {
            columnsMoved |= (bid | ask | bids[at] | asks[at]) < 0;
            columnsBid += bid - bids[at];
            columnsAsk += ask - asks[at];
        }
        bids[at] = bid;
        asks[at] = ask;
        vwapKnown[at] = false;
        means.set(at, bid < 0 || ask < 0 ? MovingMeans.NONE : MovingMeans.imbalance(bid, ask), timeNs);
        columnsChanged = true;
    }

    /** After all changes of a record: what the columns hold together. */
    void conclude(long timeNs) {
        if (!columnsChanged) {
            return;
        }
        columnsChanged = false;
        if (columnsMoved || (columnsBid | columnsAsk) < 0) {
            sumColumns();
        }
        final boolean known = columnsBid >= 0 && columnsAsk >= 0;
        means.set(whole, known && isShown() ? MovingMeans.imbalance(columnsBid, columnsAsk) : MovingMeans.NONE,
            timeNs);
    }

    private void sumColumns() {
        long bid = 0;
        long ask = 0;
        long unknown = 0;
        final long end = midId + BucketsConfig.HALF;
        for (long id = firstColumn(); id <= end; id++) {
            final int at = place(id);
            bid += bids[at];
            ask += asks[at];
            unknown |= bids[at] | asks[at];
        }
        final boolean known = unknown >= 0 && bid >= 0 && ask >= 0;
        columnsBid = known ? bid : BucketSource.UNKNOWN;
        columnsAsk = known ? ask : BucketSource.UNKNOWN;
        columnsMoved = !known;
    }

    /** Size bid in all columns, or {@link BucketSource#UNKNOWN}. */
    long columnsBid() {
        return columnsBid;
    }

    /** Size asked in all columns likewise. */
    long columnsAsk() {
        return columnsAsk;
    }

    long bid(long id) {
        return bids[place(id)];
    }

    long ask(long id) {
        return asks[place(id)];
    }

    /** Mean price of what rests in a tracked bucket; NaN where nothing does. */
    double vwap(long id) {
        final int at = place(id);
        if (!vwapKnown[at]) {
            vwapKnown[at] = true;
            vwaps[at] = source.vwap(id);
        }
        return vwaps[at];
    }

    private int place(long id) {
        return (int) id & mask;
    }

    /** Imbalance of all columns. */
    double imbalance() {
        return means.value(whole);
    }

    /** Has {@link #imbalanceMean} and {@link #mean} be of windows that end at the last boundary. */
    void placeWindows() {
        for (final MovingMeans.Window window : windows) {
            window.place();
        }
    }

    /** Mean of the imbalance of all columns. @param window 0 to 3: 1, 5, 15, 60 s */
    double imbalanceMean(int window) {
        return windows[window].mean(whole);
    }

    /** Mean of a tracked bucket's imbalance. @param window as above */
    double mean(long id, int window) {
        return windows[window].mean(place(id));
    }

    long hash(long seed) {
        long hash = Hashing.fold(Hashing.fold(seed, placed), hasMid);
        hash = Hashing.fold(hash, midId);
        for (int i = 0; placed && i < tracked; i++) {
            hash = Hashing.fold(Hashing.fold(hash, bids[i]), asks[i]);
        }
        return means.hash(hash);
    }
}
