package io.escapement.engine.venue.loopback;

import java.util.Map;

/** What the venue answers instead of a result. */
final class VenueError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final long retryAfterMs;
    private final String data;

    VenueError(final int status, final int code, final String message) {
        this(status, code, message, 0);
    }

    /** @param retryAfterMs how long to wait; 0 = not said */
    VenueError(final int status, final int code, final String message, final long retryAfterMs) {
        this(status, code, message, retryAfterMs, null);
    }

    private VenueError(final int status, final int code, final String message, final long retryAfterMs,
        final String data) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfterMs = retryAfterMs;
        this.data = data;
    }

    /** With more about it, JSON. */
    VenueError with(final String more) {
        return new VenueError(status, code, getMessage(), retryAfterMs, more);
    }

    /** Of HTTP. */
    int status() {
        return status;
    }

    /** The venue's own. */
    int code() {
        return code;
    }

    long retryAfterMs() {
        return retryAfterMs;
    }

    /** As Binance and MEXC write it. */
    String json() {
        final JsonText error = JsonText.object().number("code", code).text("msg", getMessage());
        return (data == null ? error : error.raw("data", data)).toString();
    }

    /** Likewise, over HTTP. */
    RestReply reply() {
        final RestReply error = new RestReply(status, json(), Map.of());
        return retryAfterMs == 0 ? error
            : error.with("Retry-After", Long.toString(Math.max(1, (retryAfterMs + 999) / 1_000)));
    }
}
