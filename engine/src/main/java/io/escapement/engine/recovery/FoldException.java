package io.escapement.engine.recovery;

/**
 * What was folded out of a journal is not what its own effects say: nothing may be carried on from it. The message says
 * at which record, and what.
 */
public final class FoldException extends IllegalArgumentException {
    FoldException(String message) {
        super(message);
    }

    FoldException(String message, Throwable cause) {
        super(message, cause);
    }
}
