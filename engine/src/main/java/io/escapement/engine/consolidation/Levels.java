package io.escapement.engine.consolidation;

import io.escapement.engine.market.Hashing;

/** The best levels of one side of one venue's book, best first, at exponent -8. */
final class Levels {
    /** No level at all. */
    static final Levels NONE = new Levels(0);

    private final long[] prices;
    private final long[] quantities;
    private int count;

    Levels(int capacity) {
        prices = new long[capacity];
        quantities = new long[capacity];
    }

    int count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    long price(int index) {
        return prices[index];
    }

    long quantity(int index) {
        return quantities[index];
    }

    void clear() {
        count = 0;
    }

    void add(long price, long quantity) {
        prices[count] = price;
        quantities[count++] = quantity;
    }

    boolean isSame(Levels other) {
        if (!hasPricesOf(other)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (quantities[i] != other.quantities[i]) {
                return false;
            }
        }
        return true;
    }

    boolean hasPricesOf(Levels other) {
        if (count != other.count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (prices[i] != other.prices[i]) {
                return false;
            }
        }
        return true;
    }

    void copy(Levels other) {
        System.arraycopy(other.prices, 0, prices, 0, other.count);
        System.arraycopy(other.quantities, 0, quantities, 0, other.count);
        count = other.count;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, count);
        for (int i = 0; i < count; i++) {
            hash = Hashing.fold(Hashing.fold(hash, prices[i]), quantities[i]);
        }
        return hash;
    }
}
