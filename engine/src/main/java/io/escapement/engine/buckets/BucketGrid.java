package io.escapement.engine.buckets;

import io.escapement.engine.market.Hashing;

import java.util.Arrays;

/**
 * Sums of what rests in each bucket of a book, kept change by change. A bucket's id is {@code floor(price / width)}. Of
 * each bucket: quantities bid and asked, and the sum over both of (price - id x width) x quantity, which with the id
 * gives the mean price; it is exact in 128 bits. All sums wrap around, so that a change can always be taken back;
 * whether they mean something is told by {@link #isSound}. For inverse contracts, whose size in the base asset depends
 * on the price, a second pair of sums holds that size at exponent -8.
 *
 * <p>A hash table with a row a bucket, of the size of a cache line; a row that has run empty stays until the table is
 * half full. Owned by one stage; allocates nothing but the doubling of its room.
 *
 * <pre>
 *  id + 1 (0: free row) | bid | ask | offsets, high half | low half | base bid | base ask | unused
 * </pre>
 */
final class BucketGrid {
    /** Up to here an estimate by a double is off by one at most. */
    private static final long EXACT_PRICE = 1L << 51;
    private static final int ROW_BITS = 3;
    private static final int ROW = 1 << ROW_BITS;
    /** Room for 256 buckets with something in them: books of 200 levels a side have more than 128, sooner or later. */
    private static final int INITIAL_ROWS = 1024;
    private static final int BID = 1;
    private static final int ASK = 2;
    private static final int HIGH = 3;
    private static final int LOW = 4;
    private static final int BASE_BID = 5;
    private static final int BASE_ASK = 6;
    /** So many buckets lie side by side, as they are walked: what is elsewhere has to be fetched first. */
    private static final int NEIGHBOURS_BITS = 3;
    private static final int NEIGHBOURS = 1 << NEIGHBOURS_BITS;
    /** From a row that is taken to the next that may be: an odd number of rows, so that all are tried. */
    private static final int STEP = NEIGHBOURS + 1 << ROW_BITS;
    /** 2^64 over the golden ratio: other neighbours lie far apart. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final long NONE = Long.MIN_VALUE;

    private final long width;
    private final double perWidth;
    private long[] rows = new long[INITIAL_ROWS << ROW_BITS];
    /** As long: where to the rows go when those that have run empty are left out. */
    private long[] spare = new long[INITIAL_ROWS << ROW_BITS];
    private int shift = shift(INITIAL_ROWS);
    private int used;
    // The one that was read last: what is bid and asked in it are asked for one after the other.
    private long readId = NONE;
    private int read;
    // All quantities of a side, 128 bits: while the upper half is zero, no sum of any buckets has wrapped around.
    private long bidsHigh;
    private long bidsLow;
    private long asksHigh;
    private long asksLow;

    /** @param width of a bucket, price mantissa */
    BucketGrid(long width) {
        this.width = width;
        perWidth = 1.0 / width;
    }

    private static int shift(int count) {
        return Long.SIZE + NEIGHBOURS_BITS - Integer.numberOfTrailingZeros(count);
    }

    /** Empties the grid. */
    void clear() {
        Arrays.fill(rows, 0);
        used = 0;
        readId = NONE;
        bidsHigh = 0;
        bidsLow = 0;
        asksHigh = 0;
        asksLow = 0;
    }

    long width() {
        return width;
    }

    /** The bucket of a price, not negative. A multiplication where that is certain to be right. */
    long idOf(long price) {
        if (price >= EXACT_PRICE) {
            return price / width;
        }
        final long guess = (long) (price * perWidth);
        final long rest = price - guess * width;
        return rest < 0 ? guess - 1 : rest >= width ? guess + 1 : guess;
    }

    /**
     * Counts changes of levels in one bucket.
     *
     * @param quantity    sum of the differences
     * @param offsetsHigh sum of (price - id x width) x difference, upper half
     * @param offsetsLow  lower half
     * @param base        sum of the differences of the size in the base asset, 0 where that is not kept
     */
    void add(boolean bid, long id, long quantity, long offsetsHigh, long offsetsLow, long base) {
        final int row = take(id);
        final long[] sums = rows;
        if (bid) {
            sums[row + BID] += quantity;
            final long low = bidsLow + quantity;
            bidsHigh += (quantity >> 63) + carry(bidsLow, low, quantity);
            bidsLow = low;
        } else {
            sums[row + ASK] += quantity;
            final long low = asksLow + quantity;
            asksHigh += (quantity >> 63) + carry(asksLow, low, quantity);
            asksLow = low;
        }
        final long before = sums[row + LOW];
        final long sum = before + offsetsLow;
        sums[row + HIGH] += offsetsHigh + carry(before, sum, offsetsLow);
        sums[row + LOW] = sum;
        if (base != 0) {
            sums[row + (bid ? BASE_BID : BASE_ASK)] += base;
        }
    }

    /** 1 if the unsigned sum has wrapped around. */
    static long carry(long before, long sum, long added) {
        return (before & added | (before | added) & ~sum) >>> 63;
    }

    /** The row of a bucket, a new one if it has none. */
    private int take(long id) {
        int row = find(id);
        if (rows[row] == 0) {
            if (2 * used >= rows.length >>> ROW_BITS) {
                rehash();
                row = find(id);
            }
            rows[row] = id + 1;
            used++;
        }
        return row;
    }

    /** The row of a bucket, or the free one where it would be. */
    private int find(long id) {
        final long[] table = rows;
        int row = (int) ((id >> NEIGHBOURS_BITS) * SPREAD >>> shift) << NEIGHBOURS_BITS + ROW_BITS
            | (int) (id & NEIGHBOURS - 1) << ROW_BITS;
        while (table[row] != 0 && table[row] != id + 1) {
            row = row + STEP & table.length - 1;
        }
        return row;
    }

    /** As {@link #find}, for those who do not write. */
    private int read(long id) {
        if (id != readId) {
            read = find(id);
            readId = rows[read] == 0 ? NONE : id;
        }
        return read;
    }

    /** Without the rows that have run empty; into twice the room where more than a quarter has not. */
    private void rehash() {
        final long[] old = rows;
        int full = 0;
        for (int row = 0; row < old.length; row += ROW) {
            full += isEmpty(old, row) ? 0 : 1;
        }
        final boolean grows = 4 * full > old.length >>> ROW_BITS;
        final int length = grows ? 2 * old.length : old.length;
        rows = grows ? new long[length] : spare;
        spare = grows ? new long[length] : old;
        shift = shift(length >>> ROW_BITS);
        used = full;
        readId = NONE;
        for (int row = 0; row < old.length; row += ROW) {
            if (!isEmpty(old, row)) {
                System.arraycopy(old, row, rows, find(old[row] - 1), ROW);
            }
        }
        Arrays.fill(spare, 0);
    }

    private static boolean isEmpty(long[] table, int row) {
        return (table[row + BID] | table[row + ASK] | table[row + HIGH] | table[row + LOW] | table[row + BASE_BID]
            | table[row + BASE_ASK]) == 0;
    }

    /** Whether no sum has been too great for a long. */
    boolean isSound() {
        return bidsHigh == 0 && asksHigh == 0 && bidsLow >= 0 && asksLow >= 0;
    }

    /** Quantity bid in a bucket. */
    long bid(long id) {
        return rows[read(id) + BID];
    }

    /** Quantity asked in a bucket. */
    long ask(long id) {
        return rows[read(id) + ASK];
    }

    /** Size bid in the base asset at exponent -8, where that is kept. */
    long baseBid(long id) {
        return rows[read(id) + BASE_BID];
    }

    /** Size asked likewise. */
    long baseAsk(long id) {
        return rows[read(id) + BASE_ASK];
    }

    /** Sum over both sides of (price - id x width) x quantity. */
    double offsets(long id) {
        return offsets(read(id));
    }

    private double offsets(int row) {
        final long low = rows[row + LOW];
        final long high = rows[row + HIGH];
        // Both halves are exact or rounded once, the sum is rounded once.
        return high == 0 && low >= 0 ? low : high * 0x1p64 + ((low >>> 1) * 2.0 + (low & 1));
    }

    /** Mean price of what rests in a bucket, weighted by quantity, a mantissa; NaN where nothing does. */
    double vwap(long id) {
        final int row = read(id);
        final double quantity = (double) rows[row + BID] + rows[row + ASK];
        return quantity == 0 ? Double.NaN : id * (double) width + offsets(row) / quantity;
    }

    /** Of all that rests on both sides; what is in which bucket is the window's, as far as anybody looks at it. */
    long hash(long seed) {
        final long hash = Hashing.fold(Hashing.fold(Hashing.fold(seed, width), bidsHigh), bidsLow);
        return Hashing.fold(Hashing.fold(hash, asksHigh), asksLow);
    }
}
