package io.escapement.engine.consolidation;

/**
 * One side of a view: the levels of all its books in one order, best price first, and where a price is found in
 * several books, the lower instrument id first. Kept sorted: a book's change is one pass.
 */
final class MergedSide {
    private final boolean descending;
    private long[] prices;
    private long[] quantities;
    private int[] ids;
    private int count;
    // Where the next pass writes; the two change places after it.
    private long[] nextPrices;
    private long[] nextQuantities;
    private int[] nextIds;

    /** @param descending whether the greatest price is the best: bids */
    MergedSide(boolean descending, int capacity) {
        this.descending = descending;
        prices = new long[capacity];
        quantities = new long[capacity];
        ids = new int[capacity];
        nextPrices = new long[capacity];
        nextQuantities = new long[capacity];
        nextIds = new int[capacity];
    }

    int count() {
        return count;
    }

    long price(int index) {
        return prices[index];
    }

    long quantity(int index) {
        return quantities[index];
    }

    int id(int index) {
        return ids[index];
    }

    /** Puts these levels in the place of all that the instrument had. */
    void replace(int id, Levels levels) {
        int level = 0;
        int out = 0;
        for (int in = 0; in < count; in++) {
            if (ids[in] == id) {
                continue;
            }
            while (level < levels.count() && isBefore(levels.price(level), id, prices[in], ids[in])) {
                put(out++, levels.price(level), levels.quantity(level), id);
                level++;
            }
            put(out++, prices[in], quantities[in], ids[in]);
        }
        for (; level < levels.count(); level++) {
            put(out++, levels.price(level), levels.quantity(level), id);
        }
        count = out;
        swap();
    }

    private boolean isBefore(long price, int id, long otherPrice, int otherId) {
        return price == otherPrice ? id < otherId : price > otherPrice == descending;
    }

    private void put(int at, long price, long quantity, int id) {
        nextPrices[at] = price;
        nextQuantities[at] = quantity;
        nextIds[at] = id;
    }

    private void swap() {
        final long[] oldPrices = prices;
        final long[] oldQuantities = quantities;
        final int[] oldIds = ids;
        prices = nextPrices;
        quantities = nextQuantities;
        ids = nextIds;
        nextPrices = oldPrices;
        nextQuantities = oldQuantities;
        nextIds = oldIds;
    }

    /** How many rows, at most so many, hold every price that they hold whole. */
    int wholeRows(int most) {
        if (count <= most) {
            return count;
        }
        int rows = most;
        while (rows > 0 && prices[rows - 1] == prices[rows]) {
            rows--;
        }
        return rows;
    }
}
