package io.escapement.engine.venue.orders;

/** A reply is not what it should be; the message says what was expected where. */
public final class ReplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReplyException(String message) {
        super(message);
    }
}
