package io.escapement.engine.consolidation;

import io.escapement.codecs.sbe.ConsolidatedChangeDecoder;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

/**
 * One side of a view: the levels of all its books in one order, best price first, and where a price is found in
 * several books, the lower instrument id first. Kept sorted: a book's change is one pass, and where it changed sizes
 * alone, no row moves. A row holds a key, which is less for the better price: the price itself or, of bids, its
 * negative.
 */
final class MergedSide {
    private static final int ROW = ConsolidatedChangeDecoder.BidsDecoder.sbeBlockLength();

    private final boolean descending;
    private long[] keys;
    private long[] quantities;
    private int[] ids;
    private int count;
    // Where the next pass writes; the two change places after it.
    private long[] nextKeys;
    private long[] nextQuantities;
    private int[] nextIds;

    /** @param descending whether the greatest price is the best: bids */
    MergedSide(boolean descending, int capacity) {
        this.descending = descending;
        keys = new long[capacity];
        quantities = new long[capacity];
        ids = new int[capacity];
        nextKeys = new long[capacity];
        nextQuantities = new long[capacity];
        nextIds = new int[capacity];
    }

    int count() {
        return count;
    }

    long price(int index) {
        return descending ? -keys[index] : keys[index];
    }

    int id(int index) {
        return ids[index];
    }

    /** Writes the best rows: price, quantity, instrument. @return the offset behind them */
    int write(MutableDirectBuffer buffer, int offset, int rows) {
        final long[] fromKeys = keys;
        final long[] fromQuantities = quantities;
        final int[] fromIds = ids;
        int at = offset;
        for (int i = 0; i < rows; i++) {
            buffer.putLong(at, descending ? -fromKeys[i] : fromKeys[i], ByteOrder.LITTLE_ENDIAN);
            buffer.putLong(at + Long.BYTES, fromQuantities[i], ByteOrder.LITTLE_ENDIAN);
            buffer.putInt(at + 2 * Long.BYTES, fromIds[i], ByteOrder.LITTLE_ENDIAN);
            at += ROW;
        }
        return at;
    }

    /** Puts new levels in the place of those that the instrument had. */
    void replace(int id, Levels old, Levels levels) {
        if (levels.hasPricesOf(old)) {
            resize(id, levels);
        } else {
            merge(id, levels);
        }
    }

    private void resize(int id, Levels levels) {
        int level = 0;
        for (int row = 0; level < levels.count(); row++) {
            if (ids[row] == id) {
                quantities[row] = levels.quantity(level++);
            }
        }
    }

    private void merge(int id, Levels levels) {
        final long[] fromKeys = keys;
        final long[] fromQuantities = quantities;
        final int[] fromIds = ids;
        final long[] toKeys = nextKeys;
        final long[] toQuantities = nextQuantities;
        final int[] toIds = nextIds;
        int level = 0;
        int out = 0;
        long key = key(levels, 0);
        for (int in = 0; in < count; in++) {
            final int rowId = fromIds[in];
            if (rowId == id) {
                continue;
            }
            final long rowKey = fromKeys[in];
            while (key < rowKey || key == rowKey && id < rowId) {
                toKeys[out] = key;
                toQuantities[out] = levels.quantity(level);
                toIds[out++] = id;
                key = key(levels, ++level);
            }
            toKeys[out] = rowKey;
            toQuantities[out] = fromQuantities[in];
            toIds[out++] = rowId;
        }
        for (; level < levels.count(); level++) {
            toKeys[out] = key(levels, level);
            toQuantities[out] = levels.quantity(level);
            toIds[out++] = id;
        }
        count = out;
        swap();
    }

    /** The key of a level; behind the last one that of the worst price there is. */
    private long key(Levels levels, int level) {
        if (level >= levels.count()) {
            return Long.MAX_VALUE;
        }
        return descending ? -levels.price(level) : levels.price(level);
    }

    private void swap() {
        final long[] oldKeys = keys;
        final long[] oldQuantities = quantities;
        final int[] oldIds = ids;
        keys = nextKeys;
        quantities = nextQuantities;
        ids = nextIds;
        nextKeys = oldKeys;
        nextQuantities = oldQuantities;
        nextIds = oldIds;
    }

    /** How many rows, at most so many, hold every price that they hold whole. */
    int wholeRows(int most) {
        if (count <= most) {
            return count;
        }
        int rows = most;
        while (rows > 0 && keys[rows - 1] == keys[rows]) {
            rows--;
        }
        return rows;
    }
}
