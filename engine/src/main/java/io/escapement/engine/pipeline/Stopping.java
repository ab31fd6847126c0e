package io.escapement.engine.pipeline;

/**
 * Whether the pipeline still takes events, and why not. One volatile word that producers read with each claim and
 * that changes twice in a life.
 */
final class Stopping {
    private final PipelineParts parts;
    private final PipelineCounters counters;
    private volatile String why = "the pipeline has not been started";
    private PipelineFault fault;

    Stopping(PipelineParts parts, PipelineCounters counters) {
        this.parts = parts;
        this.counters = counters;
    }

    void started() {
        why = null;
    }

    boolean isStopped() {
        return why != null;
    }

    void throwIfStopped() {
        final String reason = why;
        if (reason != null) {
            throw new PipelineStoppedException(reason);
        }
    }

    /** Stops the producers. A fault's reason stays. */
    synchronized void stop() {
        if (fault == null) {
            why = "the pipeline has been stopped";
        }
    }

    synchronized PipelineFault fault() {
        return fault;
    }

    /** Stops the producers and tells the fault listener; only the first fault is told. */
    void fault(PipelineFault first) {
        synchronized (this) {
            counters.faults.incrementOpaque();
            if (fault != null) {
                return;
            }
            fault = first;
            why = "the pipeline has stopped by itself: " + first.message();
        }
        try {
            parts.faultListener().onFault(first);
        } catch (final Throwable thrown) {
            parts.notices().accept("the fault listener failed itself: " + thrown);
        }
    }

    /** The fault of a record on which a stage failed. */
    static PipelineFault ofStage(Slot slot, Core core, long unprocessed) {
        final int stage = slot.stage();
        final String name = core.stageNames().get(stage);
        return new PipelineFault(PipelineFault.Kind.STAGE, slot.sequence(), "stage " + stage + " (" + name
            + ") failed", slot.failure(), unprocessed);
    }

    /** The fault of a record that a group could not do its part on. */
    static PipelineFault of(Throwable thrown, Slot slot, long unprocessed) {
        if (thrown instanceof GroupFailure failure) {
            return new PipelineFault(failure.kind(), slot.sequence(), failure.getMessage(), failure.getCause(),
                unprocessed);
        }
        return new PipelineFault(PipelineFault.Kind.PIPELINE, slot.sequence(), "the pipeline failed", thrown,
            unprocessed);
    }
}
