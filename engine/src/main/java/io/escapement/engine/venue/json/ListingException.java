package io.escapement.engine.venue.json;

import java.io.IOException;

/** A reply that should have been a venue's list of instruments is none. */
public final class ListingException extends IOException {
    private static final long serialVersionUID = 1L;

    public ListingException(String problem) {
        super(problem);
    }

    public ListingException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
