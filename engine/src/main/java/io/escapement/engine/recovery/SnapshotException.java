package io.escapement.engine.recovery;

/** A snapshot cannot be used; the message says which, and why. */
public final class SnapshotException extends RuntimeException {
    SnapshotException(String message) {
        super(message);
    }

    SnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
