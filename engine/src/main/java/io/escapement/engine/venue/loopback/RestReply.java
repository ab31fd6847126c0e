package io.escapement.engine.venue.loopback;

import java.util.Map;
import java.util.TreeMap;

/** An HTTP answer, JSON. */
record RestReply(int status, String body, Map<String, String> headers) {
    static RestReply ok(final String body) {
        return new RestReply(200, body, Map.of());
    }

    /** In the venue's form of an error. */
    static RestReply error(final int status, final int code, final String message) {
        return new RestReply(status, "{\"code\":" + code + ",\"msg\":\"" + message.replace("\"", "\\\"") + "\"}",
            Map.of());
    }

    RestReply with(final String header, final String value) {
        final Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new RestReply(status, body, more);
    }
}
