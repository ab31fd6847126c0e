package io.escapement.engine.venue.binance;

import org.agrona.BitUtil;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;

/** Levels of a frame that may not fit into one slot, or are not yet known to be good: bids, then asks, no gap. */
final class LevelStore {
    private UnsafeBuffer memory = new UnsafeBuffer(ByteBuffer.allocateDirect(64 * 1024));
    private int bids;
    private int asks;

    /** Empties the store and makes room; allocates only for a text longer than any before. */
    void clear(int textLength) {
        final int wanted = (textLength / LevelReader.SHORTEST_LEVEL + 2) * LevelReader.LEVEL_LENGTH;
        if (wanted > memory.capacity()) {
            memory = new UnsafeBuffer(ByteBuffer.allocateDirect(BitUtil.findNextPositivePowerOfTwo(wanted)));
        }
        bids = 0;
        asks = 0;
    }

    long address() {
        return memory.addressOffset();
    }

    /** Where the next level goes. */
    long next() {
        return address() + (long) (bids + asks) * LevelReader.LEVEL_LENGTH;
    }

    void add(boolean bid, long price, long quantity) {
        UnsafeApi.putLong(next(), price);
        UnsafeApi.putLong(next() + 8, quantity);
        count(bid, 1);
    }

    /** Counts levels that were written at {@link #next}. Bids come first. */
    void count(boolean bid, int levels) {
        if (bid) {
            bids += levels;
        } else {
            asks += levels;
        }
    }

    int bids() {
        return bids;
    }

    int total() {
        return bids + asks;
    }
}
