package io.escapement.engine.venue.event;

import org.agrona.BitUtil;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;

/**
 * Levels of a message that may not fit into one slot, or are not yet known to be good: both sides, in whatever order
 * they come. A level lies in memory as the schema's groups have it: price and quantity mantissas.
 */
public final class LevelStore {
    /** Bytes of a level. */
    public static final int LEVEL_LENGTH = 16;
    /** Characters of the shortest level in JSON, with its comma: {@code ["1","0"],} less what may be left out. */
    public static final int SHORTEST_LEVEL = 6;
    private static final int FIRST_ROOM = 64 * 1024;

    private final Side bids = new Side();
    private final Side asks = new Side();

    private static final class Side {
        private UnsafeBuffer memory = new UnsafeBuffer(ByteBuffer.allocateDirect(FIRST_ROOM));
        private int count;

        private void clear(int bytes) {
            if (bytes > memory.capacity()) {
                memory = new UnsafeBuffer(ByteBuffer.allocateDirect(BitUtil.findNextPositivePowerOfTwo(bytes)));
            }
            count = 0;
        }

        private long next() {
            return memory.addressOffset() + (long) count * LEVEL_LENGTH;
        }
    }

    /** Empties the store and makes room; allocates only for a text longer than any before. */
    public void clear(int textLength) {
        final int wanted = (textLength / SHORTEST_LEVEL + 2) * LEVEL_LENGTH;
        bids.clear(wanted);
        asks.clear(wanted);
    }

    private Side side(boolean bid) {
        return bid ? bids : asks;
    }

    /** Where a side's next level goes, for those who write it themselves and then {@link #count} it. */
    public long next(boolean bid) {
        return side(bid).next();
    }

    /** Adds a level; the caller sees to it that the text was as long as {@link #clear} was told. */
    public void add(boolean bid, long price, long quantity) {
        final Side side = side(bid);
        final long at = side.next();
        UnsafeApi.putLong(at, price);
        UnsafeApi.putLong(at + 8, quantity);
        side.count++;
    }

    /** Counts levels that were written at {@link #next}. */
    public void count(boolean bid, int levels) {
        side(bid).count += levels;
    }

    public int bids() {
        return bids.count;
    }

    public int asks() {
        return asks.count;
    }

    /** Address of a side's first level. */
    long address(boolean bid) {
        return side(bid).memory.addressOffset();
    }
}
