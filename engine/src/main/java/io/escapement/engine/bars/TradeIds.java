package io.escapement.engine.bars;

import io.escapement.engine.market.Hashing;

/**
 * Tells repeated trades of one instrument by their ids, which the venue counts up. The last {@value #REMEMBERED} are
 * known exactly, so that trades that overtook each other all count; an id from before those counts as repeated.
 */
final class TradeIds {
    static final int REMEMBERED = 128;

    private final long[] ids = new long[REMEMBERED];
    private int count;
    private int next;
    private long newest;

    /** Whether the id, an unsigned number, is new. */
    boolean add(long id) {
        if (count > 0 && Long.compareUnsigned(id, newest) <= 0 && !isOvertaken(id)) {
            return false;
        }
        ids[next] = id;
        next = (next + 1) % REMEMBERED;
        newest = count == 0 || Long.compareUnsigned(id, newest) > 0 ? id : newest;
        count = Math.min(count + 1, REMEMBERED);
        return true;
    }

    private boolean isOvertaken(long id) {
        long oldest = newest;
        for (int i = 0; i < count; i++) {
            if (ids[i] == id) {
                return false;
            }
            oldest = Long.compareUnsigned(ids[i], oldest) < 0 ? ids[i] : oldest;
        }
        return count < REMEMBERED || Long.compareUnsigned(id, oldest) > 0;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, count);
        hash = Hashing.fold(hash, next);
        hash = Hashing.fold(hash, newest);
        for (int i = 0; i < count; i++) {
            hash = Hashing.fold(hash, ids[i]);
        }
        return hash;
    }
}
