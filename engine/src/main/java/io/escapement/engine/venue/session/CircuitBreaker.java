package io.escapement.engine.venue.session;

/**
 * Tells when to stop trying hard: after so many failures in a row, over at least so long. One success closes it. One
 * thread's own; times by a clock that never goes back.
 */
final class CircuitBreaker {
    private final int failures;
    private final long failingNs;
    private int inRow;
    private long firstNanos;
    private boolean open;

    CircuitBreaker(int failures, long failingNs) {
        this.failures = failures;
        this.failingNs = failingNs;
    }

    /** @return whether this failure has opened it */
    boolean failed(long nowNanos) {
        if (inRow++ == 0) {
            firstNanos = nowNanos;
        }
        final boolean opens = !open && inRow >= failures && nowNanos - firstNanos >= failingNs;
        open |= opens;
        return opens;
    }

    /** @return whether this success has closed it */
    boolean succeeded() {
        final boolean closes = open;
        inRow = 0;
        open = false;
        return closes;
    }

    boolean isOpen() {
        return open;
    }

    int inRow() {
        return inRow;
    }
}
