package io.escapement.engine.pipeline;

/**
 * Something that has events waiting for the ring: timers, the simulated venue's reports, a person's commands. Polled
 * by the one thread that owns the inlet, so a record listener on another thread hands over through a queue of its own.
 */
public interface EventSource {
    /**
     * Publishes what is due, a bounded number at a time.
     *
     * @param nowNs epoch nanoseconds, read once by the caller
     * @return how many events were published
     */
    int poll(Inlet inlet, long nowNs);
}
