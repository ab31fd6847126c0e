package io.escapement.engine.time;

/**
 * Where the engine's edges take time from: one reading serves as latency stamp and, shifted, as event time. The core
 * never sees a clock; replay takes event times from the records.
 */
public interface EventClock {
    /** Nanoseconds on a clock that never goes back and whose zero means nothing: what latency stamps are made of. */
    long nanoTime();

    /** Epoch nanoseconds of the instant at which {@link #nanoTime} was {@code nanoTime}. */
    long epochNs(long nanoTime);
}
