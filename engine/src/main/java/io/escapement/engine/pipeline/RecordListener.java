package io.escapement.engine.pipeline;

/**
 * Sees every record after it has been journaled, in sequence order, on the thread of its group. Must not block, and
 * must not keep the slot: it is a view that dies with the call. What it has to say to the core goes back as events,
 * through an {@link EventSource}. The record of an event on which a stage failed is shown too, as the last one; nothing
 * in it may be acted on ({@link Slot#isFaulted}). What a listener throws stops the pipeline.
 */
public interface RecordListener {
    void onRecord(Slot slot);
}
