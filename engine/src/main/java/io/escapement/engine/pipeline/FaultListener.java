package io.escapement.engine.pipeline;

/** Is told, once, why the pipeline stopped by itself. */
public interface FaultListener {
    /**
     * Called on the thread of the group that stopped; after a stage's failure, when the record listeners have seen the
     * faulted record. From here on {@link Inlet#claim} throws and nothing later is journaled or heard, but where the
     * journal failed on a thread of its own, listeners may still be busy with records that it appended before. Must
     * not wait for the pipeline to stop.
     */
    void onFault(PipelineFault fault);
}
