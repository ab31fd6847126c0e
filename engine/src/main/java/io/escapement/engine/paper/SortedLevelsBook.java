package io.escapement.engine.paper;

import java.util.Arrays;

/** A {@link DisplayedBook} in sorted arrays, the best level last, where changes are cheap; grows when it must. */
final class SortedLevelsBook implements DisplayedBook {
    private final Levels bids = new Levels(1);
    private final Levels asks = new Levels(-1);

    @Override
    public void clear() {
        bids.size = 0;
        asks.size = 0;
    }

    @Override
    public void set(boolean bid, long price, long quantity) {
        of(bid).set(price, quantity);
    }

    @Override
    public long quantity(boolean bid, long price) {
        final Levels side = of(bid);
        final int index = side.find(price);
        return index < 0 ? 0 : side.quantities[index];
    }

    @Override
    public int levels(boolean bid) {
        return of(bid).size;
    }

    @Override
    public long priceAt(boolean bid, int level) {
        final Levels side = of(bid);
        return side.sign * side.keys[side.size - 1 - level];
    }

    @Override
    public long quantityAt(boolean bid, int level) {
        final Levels side = of(bid);
        return side.quantities[side.size - 1 - level];
    }

    private Levels of(boolean bid) {
        return bid ? bids : asks;
    }

    private static final class Levels {
        private final int sign;
        private long[] keys = new long[2048];
        private long[] quantities = new long[2048];
        private int size;

        Levels(int sign) {
            this.sign = sign;
        }

        int find(long price) {
            return Arrays.binarySearch(keys, 0, size, sign * price);
        }

        void set(long price, long quantity) {
            final int found = find(price);
            if (found >= 0 && quantity > 0) {
                quantities[found] = quantity;
            } else if (found >= 0) {
                shift(found + 1, found);
                size--;
            } else if (quantity > 0) {
                insert(-found - 1, sign * price, quantity);
            }
        }

        private void insert(int index, long key, long quantity) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, size * 2);
                quantities = Arrays.copyOf(quantities, size * 2);
            }
            shift(index, index + 1);
            keys[index] = key;
            quantities[index] = quantity;
            size++;
        }

        private void shift(int from, int to) {
            System.arraycopy(keys, from, keys, to, size - from);
            System.arraycopy(quantities, from, quantities, to, size - from);
        }
    }
}
