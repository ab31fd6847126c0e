package io.escapement.engine.pivots;

import io.escapement.engine.market.Hashing;

/**
 * Finds the highs of a sequence: of bars' highs on level 1, above that of the highs of the level below. An element is a
 * candidate if it is above each of the {@code neighbours} elements before it, which must be there; equal ones keep the
 * earliest. It is confirmed by the element with which as many later ones have been below it, if that one is also the
 * least move below it; a higher one takes its place. While a candidate waits, lower ones are not looked at.
 */
final class PivotLevel {
    private final long[] before;
    private int next;
    private int count;
    private boolean waiting;
    private long candidate;
    private long candidateBar;
    private long candidateTimeNs;
    private int below;

    PivotLevel(int neighbours) {
        before = new long[neighbours];
    }

    /**
     * Takes the next element.
     *
     * @param leastMove in the price's mantissas; NaN: not known yet, so nothing is confirmed
     * @return whether {@link #price} has been confirmed by it
     */
    boolean add(long price, long bar, long timeNs, double leastMove) {
        boolean confirmed = false;
        if (waiting ? price > candidate : isAboveNeighbours(price)) {
            waiting = true;
            candidate = price;
            candidateBar = bar;
            candidateTimeNs = timeNs;
            below = 0;
        } else if (waiting && price < candidate) {
            below = Math.min(below + 1, before.length);
            confirmed = below == before.length && candidate - price >= leastMove;
            waiting = !confirmed;
        }
        before[next] = price;
        next = next + 1 == before.length ? 0 : next + 1;
        count = Math.min(count + 1, before.length);
        return confirmed;
    }

    private boolean isAboveNeighbours(long price) {
        for (final long each : before) {
            if (each >= price) {
                return false;
            }
        }
        return count == before.length;
    }

    /** Of the last confirmed one, until the next element comes. */
    long price() {
        return candidate;
    }

    long bar() {
        return candidateBar;
    }

    long timeNs() {
        return candidateTimeNs;
    }

    long hash(long seed) {
        long hash = Hashing.fold(Hashing.fold(seed, next), count);
        for (final long each : before) {
            hash = Hashing.fold(hash, each);
        }
        hash = Hashing.fold(hash, waiting);
        if (waiting) {
            hash = Hashing.fold(hash, candidate);
            hash = Hashing.fold(hash, candidateBar);
            hash = Hashing.fold(hash, candidateTimeNs);
            hash = Hashing.fold(hash, below);
        }
        return hash;
    }
}
