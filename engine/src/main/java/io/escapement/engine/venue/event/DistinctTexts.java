package io.escapement.engine.venue.event;

import org.agrona.DirectBuffer;

/** Which texts were seen before, by hash, the first {@value #MOST} of them: so that each is reported once. */
public final class DistinctTexts {
    public static final int MOST = 64;

    private final long[] hashes = new long[MOST];
    private int count;

    /** True the first time; false again and again, and for everything once the table is full. */
    public boolean isNew(DirectBuffer buffer, int from, int to) {
        long hash = 0xCBF29CE484222325L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ buffer.getByte(i) & 0xFF) * 0x100000001B3L;
        }
        for (int i = 0; i < count; i++) {
            if (hashes[i] == hash) {
                return false;
            }
        }
        if (count == MOST) {
            return false;
        }
        hashes[count++] = hash;
        return true;
    }
}
