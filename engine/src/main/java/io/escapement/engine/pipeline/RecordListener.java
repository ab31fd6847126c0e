package io.escapement.engine.pipeline;

/**
 * Sees every record after it has been journaled, in sequence order, on the thread of its group. Must not block, and
 * must not keep the slot: it is a view that dies with the call. What it has to say to the core goes back as events,
 * through an {@link EventSource}.
 */
public interface RecordListener {
    void onRecord(Slot slot);
}
