package io.escapement.journal;

/** A journal cannot be opened, read or written; the message says which, where, why, and what to do. */
public class JournalException extends RuntimeException {
    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
