package io.escapement.engine.pipeline;

/** The pipeline takes no more events: it was stopped, or stopped by itself after a fault. */
public final class PipelineStoppedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    PipelineStoppedException(String why) {
        super(why);
    }
}
