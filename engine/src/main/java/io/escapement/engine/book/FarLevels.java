package io.escapement.engine.book;

import java.util.Arrays;

/**
 * The levels of one side that the tick window does not hold: far from the best price, or off the tick grid. Sorted
 * blocks of up to 64 levels under one sorted directory, so that a new price moves at most a block's worth of memory,
 * however many levels there are.
 *
 * <pre>
 *  directory: worst key of each block, ascending     12 | 57 | 90
 *  block ids                                          2 |  0 |  1
 *  blocks of 64 keys and quantities      0: 57 58 71 .. | 1: 90 93 .. | 2: 12 30 .. | free ..
 * </pre>
 *
 * Keys are prices with the sign of the side, so that a greater key is a better price on both sides. A place is a
 * directory index times 64 plus the index in the block; {@link #NONE} is before the worst. The room doubles when it is
 * full, up to the limit.
 */
final class FarLevels {
    /** No place. */
    static final int NONE = -1;
    /** There is no room for one more level; nothing has changed. */
    static final long NO_ROOM = -1;
    private static final int BLOCK_BITS = 6;
    private static final int BLOCK = 1 << BLOCK_BITS;

    private final int maxLevels;
    private final int maxBlocks;
    private long[] keys;
    private long[] quantities;
    private long[] worstKeys;
    private int[] blocks;
    /** Levels in each block, by block id. */
    private int[] counts;
    /** A stack of block ids. */
    private int[] free;
    private int freeCount;
    private int blockCount;
    private int levelCount;

    FarLevels(int initialLevels, int maxLevels) {
        this.maxLevels = maxLevels;
        // Once merged, no two neighbours fit into one block: on average each holds more than half of one.
        maxBlocks = maxLevels / (BLOCK / 2) + 2;
        allocate(Math.min(maxBlocks, Math.max(2, initialLevels >>> BLOCK_BITS)));
    }

    private void allocate(int newBlocks) {
        final int oldBlocks = keys == null ? 0 : counts.length;
        keys = oldBlocks == 0 ? new long[newBlocks << BLOCK_BITS] : Arrays.copyOf(keys, newBlocks << BLOCK_BITS);
        quantities = oldBlocks == 0 ? new long[keys.length] : Arrays.copyOf(quantities, keys.length);
        worstKeys = oldBlocks == 0 ? new long[newBlocks] : Arrays.copyOf(worstKeys, newBlocks);
        blocks = oldBlocks == 0 ? new int[newBlocks] : Arrays.copyOf(blocks, newBlocks);
        counts = oldBlocks == 0 ? new int[newBlocks] : Arrays.copyOf(counts, newBlocks);
        free = new int[newBlocks];
        freeCount = 0;
        for (int id = newBlocks - 1; id >= oldBlocks; id--) {
            free[freeCount++] = id;
        }
    }

    int count() {
        return levelCount;
    }

    void clear() {
        freeCount = 0;
        for (int id = counts.length - 1; id >= 0; id--) {
            free[freeCount++] = id;
        }
        blockCount = 0;
        levelCount = 0;
    }

    /** The place of the best level, or {@link #NONE}. */
    int best() {
        return blockCount == 0 ? NONE : endOf(blockCount - 1) - 1;
    }

    /** The place of the worst level; there must be one. */
    int worst() {
        return 0;
    }

    /** The place of the next worse level, or {@link #NONE}. */
    int worse(int place) {
        if ((place & BLOCK - 1) != 0) {
            return place - 1;
        }
        return place == 0 ? NONE : endOf((place >>> BLOCK_BITS) - 1) - 1;
    }

    private int endOf(int entry) {
        return (entry << BLOCK_BITS) + counts[blocks[entry]];
    }

    private int at(int place) {
        return (blocks[place >>> BLOCK_BITS] << BLOCK_BITS) + (place & BLOCK - 1);
    }

    long key(int place) {
        return keys[at(place)];
    }

    long quantity(int place) {
        return quantities[at(place)];
    }

    long quantityAt(long key) {
        if (blockCount == 0) {
            return 0;
        }
        final int block = blocks[entryFor(key)];
        final int at = ceiling(block, key);
        return at < (block << BLOCK_BITS) + counts[block] && keys[at] == key ? quantities[at] : 0;
    }

    /** @return the quantity before, 0 where there was no such level; or {@link #NO_ROOM} */
    long set(long key, long quantity) {
        if (blockCount == 0) {
            return quantity == 0 ? 0 : addBlock(0, key, quantity);
        }
        final int entry = entryFor(key);
        final int block = blocks[entry];
        final int at = ceiling(block, key);
        if (at < (block << BLOCK_BITS) + counts[block] && keys[at] == key) {
            final long before = quantities[at];
            if (quantity == 0) {
                removeFrom(entry, at);
            } else {
                quantities[at] = quantity;
            }
            return before;
        }
        return quantity == 0 ? 0 : levelCount < maxLevels ? insert(entry, at, key, quantity) : NO_ROOM;
    }

    /** Removes the level at a place; worse places keep their meaning. */
    void remove(int place) {
        removeFrom(place >>> BLOCK_BITS, at(place));
    }

    private void removeFrom(int entry, int at) {
        final int block = blocks[entry];
        final int end = (block << BLOCK_BITS) + counts[block];
        System.arraycopy(keys, at + 1, keys, at, end - at - 1);
        System.arraycopy(quantities, at + 1, quantities, at, end - at - 1);
        levelCount--;
        if (--counts[block] == 0) {
            System.arraycopy(worstKeys, entry + 1, worstKeys, entry, blockCount - entry - 1);
            System.arraycopy(blocks, entry + 1, blocks, entry, blockCount - entry - 1);
            blockCount--;
            free[freeCount++] = block;
        } else {
            worstKeys[entry] = keys[block << BLOCK_BITS];
        }
    }

    private long insert(int entry, int at, long key, long quantity) {
        final int block = blocks[entry];
        if (counts[block] == BLOCK) {
            return split(entry) ? set(key, quantity) : NO_ROOM;
        }
        final int end = (block << BLOCK_BITS) + counts[block];
        System.arraycopy(keys, at, keys, at + 1, end - at);
        System.arraycopy(quantities, at, quantities, at + 1, end - at);
        keys[at] = key;
        quantities[at] = quantity;
        counts[block]++;
        levelCount++;
        worstKeys[entry] = keys[block << BLOCK_BITS];
        return 0;
    }

    private boolean split(int entry) {
        if (freeCount == 0 && !makeRoom()) {
            return false;
        }
        if (counts[blocks[entry]] < BLOCK) {
            return true;
        }
        final int half = BLOCK / 2;
        final int from = (blocks[entry] << BLOCK_BITS) + half;
        final int block = openEntry(entry + 1);
        System.arraycopy(keys, from, keys, block << BLOCK_BITS, half);
        System.arraycopy(quantities, from, quantities, block << BLOCK_BITS, half);
        counts[block] = half;
        counts[blocks[entry]] = half;
        worstKeys[entry + 1] = keys[block << BLOCK_BITS];
        return true;
    }

    private long addBlock(int entry, long key, long quantity) {
        final int block = openEntry(entry);
        keys[block << BLOCK_BITS] = key;
        quantities[block << BLOCK_BITS] = quantity;
        counts[block] = 1;
        worstKeys[entry] = key;
        levelCount++;
        return 0;
    }

    private int openEntry(int entry) {
        System.arraycopy(worstKeys, entry, worstKeys, entry + 1, blockCount - entry);
        System.arraycopy(blocks, entry, blocks, entry + 1, blockCount - entry);
        blockCount++;
        final int block = free[--freeCount];
        blocks[entry] = block;
        return block;
    }

    /** More blocks, or, at the limit, the levels of neighbouring blocks put together. */
    private boolean makeRoom() {
        if (counts.length < maxBlocks) {
            allocate(Math.min(maxBlocks, counts.length * 2));
            return true;
        }
        for (int entry = blockCount - 1; entry > 0; entry--) {
            if (counts[blocks[entry - 1]] + counts[blocks[entry]] <= BLOCK) {
                merge(entry - 1, entry);
            }
        }
        return freeCount > 0;
    }

    private void merge(int into, int entry) {
        final int target = blocks[into];
        final int source = blocks[entry];
        final int to = (target << BLOCK_BITS) + counts[target];
        System.arraycopy(keys, source << BLOCK_BITS, keys, to, counts[source]);
        System.arraycopy(quantities, source << BLOCK_BITS, quantities, to, counts[source]);
        counts[target] += counts[source];
        System.arraycopy(worstKeys, entry + 1, worstKeys, entry, blockCount - entry - 1);
        System.arraycopy(blocks, entry + 1, blocks, entry, blockCount - entry - 1);
        blockCount--;
        free[freeCount++] = source;
    }

    /** The directory entry whose block holds this key, or would. */
    private int entryFor(long key) {
        int low = 0;
        int length = blockCount;
        while (length > 1) {
            final int half = length >>> 1;
            if (worstKeys[low + half] <= key) {
                low += half;
            }
            length -= half;
        }
        return low;
    }

    /** Index, in the arrays, of the first key of a block that is not less than this one; the block's end if none. */
    private int ceiling(int block, long key) {
        int low = block << BLOCK_BITS;
        int length = counts[block];
        while (length > 0) {
            final int half = length >>> 1;
            if (keys[low + half] < key) {
                low += half + 1;
                length -= half + 1;
            } else {
                length = half;
            }
        }
        return low;
    }
}
