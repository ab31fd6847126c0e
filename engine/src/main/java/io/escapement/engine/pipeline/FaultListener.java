package io.escapement.engine.pipeline;

/** Is told, once, why the pipeline stopped by itself. */
public interface FaultListener {
    /**
     * Called on the thread of the group that stopped, after the record listeners have seen the faulted record. From
     * here on no event is processed and {@link Inlet#claim} throws. Must not wait for the pipeline to stop.
     */
    void onFault(PipelineFault fault);
}
