package io.escapement.engine.buckets;

import io.escapement.codecs.decimal.Money;
import io.escapement.engine.market.Hashing;

/**
 * What came to and went from a book within a second of event time, in quantity mantissas: changes of levels that the
 * venue sent in deltas while the book was LIVE, and trades. A sum that fits no long is {@link Money#OVERFLOW}.
 */
final class DepthFlow {
    private long second;
    private long sinceNs = Long.MAX_VALUE;
    private long added;
    private long removed;
    private long traded;

    /** The book is LIVE from now on. */
    void begin(long timeNs) {
        sinceNs = timeNs;
        added = 0;
        removed = 0;
        traded = 0;
    }

    /** The book is not LIVE any more. */
    void lose() {
        sinceNs = Long.MAX_VALUE;
    }

    /** Before what happens at this time is taken in: a second that is over is forgotten. */
    void advance(long timeNs) {
        final long now = timeNs / DepthColumns.SECOND_NS;
        if (now != second) {
            second = now;
            added = 0;
            removed = 0;
            traded = 0;
        }
    }

    /** Levels have changed. @param more sum of what was added @param less sum of what was removed */
    void onChanges(long more, long less) {
        added = Money.add(added, more);
        removed = Money.add(removed, less);
    }

    void onTrade(long quantity) {
        traded = Money.add(traded, quantity);
    }

    /** Whether the book was LIVE throughout the second that ends here. */
    boolean knows(long endNs) {
        return sinceNs <= endNs - DepthColumns.SECOND_NS;
    }

    /** What was added within the second that ends here; {@link Money#OVERFLOW}: too much. */
    long added(long endNs) {
        return isOf(endNs) ? added : 0;
    }

    /**
     * The part of what was removed within the second that ends here which trades do not explain; NaN where nothing was.
     */
    double cancelRatio(long endNs) {
        if (!isOf(endNs) || removed == 0 || removed == Money.OVERFLOW || traded == Money.OVERFLOW) {
            return Double.NaN;
        }
        return Math.max(0, removed - traded) / (double) removed;
    }

    private boolean isOf(long endNs) {
        return second == endNs / DepthColumns.SECOND_NS - 1;
    }

    long hash(long seed) {
        long hash = Hashing.fold(Hashing.fold(seed, second), sinceNs);
        hash = Hashing.fold(Hashing.fold(hash, added), removed);
        return Hashing.fold(hash, traded);
    }
}
