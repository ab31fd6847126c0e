package io.escapement.engine.venue.net;

/** One request under way: what is asked and who wants the answer. */
final class RestRequest {
    final String path;
    final String url;
    /** JSON of a POST; null: a GET. */
    final String body;
    private final RestHandler handler;
    private boolean settled;
    /** Sent once already, on a kept connection that the server had closed. */
    boolean resent;

    RestRequest(String path, String url, String body, RestHandler handler) {
        this.path = path;
        this.body = body;
        this.url = url;
        this.handler = handler;
    }

    String method() {
        return body == null ? "GET" : "POST";
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
            handler.onFailure(method() + " " + url + ": " + what);
        }
    }
}
