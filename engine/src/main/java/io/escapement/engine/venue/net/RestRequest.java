package io.escapement.engine.venue.net;

import java.util.List;

/** One request under way: what is asked and who wants the answer. */
final class RestRequest {
    final String method;
    final String path;
    /** As messages show it. */
    final String url;
    /** JSON; null: none. */
    final String body;
    final List<String> headers;
    final boolean repeatable;
    private final RestHandler handler;
    private boolean settled;
    /** Sent once already, on a kept connection that the server had closed. */
    boolean resent;
    /** Whether any of it may have left. */
    boolean written;

    RestRequest(RestCall call, String path, String url, RestHandler handler) {
        this.method = call.method();
        this.path = path;
        this.url = url;
        this.body = call.body();
        this.headers = call.headers();
        this.repeatable = call.repeatable();
        this.handler = handler;
    }

    void reply(RestReply reply) {
        if (!settled) {
            settled = true;
            handler.onReply(reply);
        }
    }

    void fail(String what) {
        if (settled) {
            return;
        }
        settled = true;
        final String detail = method + " " + url + ": " + what;
        if (written) {
            handler.onFailure(detail);
        } else {
            handler.onNotSent(detail);
        }
    }
}
