package io.escapement.engine.buckets;

import io.escapement.engine.market.Hashing;

import java.util.Arrays;

/**
 * Sums of what rests in each bucket of a range, kept change by change. A bucket's id is {@code floor(price / width)}.
 * Of each bucket: quantities bid and asked, and the sum over both of (price - id x width) x quantity, which with the
 * id gives the mean price; it is exact in 128 bits. All sums wrap around, so that a change can always be taken back;
 * whether they mean something is told by {@link #isSound}.
 *
 * <p>For inverse contracts, whose size in the base asset depends on the price, a second pair of sums holds that size
 * at exponent -8. Owned by one stage; allocates nothing after its construction.
 */
final class BucketGrid {
    /** Up to here an estimate by a double is off by one at most. */
    private static final long EXACT_PRICE = 1L << 51;

    private final int range;
    private final long[] bids;
    private final long[] asks;
    private final long[] offsetsHigh;
    private final long[] offsetsLow;
    private final long[] baseBids;
    private final long[] baseAsks;
    private long width = 1;
    private double perWidth = 1;
    private long firstId;
    // All quantities of a side, 128 bits: while the upper half is zero, no sum of any buckets has wrapped around.
    private long bidsHigh;
    private long bidsLow;
    private long asksHigh;
    private long asksLow;

    /** @param withBase whether to keep sizes in the base asset too */
    BucketGrid(int range, boolean withBase) {
        this.range = range;
        bids = new long[range];
        asks = new long[range];
        offsetsHigh = new long[range];
        offsetsLow = new long[range];
        baseBids = withBase ? new long[range] : null;
        baseAsks = withBase ? new long[range] : null;
    }

    /** Empties the grid and places its range around a bucket. @param newWidth of a bucket, price mantissa */
    void begin(long newWidth, long midId) {
        width = newWidth;
        perWidth = 1.0 / newWidth;
        firstId = Math.max(0, midId - range / 2);
        clear();
    }

    /** Empties the grid. */
    void clear() {
        Arrays.fill(bids, 0);
        Arrays.fill(asks, 0);
        Arrays.fill(offsetsHigh, 0);
        Arrays.fill(offsetsLow, 0);
        if (baseBids != null) {
            Arrays.fill(baseBids, 0);
            Arrays.fill(baseAsks, 0);
        }
        bidsHigh = 0;
        bidsLow = 0;
        asksHigh = 0;
        asksLow = 0;
    }

    long width() {
        return width;
    }

    /** The bucket of a price, not negative. A multiplication where that is certain to be right: this is each change. */
    long idOf(long price) {
        if (price >= EXACT_PRICE) {
            return price / width;
        }
        final long guess = (long) (price * perWidth);
        final long rest = price - guess * width;
        return rest < 0 ? guess - 1 : rest >= width ? guess + 1 : guess;
    }

    /** Whether all buckets of these ids are in the range, or below any price. */
    boolean covers(long from, long to) {
        return (from >= firstId || firstId == 0) && to < firstId + range;
    }

    /**
     * Counts a change of a level.
     *
     * @param id         the price's bucket
     * @param difference of the quantity
     * @param base       difference of the size in the base asset, where that is kept
     */
    void add(boolean bid, long id, long price, long difference, long base) {
        final long place = id - firstId;
        if (place < 0 || place >= range) {
            return;
        }
        final int at = (int) place;
        if (bid) {
            bids[at] += difference;
            final long low = bidsLow + difference;
            bidsHigh += (difference >> 63) + carry(bidsLow, low, difference);
            bidsLow = low;
        } else {
            asks[at] += difference;
            final long low = asksLow + difference;
            asksHigh += (difference >> 63) + carry(asksLow, low, difference);
            asksLow = low;
        }
        final long offset = price - id * width;
        final long product = offset * difference;
        final long sum = offsetsLow[at] + product;
        offsetsHigh[at] += Math.multiplyHigh(offset, difference) + carry(offsetsLow[at], sum, product);
        offsetsLow[at] = sum;
        if (baseBids != null) {
            (bid ? baseBids : baseAsks)[at] += base;
        }
    }

    /** 1 if the unsigned sum has wrapped around. */
    private static long carry(long before, long sum, long added) {
        return (before & added | (before | added) & ~sum) >>> 63;
    }

    /** Whether no sum has been too great for a long. */
    boolean isSound() {
        return bidsHigh == 0 && asksHigh == 0 && bidsLow >= 0 && asksLow >= 0;
    }

    /** Quantity bid in a bucket; 0 outside of the range. */
    long bid(long id) {
        return at(bids, id);
    }

    /** Quantity asked in a bucket. */
    long ask(long id) {
        return at(asks, id);
    }

    /** Size bid in the base asset at exponent -8, where that is kept. */
    long baseBid(long id) {
        return at(baseBids, id);
    }

    /** Size asked likewise. */
    long baseAsk(long id) {
        return at(baseAsks, id);
    }

    private long at(long[] sums, long id) {
        final long place = id - firstId;
        return place < 0 || place >= range ? 0 : sums[(int) place];
    }

    /** Sum over both sides of (price - id x width) x quantity. */
    double offsets(long id) {
        final long place = id - firstId;
        if (place < 0 || place >= range) {
            return 0;
        }
        final long low = offsetsLow[(int) place];
        final long high = offsetsHigh[(int) place];
        // Both halves are exact or rounded once, the sum is rounded once.
        return high == 0 && low >= 0 ? low : high * 0x1p64 + ((low >>> 1) * 2.0 + (low & 1));
    }

    /** Mean price of what rests in a bucket, weighted by quantity, a mantissa; NaN where nothing does. */
    double vwap(long id) {
        final double quantity = (double) bid(id) + ask(id);
        return quantity == 0 ? Double.NaN : id * (double) width + offsets(id) / quantity;
    }

    long hash(long seed) {
        long hash = Hashing.fold(Hashing.fold(seed, width), firstId);
        for (int i = 0; i < range; i++) {
            if (bids[i] != 0 || asks[i] != 0) {
                hash = Hashing.fold(Hashing.fold(hash, i), bids[i]);
                hash = Hashing.fold(Hashing.fold(hash, asks[i]), offsetsLow[i]);
            }
        }
        return hash;
    }
}
