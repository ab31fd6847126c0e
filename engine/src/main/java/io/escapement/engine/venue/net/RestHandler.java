package io.escapement.engine.venue.net;

/** Takes the outcome of one request, on the transport's thread; exactly one of the two is called, once. */
public interface RestHandler {
    /** The venue has answered, perhaps with a refusal. */
    void onReply(RestReply reply);

    /**
     * There is no answer: no connection, TLS refused, timeout, body too long, connection cut.
     *
     * @param detail one line that names the request and what went wrong
     */
    void onFailure(String detail);
}
