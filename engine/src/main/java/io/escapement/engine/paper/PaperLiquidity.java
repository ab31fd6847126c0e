package io.escapement.engine.paper;

import io.escapement.engine.book.DepthCursor;
import io.escapement.engine.book.OrderBook;

/**
 * What a taker can still have (V4): the displayed sizes, less what our own orders have taken of them since they last
 * changed, less the prints that the book does not show yet. One instrument, one thread.
 */
final class PaperLiquidity {
    /** Levels a side that can be partly taken, or printed at, at the same time; beyond it nothing more can be had. */
    static final int TRACKED_LEVELS = 256;
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final OrderBook book;
    private final DepthCursor cursor = new DepthCursor();
    private final LevelTable takenBids = new LevelTable(TRACKED_LEVELS);
    private final LevelTable takenAsks = new LevelTable(TRACKED_LEVELS);
    private final LevelTable printedBids = new LevelTable(TRACKED_LEVELS);
    private final LevelTable printedAsks = new LevelTable(TRACKED_LEVELS);
    private long bookTimeNs = UNKNOWN;
    private long printTimeNs = UNKNOWN;
    private boolean printsLost;
    private boolean inSnapshot;
    private long lowestBid;
    private long highestAsk;

    PaperLiquidity(OrderBook book) {
        this.book = book;
    }

    // The market

    void startSnapshot() {
        book.clear();
        inSnapshot = true;
        lowestBid = Long.MAX_VALUE;
        highestAsk = Long.MIN_VALUE;
    }

    boolean isInSnapshot() {
        return inSnapshot;
    }

    /** The snapshot under way has a level here. */
    void snapshotReaches(boolean bid, long price) {
        if (bid) {
            lowestBid = Math.min(lowestBid, price);
        } else {
            highestAsk = Math.max(highestAsk, price);
        }
    }

    /** Whether the last snapshot would have shown a level at this price: beyond its last level it says nothing. */
    boolean isInReachOfSnapshot(boolean bid, long price) {
        return bid ? price >= lowestBid : price <= highestAsk;
    }

    void setLevel(boolean bid, long price, long quantity) {
        // A snapshot says everything anew; what has changed is found at its end.
        if (!inSnapshot && taken(bid).size() > 0 && displayed(bid, price) != quantity) {
            taken(bid).remove(price);
        }
        if (bid) {
            book.setBid(price, quantity);
        } else {
            book.setAsk(price, quantity);
        }
    }

    /** A print took displayed size from this side. Remembered unless the book is newer than it. */
    void print(boolean bid, long price, long quantity, long venueTimeNs) {
        if (bookTimeNs != UNKNOWN && venueTimeNs != UNKNOWN && bookTimeNs > venueTimeNs) {
            return;
        }
        printTimeNs = Math.max(printTimeNs, venueTimeNs);
        printsLost |= !printed(bid).add(price, quantity, 0);
    }

    /** A depth event is complete. Prints that it is not older than are in it. */
    void endDepth(long venueTimeNs) {
        if (inSnapshot) {
            dropChanged(true);
            dropChanged(false);
            inSnapshot = false;
        }
        if (venueTimeNs == UNKNOWN || printTimeNs == UNKNOWN || venueTimeNs >= printTimeNs) {
            printedBids.clear();
            printedAsks.clear();
            printsLost = false;
        }
        bookTimeNs = Math.max(bookTimeNs, venueTimeNs);
    }

    private void dropChanged(boolean bid) {
        final LevelTable taken = taken(bid);
        for (int i = taken.size() - 1; i >= 0; i--) {
            if (displayed(bid, taken.price(i)) != taken.mark(i)) {
                taken.removeAt(i);
            }
        }
    }

    // What can be had

    /** The displayed size at a price, 0 where there is none. */
    long displayed(boolean bid, long price) {
        return bid ? book.bidQuantityAt(price) : book.askQuantityAt(price);
    }

    /** The best displayed price, 0 where there is none. */
    long best(boolean bid) {
        return bid ? book.bidPrice() : book.askPrice();
    }

    /** Printed at this level since the last depth event. */
    long printedAt(boolean bid, long price) {
        return printed(bid).amountAt(price);
    }

    /** What can still be had of a level that displays this. */
    long available(boolean bid, long price, long displayed) {
        final LevelTable taken = taken(bid);
        final int entry = taken.find(price);
        if (printsLost || entry < 0 && taken.isFull()) {
            return 0;
        }
        final long already = entry < 0 ? 0 : taken.amount(entry);
        return Math.max(0, Math.max(0, displayed - already) - printedAt(bid, price));
    }

    /** How much of this can be had from the side opposite to the order, within its limit. */
    long reachable(PaperOrder order, long wanted) {
        final DepthCursor levels = opposite(order);
        long sum = 0;
        while (sum < wanted && levels.next() && order.reaches(levels.price())) {
            sum += Math.min(available(!order.buy, levels.price(), levels.quantity()), wanted - sum);
        }
        return sum;
    }

    /** A walk over the displayed levels that the order could take, best first; one at a time. */
    DepthCursor opposite(PaperOrder order) {
        return order.buy ? cursor.asks(book) : cursor.bids(book);
    }

    /** Takes from a level that displays this what {@link #available} allowed. */
    void take(boolean bid, long price, long displayed, long quantity) {
        taken(bid).add(price, quantity, displayed);
    }

    private LevelTable taken(boolean bid) {
        return bid ? takenBids : takenAsks;
    }

    private LevelTable printed(boolean bid) {
        return bid ? printedBids : printedAsks;
    }
}
