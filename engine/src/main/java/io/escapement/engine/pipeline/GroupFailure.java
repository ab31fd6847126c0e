package io.escapement.engine.pipeline;

/** Takes a failure of the journal or of a listener out of a group's work; the pipeline turns it into a fault. */
final class GroupFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final PipelineFault.Kind kind;

    GroupFailure(PipelineFault.Kind kind, String detail, Throwable cause) {
        super(detail, cause);
        this.kind = kind;
    }

    PipelineFault.Kind kind() {
        return kind;
    }
}
