package io.escapement.engine.pipeline;

/**
 * Why a pipeline stopped by itself.
 *
 * @param kind        who failed
 * @param sequence    of the record on which it failed
 * @param detail      who and how, in words
 * @param cause       what was thrown
 * @param unprocessed events that had been published behind this one and stay unprocessed
 */
public record PipelineFault(Kind kind, long sequence, String detail, Throwable cause, long unprocessed) {
    /** Who failed. */
    public enum Kind {
        /** A stage of the core: the record is journaled, with a fault as its last effect. */
        STAGE,
        /** The journal: the record is not journaled, and nobody acted on it. */
        JOURNAL,
        /** A listener: the record is journaled; listeners behind the failing one have not seen it. */
        LISTENER,
        /** The pipeline itself: whether the record is journaled is not known. */
        PIPELINE
    }

    /** One line for a person. */
    public String message() {
        return detail + " at sequence " + sequence + ": " + cause + "; stopped, " + unprocessed
            + " later events stay unprocessed";
    }
}
