package io.escapement.engine.venue.orders;

import io.escapement.codecs.sbe.ExecutionType;

/** What is asked of a venue about one order. */
public enum Operation {
    PLACE(ExecutionType.REJECTED),
    AMEND(ExecutionType.AMEND_REJECTED),
    CANCEL(ExecutionType.CANCEL_REJECTED);

    private final ExecutionType refusal;

    Operation(ExecutionType refusal) {
        this.refusal = refusal;
    }

    /** What is reported where it was refused. */
    public ExecutionType refusal() {
        return refusal;
    }
}
