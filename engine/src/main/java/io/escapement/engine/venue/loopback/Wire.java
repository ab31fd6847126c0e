package io.escapement.engine.venue.loopback;

/** The way back to whoever asked. @param <A> what an answer is */
interface Wire<A> {
    void answer(A answer);

    /** Resets the connection. */
    void reset();

    void later(long nanoseconds, Runnable action);
}
