package io.escapement.engine.venue.loopback;

/** Counts within windows of the clock: second 0, 10, 20 and so on. */
final class FixedWindow {
    private final long lengthMs;
    private long window;
    private int count;

    FixedWindow(final long lengthMs) {
        this.lengthMs = lengthMs;
    }

    /** Adds, and returns what the window has then. */
    int add(final int more, final long nowMs) {
        if (nowMs / lengthMs != window) {
            window = nowMs / lengthMs;
            count = 0;
        }
        count += more;
        return count;
    }

    int count(final long nowMs) {
        return add(0, nowMs);
    }

    /** Until the next window begins. */
    long leftMs(final long nowMs) {
        return lengthMs - nowMs % lengthMs;
    }
}
