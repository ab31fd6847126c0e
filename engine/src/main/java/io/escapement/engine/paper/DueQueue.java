package io.escapement.engine.paper;

/**
 * Things that are due at a time; at the same time, in the order in which they were added. A binary heap of fixed
 * size; one thread, no allocation.
 */
final class DueQueue<T> {
    private final long[] dueNs;
    private final long[] numbers;
    private final Object[] things;
    private int size;
    private long added;

    DueQueue(int capacity) {
        dueNs = new long[capacity];
        numbers = new long[capacity];
        things = new Object[capacity];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == things.length;
    }

    /** When the first thing is due; {@code Long.MAX_VALUE} when there is none. */
    long firstDueNs() {
        return size == 0 ? Long.MAX_VALUE : dueNs[0];
    }

    /** Adds a thing; there must be room. */
    void add(long timeNs, T thing) {
        int index = size++;
        final long number = added++;
        while (index > 0) {
            final int parent = (index - 1) >>> 1;
            // A later number never goes before an earlier one of the same time.
            if (dueNs[parent] <= timeNs) {
                break;
            }
            move(parent, index);
            index = parent;
        }
        put(index, timeNs, number, thing);
    }

    /** Takes out the first thing; there must be one. */
    T remove() {
        @SuppressWarnings("unchecked")
        final T first = (T) things[0];
        size--;
        final long timeNs = dueNs[size];
        final long number = numbers[size];
        final Object last = things[size];
        things[size] = null;
        if (size > 0) {
            sink(timeNs, number, last);
        }
        return first;
    }

    private void sink(long timeNs, long number, Object thing) {
        int index = 0;
        for (int child = 1; child < size; child = 2 * index + 1) {
            if (child + 1 < size && isBefore(dueNs[child + 1], numbers[child + 1], dueNs[child], numbers[child])) {
                child++;
            }
            if (!isBefore(dueNs[child], numbers[child], timeNs, number)) {
                break;
            }
            move(child, index);
            index = child;
        }
        put(index, timeNs, number, thing);
    }

    private static boolean isBefore(long timeNs, long number, long otherTimeNs, long otherNumber) {
        return timeNs < otherTimeNs || timeNs == otherTimeNs && number < otherNumber;
    }

    private void move(int from, int to) {
        put(to, dueNs[from], numbers[from], things[from]);
    }

    private void put(int index, long timeNs, long number, Object thing) {
        dueNs[index] = timeNs;
        numbers[index] = number;
        things[index] = thing;
    }
}
