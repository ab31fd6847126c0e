package io.escapement.engine.paper;

/**
 * What a taker can still have (V4): the displayed sizes, less what our own orders have taken of them since they last
 * changed, less the prints that the book does not show yet. One instrument, one thread.
 */
final class PaperLiquidity {
    /** Levels a side that can be partly taken, or printed at, at the same time; beyond it nothing more can be had. */
    static final int TRACKED_LEVELS = 256;
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final DisplayedBook book;
    private final LevelTable takenBids = new LevelTable(TRACKED_LEVELS);
    private final LevelTable takenAsks = new LevelTable(TRACKED_LEVELS);
    private final LevelTable printedBids = new LevelTable(TRACKED_LEVELS);
    private final LevelTable printedAsks = new LevelTable(TRACKED_LEVELS);
    private long bookTimeNs = UNKNOWN;
    private long printTimeNs = UNKNOWN;
    private boolean printsLost;
    private boolean inSnapshot;

    PaperLiquidity(DisplayedBook book) {
        this.book = book;
    }

    // The market

    void startSnapshot() {
        book.clear();
        inSnapshot = true;
    }

    boolean isInSnapshot() {
        return inSnapshot;
    }

    void setLevel(boolean bid, long price, long quantity) {
        // A snapshot says everything anew; what has changed is found at its end.
        if (!inSnapshot && book.quantity(bid, price) != quantity) {
            taken(bid).remove(price);
        }
        book.set(bid, price, quantity);
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
            if (book.quantity(bid, taken.price(i)) != taken.mark(i)) {
                taken.removeAt(i);
            }
        }
    }

    // What can be had

    /** Printed at this level since the last depth event. */
    long printedAt(boolean bid, long price) {
        return printed(bid).amountAt(price);
    }

    /** What can still be had at a level. */
    long available(boolean bid, int level) {
        final long price = book.priceAt(bid, level);
        final LevelTable taken = taken(bid);
        final int entry = taken.find(price);
        if (printsLost || entry < 0 && taken.isFull()) {
            return 0;
        }
        final long already = entry < 0 ? 0 : taken.amount(entry);
        return Math.max(0, Math.max(0, book.quantityAt(bid, level) - already) - printedAt(bid, price));
    }

    /** How much of this can be had from the side opposite to the order, within its limit. */
    long reachable(PaperOrder order, long wanted) {
        final boolean bid = !order.buy;
        long sum = 0;
        for (int i = 0; i < book.levels(bid) && sum < wanted && order.reaches(book.priceAt(bid, i)); i++) {
            sum += Math.min(available(bid, i), wanted - sum);
        }
        return sum;
    }

    /** Takes from a level what {@link #available} allowed. */
    void take(boolean bid, int level, long quantity) {
        taken(bid).add(book.priceAt(bid, level), quantity, book.quantityAt(bid, level));
    }

    private LevelTable taken(boolean bid) {
        return bid ? takenBids : takenAsks;
    }

    private LevelTable printed(boolean bid) {
        return bid ? printedBids : printedAsks;
    }
}
