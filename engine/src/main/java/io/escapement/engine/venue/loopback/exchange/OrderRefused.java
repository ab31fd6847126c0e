package io.escapement.engine.venue.loopback.exchange;

import io.escapement.codecs.sbe.RejectCode;

/** The venue does not do what it was asked; nothing has changed. */
public final class OrderRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient RejectCode code;

    /** With what it is about. */
    public OrderRefused(final RejectCode code, final String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** Why, in our words; each protocol has its own for it. */
    public RejectCode code() {
        return code;
    }
}
