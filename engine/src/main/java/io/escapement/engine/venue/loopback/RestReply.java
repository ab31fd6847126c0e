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

    /** What a fault of REST that is due makes of any request, or null. */
    static RestReply refusal(final Faults faults) {
        if (faults.happens(FaultKind.REST_503)) {
            return error(503, -1001, "Internal error; unable to process your request. Please try again.");
        }
        if (faults.happens(FaultKind.REST_429)) {
            return error(429, -1003, "Too much request weight used (injected fault).")
                .with("Retry-After", seconds(faults.parameter(FaultKind.REST_429)));
        }
        if (faults.happens(FaultKind.REST_418)) {
            return error(418, -1003, "Way too much request weight used; IP banned (injected fault).")
                .with("Retry-After", seconds(faults.parameter(FaultKind.REST_418)));
        }
        return null;
    }

    private static String seconds(final long nanoseconds) {
        return Long.toString(Math.max(1, (nanoseconds + 999_999_999L) / 1_000_000_000L));
    }
}
