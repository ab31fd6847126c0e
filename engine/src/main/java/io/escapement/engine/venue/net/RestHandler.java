package io.escapement.engine.venue.net;

/** Takes the outcome of one request, on the transport's thread; exactly one of these is called, once. */
public interface RestHandler {
    /** The venue has answered, perhaps with a refusal. */
    void onReply(RestReply reply);

    /**
     * There is no answer: no connection, TLS refused, timeout, body too long, connection cut.
     *
     * @param detail one line that names the request and what went wrong
     */
    void onFailure(String detail);

    /** As {@link #onFailure}, and nothing of the request has left: the venue cannot know of it. */
    default void onNotSent(String detail) {
        onFailure(detail);
    }
}
