package io.escapement.engine.book;

/**
 * One instrument's book by price level (L2). Prices and quantities are mantissas at the instrument's exponents. Any
 * price greater than 0 is kept exactly, on the tick grid or off it; those on the grid and within a window of ticks
 * behind the best price are fast (see {@link BookSide}).
 *
 * <p>Allocates nothing after its construction but the rare doubling of the room for far levels, up to its limit. Not
 * thread-safe; owned by one stage.
 */
public final class OrderBook {
    /** The most a tick may be, so that no arithmetic on the window can overflow. */
    public static final long MAX_TICK_SIZE = 1L << 40;
    /**
     * 512 KiB a side, of which only the cache lines with levels in them are touched. Recorded BTCUSDT (tick 0.01 at
     * 61,800) sets 1 level in 10 more than 12,800 ticks behind the best price; 16 Ki ticks cost it 54 ns an update,
     * 32 Ki 23 ns, 64 Ki 16 ns, and made no difference to narrower books.
     */
    public static final int DEFAULT_WINDOW_TICKS = 64 * 1024;
    /** A snapshot of 5,000 levels and everything that deltas add outside of it in weeks. */
    public static final int DEFAULT_MAX_FAR_LEVELS = 64 * 1024;

    private static final int INITIAL_FAR_LEVELS = 1024;
    private static final int MIN_WINDOW_TICKS = 4096;
    private static final int MAX_WINDOW_TICKS = 1 << 20;

    final BookSide bids;
    final BookSide asks;

    public OrderBook(long tickSize) {
        this(tickSize, DEFAULT_WINDOW_TICKS, DEFAULT_MAX_FAR_LEVELS);
    }

    /**
     * @param tickSize     price mantissa of one tick
     * @param windowTicks  ticks that each side keeps in its fast window, 8 bytes each: a power of two
     * @param maxFarLevels levels that each side keeps outside of its window, 16 bytes each
     */
    public OrderBook(long tickSize, int windowTicks, int maxFarLevels) {
        if (tickSize <= 0 || tickSize > MAX_TICK_SIZE) {
            throw new IllegalArgumentException("tick size " + tickSize + ": expected 1 to " + MAX_TICK_SIZE);
        }
        if (Integer.bitCount(windowTicks) != 1 || windowTicks < MIN_WINDOW_TICKS || windowTicks > MAX_WINDOW_TICKS) {
            throw new IllegalArgumentException("window of " + windowTicks + " ticks: expected a power of two from "
                + MIN_WINDOW_TICKS + " to " + MAX_WINDOW_TICKS);
        }
        if (maxFarLevels < 1) {
            throw new IllegalArgumentException("room for " + maxFarLevels + " far levels: expected at least 1");
        }
        bids = new BookSide(1, tickSize, windowTicks, INITIAL_FAR_LEVELS, maxFarLevels);
        asks = new BookSide(-1, tickSize, windowTicks, INITIAL_FAR_LEVELS, maxFarLevels);
    }

    /** Empties both sides. */
    public void clear() {
        bids.clear();
        asks.clear();
    }

    /** Drops the worst levels of each side until it has no more than so many, at least 1. */
    public void truncate(int depth) {
        bids.truncate(depth, null);
        asks.truncate(depth, null);
    }

    /**
     * Sets what is bid at a price; removing a level that is not there is normal.
     *
     * @param price    greater than 0
     * @param quantity 0 removes the level
     */
    public void setBid(long price, long quantity) {
        check(price, quantity);
        bids.set(price, quantity);
    }

    /** As {@link #setBid}, for what is asked. */
    public void setAsk(long price, long quantity) {
        check(price, quantity);
        asks.set(price, quantity);
    }

    private static void check(long price, long quantity) {
        if (price <= 0 || quantity < 0) {
            throw new IllegalArgumentException("level of price " + price + " and quantity " + quantity
                + ": expected a price greater than 0 and a quantity of at least 0");
        }
    }

    /** The best bid's price, 0 where nothing is bid. */
    public long bidPrice() {
        return bids.bestPrice();
    }

    /** The best bid's quantity, 0 where nothing is bid. */
    public long bidQuantity() {
        return bids.bestQuantity();
    }

    /** The best ask's price, 0 where nothing is asked. */
    public long askPrice() {
        return asks.bestPrice();
    }

    /** The best ask's quantity, 0 where nothing is asked. */
    public long askQuantity() {
        return asks.bestQuantity();
    }

    public int bidCount() {
        return bids.count();
    }

    public int askCount() {
        return asks.count();
    }

    /** What is bid at a price, 0 where nothing is. */
    public long bidQuantityAt(long price) {
        return bids.quantityAt(price);
    }

    /** What is asked at a price, 0 where nothing is. */
    public long askQuantityAt(long price) {
        return asks.quantityAt(price);
    }

    /** Whether the best bid is not below the best ask. */
    public boolean isCrossed() {
        final long bid = bids.bestPrice();
        final long ask = asks.bestPrice();
        return bid != 0 && ask != 0 && bid >= ask;
    }

    /** Whether a level has been lost, because there was no room for it, since the book was last cleared. */
    public boolean hasOverflowed() {
        return bids.overflowed() || asks.overflowed();
    }

    /**
     * A hash of all levels. Equal books have equal hashes, on any machine and whatever way they came about.
     *
     * @param cursor used for the walk
     */
    public long contentHash(DepthCursor cursor) {
        return sideHash(cursor.bids(this), 1) + sideHash(cursor.asks(this), 2);
    }

    private static long sideHash(DepthCursor cursor, long side) {
        long hash = 0;
        while (cursor.next()) {
            hash += mix(mix(cursor.price() + side * 0x9E3779B97F4A7C15L) + cursor.quantity());
        }
        return hash;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
