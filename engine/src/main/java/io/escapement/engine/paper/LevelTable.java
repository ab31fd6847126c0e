package io.escapement.engine.paper;

/**
 * Two numbers for a few price levels of one side, in arrays of fixed size: a side table of the displayed book. Few
 * entries live at a time, so looking is a walk. One thread, no allocation.
 */
final class LevelTable {
    private final long[] prices;
    private final long[] amounts;
    private final long[] marks;
    private int size;

    LevelTable(int capacity) {
        prices = new long[capacity];
        amounts = new long[capacity];
        marks = new long[capacity];
    }

    boolean isFull() {
        return size == prices.length;
    }

    int size() {
        return size;
    }

    long price(int index) {
        return prices[index];
    }

    long amount(int index) {
        return amounts[index];
    }

    long mark(int index) {
        return marks[index];
    }

    /** Where a price's entry is, or -1. */
    int find(long price) {
        for (int i = 0; i < size; i++) {
            if (prices[i] == price) {
                return i;
            }
        }
        return -1;
    }

    /** The amount at a price, 0 without an entry. */
    long amountAt(long price) {
        final int index = find(price);
        return index < 0 ? 0 : amounts[index];
    }

    /** Adds to a price's amount and sets its mark; false: the table is full. */
    boolean add(long price, long amount, long mark) {
        int index = find(price);
        if (index < 0) {
            if (isFull()) {
                return false;
            }
            index = size++;
            prices[index] = price;
            amounts[index] = 0;
        }
        amounts[index] = saturatedSum(amounts[index], amount);
        marks[index] = mark;
        return true;
    }

    private static long saturatedSum(long a, long b) {
        final long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    void removeAt(int index) {
        size--;
        prices[index] = prices[size];
        amounts[index] = amounts[size];
        marks[index] = marks[size];
    }

    void remove(long price) {
        final int index = find(price);
        if (index >= 0) {
            removeAt(index);
        }
    }

    void clear() {
        size = 0;
    }
}
