package io.escapement.engine.book;

import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

/**
 * One side of a book. Levels near the best price live in a window of consecutive ticks: a flat array of quantities and
 * a bitmap with a summary, so that an update costs one multiplication, one load and one store, and the next best level
 * is found with a few bit operations. All other levels are in {@link FarLevels}.
 *
 * <pre>
 *  worst price                                          best price          top
 *  basePrice                                            |   room to improve  |
 *  +----------------------------------------------------+--------------------+    index 0 .. window - 1
 *   far levels below                       7/8 after a move                       slot = (index + baseSlot) &amp; mask
 * </pre>
 *
 * The window is a ring of slots: moving it changes where it begins and touches only the levels that leave or enter.
 * It moves when a price above its top comes, when the best price has sunk below its first quarter, and when it has run
 * empty; so it depends on the updates alone. Off-grid prices never move it and may lie between its ticks: the best of
 * both kinds is kept beside them.
 */
final class BookSide {
    /** Prices above this are kept with the far levels, so that no arithmetic on the window can overflow. */
    private static final long MAX_WINDOW_PRICE = 1L << 61;
    /** Worse than any key. */
    private static final long NO_KEY = Long.MIN_VALUE;
    private static final int NO_SLOT = -1;

    private final long sign;
    /** Price change from one index to the next better one. */
    private final long step;
    /** Times this, rotated by {@link #shift}, is an exact division by the step; anything inexact comes out huge. */
    private final long inverse;
    private final int shift;
    private final int window;
    private final int mask;
    private final long[] quantities;
    private final long[] words;
    private final long[] summary;
    private final FarLevels far;

    private long basePrice;
    private int baseSlot;
    private int best = -1;
    private int nearCount;
    private long farBestKey = NO_KEY;
    /** The best level of all, kept because it is read more often than it changes: its price, its slot if near. */
    private long topPrice;
    private int topSlot = NO_SLOT;
    private boolean overflowed;

    /**
     * @param sign        1 for bids, -1 for asks
     * @param windowTicks a power of two, at least 4096
     */
    BookSide(int sign, long tickSize, int windowTicks, int initialFarLevels, int maxFarLevels) {
        this.sign = sign;
        this.step = sign * tickSize;
        this.shift = Long.numberOfTrailingZeros(tickSize);
        this.inverse = sign * inverseOfOdd(tickSize >> shift);
        this.window = windowTicks;
        this.mask = windowTicks - 1;
        this.quantities = new long[windowTicks];
        this.words = new long[windowTicks >>> 6];
        this.summary = new long[windowTicks >>> 12];
        this.far = new FarLevels(initialFarLevels, maxFarLevels);
    }

    /** The inverse modulo 2^64, by Newton's method: each round doubles the correct bits, 3 of them to begin with. */
    private static long inverseOfOdd(long odd) {
        long inverse = odd;
        for (int bits = 3; bits < Long.SIZE; bits *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    /** @return the quantity before, 0 where there was no such level */
    long set(long price, long quantity) {
        final long index = Long.rotateRight((price - basePrice) * inverse, shift);
        return index >= 0 && index < window ? setNear((int) index, quantity) : setOutside(price, quantity);
    }

    /** Without a branch on whether the level was or is there: half of all updates add or remove one, unpredictably. */
    private long setNear(int index, long quantity) {
        final long[] near = quantities;
        final int slot = (index + baseSlot) & (near.length - 1);
        final long old = near[slot];
        near[slot] = quantity;
        final long present = (quantity | -quantity) >>> 63;
        final long before = (old | -old) >>> 63;
        final int at = slot >>> 6;
        final long word = words[at];
        final long changed = word ^ ((present ^ before) << slot);
        words[at] = changed;
        nearCount += (int) (present - before);
        if ((word == 0) != (changed == 0)) {
            summary[at >>> 6] ^= 1L << at;
        }
        if (index >= best) {
            bestTouched(index, slot, quantity, old);
        }
        return old;
    }

    private void bestTouched(int index, int slot, long quantity, long old) {
        if (quantity != 0) {
            best = index;
            topChanged();
        } else if (old != 0) {
            bestRemoved(slot);
            topChanged();
        }
    }

    private void mark(int slot) {
        final int word = slot >>> 6;
        words[word] |= 1L << slot;
        summary[word >>> 6] |= 1L << word;
        nearCount++;
    }

    private void unmark(int slot) {
        final int word = slot >>> 6;
        final long left = words[word] & ~(1L << slot);
        words[word] = left;
        if (left == 0) {
            summary[word >>> 6] &= ~(1L << word);
        }
        nearCount--;
    }

    private void bestRemoved(int slot) {
        if (nearCount == 0) {
            best = -1;
            fillFromFar();
            return;
        }
        best = (slotBelow(slot) - baseSlot) & mask;
        if (best < window >>> 2) {
            moveUnder(priceOf(best));
            takeFromFar();
        }
    }

    private long setOutside(long price, long quantity) {
        final boolean aboveTop = (price - basePrice) * sign >= 0 && isOnGrid(price);
        if (quantity != 0 && price <= MAX_WINDOW_PRICE && (aboveTop || nearCount == 0 && isOnGrid(price))) {
            moveUnder(price);
            takeFromFar();
            return set(price, quantity);
        }
        return setFar(price, quantity);
    }

    private long setFar(long price, long quantity) {
        final long before = far.set(price * sign, quantity);
        overflowed |= before == FarLevels.NO_ROOM;
        farBestChanged();
        return Math.max(0, before);
    }

    private boolean isOnGrid(long price) {
        return price % step == 0;
    }

    /** Places the window so that this on-grid price, not worse than any level in it, has 7/8 of the window below. */
    private void moveUnder(long price) {
        final long newBase = price - ((window >>> 3) * 7L) * step;
        final long delta = (newBase - basePrice) / step;
        if (delta > 0) {
            evictBelow(delta);
        }
        basePrice = newBase;
        baseSlot = (int) (baseSlot + delta) & mask;
        if (best >= 0) {
            best -= (int) delta;
        }
    }

    /** Hands every level with an index less than this to the far levels. */
    private void evictBelow(long index) {
        while (nearCount > 0) {
            final int slot = slotFrom(baseSlot);
            final int worst = (slot - baseSlot) & mask;
            if (worst >= index) {
                return;
            }
            setFar(priceOf(worst), quantities[slot]);
            quantities[slot] = 0;
            unmark(slot);
        }
        best = -1;
    }

    private void fillFromFar() {
        for (int place = far.best(); place != FarLevels.NONE; place = far.worse(place)) {
            final long price = far.key(place) * sign;
            if (price <= MAX_WINDOW_PRICE && isOnGrid(price)) {
                moveUnder(price);
                takeFromFar();
                return;
            }
        }
    }

    /** Takes the far levels that the window has come to cover. */
    private void takeFromFar() {
        final long baseKey = basePrice * sign;
        int place = far.best();
        while (place != FarLevels.NONE && far.key(place) >= baseKey) {
            final int worse = far.worse(place);
            final long index = Long.rotateRight((far.key(place) * sign - basePrice) * inverse, shift);
            if (index >= 0 && index < window) {
                final int slot = ((int) index + baseSlot) & mask;
                quantities[slot] = far.quantity(place);
                mark(slot);
                best = Math.max(best, (int) index);
                far.remove(place);
            }
            place = worse;
        }
        farBestChanged();
    }

    private void farBestChanged() {
        final int place = far.best();
        farBestKey = place == FarLevels.NONE ? NO_KEY : far.key(place);
        topChanged();
    }

    /** Finds the best level of window and far levels together. */
    private void topChanged() {
        final long near = best < 0 ? 0 : priceOf(best);
        if (best >= 0 && near * sign > farBestKey) {
            topPrice = near;
            topSlot = bestSlot();
        } else {
            topPrice = farBestKey == NO_KEY ? 0 : farBestKey * sign;
            topSlot = NO_SLOT;
        }
    }

    void clear() {
        while (nearCount > 0) {
            final int slot = slotFrom(0);
            quantities[slot] = 0;
            unmark(slot);
        }
        best = -1;
        far.clear();
        farBestKey = NO_KEY;
        topChanged();
        overflowed = false;
    }

    /**
     * Removes the worst levels until no more than so many, at least 1, are left; the best stays what it is.
     *
     * @param dropped hears of each; null: nobody does
     */
    void truncate(int depth, LevelListener dropped) {
        while (nearCount + far.count() > depth) {
            final int slot = nearCount == 0 ? NO_SLOT : slotFrom(baseSlot);
            if (far.count() > 0 && (nearCount == 0 || far.key(far.worst()) < priceOfSlot(slot) * sign)) {
                tell(dropped, far.key(far.worst()) * sign, far.quantity(far.worst()));
                far.remove(far.worst());
                farBestChanged();
            } else {
                tell(dropped, priceOfSlot(slot), quantities[slot]);
                quantities[slot] = 0;
                unmark(slot);
                best = nearCount == 0 ? -1 : best;
            }
        }
    }

    private void tell(LevelListener dropped, long price, long quantity) {
        if (dropped != null) {
            dropped.onLevel(sign > 0, price, quantity);
        }
    }

    /** The nearest marked slot below this one, going round; there must be one. */
    int slotBelow(int slot) {
        int word = slot >>> 6;
        final long below = words[word] & ((1L << slot) - 1);
        if (below != 0) {
            return (word << 6) + 63 - Long.numberOfLeadingZeros(below);
        }
        int group = word >>> 6;
        long marked = summary[group] & ((1L << word) - 1);
        while (marked == 0) {
            group = (group == 0 ? summary.length : group) - 1;
            marked = summary[group];
        }
        word = (group << 6) + 63 - Long.numberOfLeadingZeros(marked);
        return (word << 6) + 63 - Long.numberOfLeadingZeros(words[word]);
    }

    /** The nearest marked slot from this one upwards, going round; there must be one. */
    private int slotFrom(int slot) {
        int word = slot >>> 6;
        final long above = words[word] & (-1L << slot);
        if (above != 0) {
            return (word << 6) + Long.numberOfTrailingZeros(above);
        }
        int group = word >>> 6;
        long marked = (word & 63) == 63 ? 0 : summary[group] & (-1L << (word + 1));
        while (marked == 0) {
            group = group + 1 == summary.length ? 0 : group + 1;
            marked = summary[group];
        }
        word = (group << 6) + Long.numberOfTrailingZeros(marked);
        return (word << 6) + Long.numberOfTrailingZeros(words[word]);
    }

    long priceOf(int index) {
        return basePrice + index * step;
    }

    long priceOfSlot(int slot) {
        return priceOf((slot - baseSlot) & mask);
    }

    long quantityOfSlot(int slot) {
        return quantities[slot];
    }

    long sign() {
        return sign;
    }

    FarLevels far() {
        return far;
    }

    int nearCount() {
        return nearCount;
    }

    /** Slot of the best level in the window, which must not be empty. */
    int bestSlot() {
        return (best + baseSlot) & mask;
    }

    int count() {
        return nearCount + far.count();
    }

    boolean overflowed() {
        return overflowed;
    }

    /**
     * Writes the best levels, best first, each as price and quantity, little endian. As a {@link DepthCursor} would
     * find them, but with all state of the walk in registers: this is done after every change of a book.
     *
     * @param most levels to write
     * @return how many there were
     */
    int writeBest(MutableDirectBuffer buffer, int offset, int most, DepthCursor cursor) {
        final int wanted = Math.min(nearCount, most);
        int at = offset;
        long left = 0;
        int slot = 0;
        long price = Long.MAX_VALUE * sign;
        for (int i = 0; i < wanted; i++) {
            if (left == 0) {
                slot = i == 0 ? bestSlot() : slotBelow(slot);
                left = words[slot >>> 6] & -1L >>> ~slot;
            } else {
                slot = slot & -Long.SIZE | 63 - Long.numberOfLeadingZeros(left);
            }
            left ^= 1L << slot;
            price = basePrice + ((slot - baseSlot) & mask) * step;
            buffer.putLong(at, price, ByteOrder.LITTLE_ENDIAN);
            buffer.putLong(at + Long.BYTES, quantities[slot], ByteOrder.LITTLE_ENDIAN);
            at += 2 * Long.BYTES;
        }
        final boolean farAmong = farBestKey != NO_KEY && (wanted < most || price * sign < farBestKey);
        return farAmong ? cursor.write(buffer, offset, most) : wanted;
    }

    /** The best price, 0 where the side is empty. */
    long bestPrice() {
        return topPrice;
    }

    long bestQuantity() {
        if (topSlot != NO_SLOT) {
            return quantities[topSlot];
        }
        return topPrice == 0 ? 0 : far.quantity(far.best());
    }

    long quantityAt(long price) {
        final long index = Long.rotateRight((price - basePrice) * inverse, shift);
        return index >= 0 && index < window
            ? quantities[((int) index + baseSlot) & mask]
            : far.quantityAt(price * sign);
    }
}
