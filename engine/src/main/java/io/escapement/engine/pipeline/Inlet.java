package io.escapement.engine.pipeline;

/**
 * Where one producing thread puts its events into the ring. Claim, encode the SBE event into the slot at
 * {@link Slot#event()}, commit it in the slot, then publish; or abandon. One claim at a time.
 */
public interface Inlet {
    /**
     * The next free slot, cleared. Waits while the ring is full; the waiting is counted.
     *
     * @throws PipelineStoppedException once the pipeline has stopped, also while waiting
     */
    Slot claim();

    /** Hands the claimed slot, whose event has been committed, to the core. */
    void publish(Slot slot);

    /** Gives the claimed slot back unused: it gets no sequence and no record. */
    void abandon(Slot slot);
}
