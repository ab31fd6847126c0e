package io.escapement.engine.quality;

import io.escapement.engine.market.Hashing;

/** A count for each of the last 60 closed seconds, their sum, and that of the second that is open. */
final class SecondTally {
    static final int SECONDS = 60;

    private final int[] closed = new int[SECONDS];
    private int next;
    private int sum;
    private int open;

    void add(int count) {
        open += count;
    }

    /** Of the open second: once, however often it is said. */
    void mark() {
        open = 1;
    }

    /** The open second ends, and the next one begins with nothing. */
    void close() {
        sum += open - closed[next];
        closed[next] = open;
        next = (next + 1) % SECONDS;
        open = 0;
    }

    /** Over the closed seconds. */
    int sum() {
        return sum;
    }

    /** Share of the closed seconds, of a count that is at most 1 in each. */
    double share() {
        return (double) sum / SECONDS;
    }

    long hash(long seed) {
        long hash = Hashing.fold(Hashing.fold(seed, next), open);
        for (final int count : closed) {
            hash = Hashing.fold(hash, count);
        }
        return hash;
    }
}
