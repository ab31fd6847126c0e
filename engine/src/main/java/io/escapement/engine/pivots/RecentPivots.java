package io.escapement.engine.pivots;

import io.escapement.engine.market.Hashing;

/** The confirmed pivots of one kind and level whose bars are among the last so many. Allocates nothing. */
final class RecentPivots {
    /** No pivot fits. */
    static final long NONE = Long.MIN_VALUE;

    private final int windowBars;
    private final long[] prices;
    private final long[] bars;
    private int first;
    private int count;

    /** At most every second bar is a pivot of one kind. */
    RecentPivots(int windowBars) {
        this.windowBars = windowBars;
        this.prices = new long[windowBars / 2 + 2];
        this.bars = new long[prices.length];
    }

    /** Forgets those that are out of the window which ends with a bar. */
    void moveTo(long index) {
        while (count > 0 && bars[first] <= index - windowBars) {
            first = (first + 1) % prices.length;
            count--;
        }
    }

    /** Adds a pivot of the last bar that was moved to or before, if it is still in the window; bars ascend. */
    void add(long price, long bar, long index) {
        if (bar <= index - windowBars) {
            return;
        }
        final int at = (first + count) % prices.length;
        prices[at] = price;
        bars[at] = bar;
        count++;
    }

    /** The greatest price; {@link #NONE} where there are no pivots. */
    long max() {
        long max = NONE;
        for (int i = 0; i < count; i++) {
            max = Math.max(max, price(i));
        }
        return max;
    }

    /** The least price; {@link #NONE} where there are no pivots. */
    long min() {
        long min = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            min = Math.min(min, price(i));
        }
        return count == 0 ? NONE : min;
    }

    /** The least price above one; {@link #NONE} where there is none. */
    long nearestAbove(long price) {
        long nearest = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            nearest = price(i) > price ? Math.min(nearest, price(i)) : nearest;
        }
        return nearest == Long.MAX_VALUE ? NONE : nearest;
    }

    /** The greatest price below one; {@link #NONE} where there is none. */
    long nearestBelow(long price) {
        long nearest = NONE;
        for (int i = 0; i < count; i++) {
            nearest = price(i) < price ? Math.max(nearest, price(i)) : nearest;
        }
        return nearest;
    }

    private long price(int index) {
        return prices[(first + index) % prices.length];
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, count);
        for (int i = 0; i < count; i++) {
            final int at = (first + i) % prices.length;
            hash = Hashing.fold(Hashing.fold(hash, prices[at]), bars[at]);
        }
        return hash;
    }
}
