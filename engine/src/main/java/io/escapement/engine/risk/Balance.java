package io.escapement.engine.risk;

import io.escapement.engine.market.Hashing;

/** One asset of one venue's account, mantissas at -8. */
final class Balance {
    /** The venue has not told. */
    static final long NEVER = Long.MIN_VALUE;

    /** What open orders hold included. */
    long total;
    /** What fills have taken that the total may not know of yet. */
    long spent;
    long timeNs = NEVER;

    long hash(long seed) {
        return Hashing.fold(Hashing.fold(Hashing.fold(seed, total), spent), timeNs);
    }
}
