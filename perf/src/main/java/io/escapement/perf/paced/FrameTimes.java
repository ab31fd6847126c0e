package io.escapement.perf.paced;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When things were due and sent, by number: one thread notes, another asks, after it has heard of the thing by way of a
 * socket.
 */
final class FrameTimes {
    private final AtomicLongArray times;

    FrameTimes(int most) {
        times = new AtomicLongArray(most);
    }

    /** Notes a time; numbers beyond the most are not kept. */
    void note(long number, long nanos) {
        if (number < times.length()) {
            times.lazySet((int) number, nanos);
        }
    }

    /** The time noted, 0 where none was. */
    long get(long number) {
        return number < times.length() ? times.get((int) number) : 0;
    }
}
