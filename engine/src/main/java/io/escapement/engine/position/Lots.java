package io.escapement.engine.position;

import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.Wide;

/**
 * What an open position was bought in, or when short sold in, oldest first: quantities and what they cost. Grows when
 * there are more lots than ever before, never otherwise.
 */
final class Lots {
    private static final int FIRST_ROOM = 64;

    private long[] quantities = new long[FIRST_ROOM];
    private long[] costs = new long[FIRST_ROOM];
    private int first;
    private int count;

    int count() {
        return count;
    }

    /** Mantissa, positive whatever the side; oldest first. */
    long quantity(int index) {
        return quantities[at(index)];
    }

    /** Of the whole lot. */
    long cost(int index) {
        return costs[at(index)];
    }

    void add(long quantity, long cost) {
        if (count == quantities.length) {
            grow();
        }
        final int at = at(count++);
        quantities[at] = quantity;
        costs[at] = cost;
    }

    /** Takes a quantity out, oldest first, and says what it cost; a part of a lot at its share, rounded. */
    long take(long quantity) {
        long left = quantity;
        long cost = 0;
        while (left > 0) {
            if (count == 0) {
                throw new IllegalStateException("the lots hold " + left + " less than the position");
            }
            final long lot = quantities[first];
            if (lot <= left) {
                cost += costs[first];
                left -= lot;
                first = (first + 1) % quantities.length;
                count--;
            } else {
                final long share = Wide.multiplyDivide(costs[first], left, lot);
                quantities[first] = lot - left;
                costs[first] -= share;
                cost += share;
                left = 0;
            }
        }
        return cost;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, count);
        for (int i = 0; i < count; i++) {
            hash = Hashing.fold(Hashing.fold(hash, quantity(i)), cost(i));
        }
        return hash;
    }

    private int at(int index) {
        return (first + index) % quantities.length;
    }

    private void grow() {
        final long[] moreQuantities = new long[count * 2];
        final long[] moreCosts = new long[count * 2];
        for (int i = 0; i < count; i++) {
            moreQuantities[i] = quantity(i);
            moreCosts[i] = cost(i);
        }
        quantities = moreQuantities;
        costs = moreCosts;
        first = 0;
    }
}
