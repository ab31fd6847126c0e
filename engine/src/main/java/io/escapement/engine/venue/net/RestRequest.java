package io.escapement.engine.venue.net;

/** One GET under way: what is asked and who wants the answer. */
final class RestRequest {
    final String path;
    final String url;
    private final RestHandler handler;
    private boolean settled;
    /** Sent once already, on a kept connection that the server had closed. */
    boolean resent;

    RestRequest(String path, String url, RestHandler handler) {
        this.path = path;
        this.url = url;
        this.handler = handler;
    }

    void reply(RestReply reply) {
        if (!settled) {
            settled = true;
            handler.onReply(reply);
        }
    }

    void fail(String what) {
        if (!settled) {
            settled = true;
            handler.onFailure("GET " + url + ": " + what);
        }
    }
}
