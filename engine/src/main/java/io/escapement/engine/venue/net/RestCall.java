package io.escapement.engine.venue.net;

import java.util.List;

/**
 * A request of any method with headers of its own.
 *
 * @param method     GET, POST, PUT, DELETE
 * @param path       with its query
 * @param shown      the path as messages may show it: without what is signed, listen keys and the like
 * @param body       JSON, or null for none
 * @param headers    names and values in turn; they may hold a key and are shown nowhere
 * @param repeatable whether the request may be sent again where a kept connection was found closed under it
 */
public record RestCall(String method, String path, String shown, String body, List<String> headers,
                       boolean repeatable) {
    /** @throws IllegalArgumentException if a header has no value */
    public RestCall {
        if (headers.size() % 2 != 0) {
            throw new IllegalArgumentException("a header of " + method + " " + shown + " has no value");
        }
    }

    /** For logs: nothing that is secret. */
    @Override
    public String toString() {
        return method + " " + shown;
    }
}
