package io.escapement.engine.pipeline;

/**
 * One step of the deterministic core: private state, fed by slots. A stage reads the event and the effects appended
 * so far, and appends its own. It never sees a thread, a queue, a clock or another stage, so any cut of the stage
 * list into groups gives the same records. Called by one thread at a time, in sequence order.
 */
public interface Stage {
    /** What this stage is called in faults, state hashes and thread names. */
    String name();

    /**
     * Takes one event. Whatever it throws stops the engine: the record is journaled with a fault and the kill switch
     * trips.
     */
    void onEvent(Slot slot);

    /** A hash of all state that can change what this stage will do; equal states have equal hashes on any machine. */
    long stateHash();
}
