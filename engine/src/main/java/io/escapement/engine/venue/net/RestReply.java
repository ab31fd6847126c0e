package io.escapement.engine.venue.net;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.agrona.DirectBuffer;

/**
 * A whole reply, whatever its status. Valid during the call that hands it over.
 *
 * @param method        GET or POST
 * @param url           what was asked for
 * @param body          from index 0 to its capacity
 * @param receiveTimeNs epoch nanoseconds when the last byte had come
 */
public record RestReply(String method, String url, HttpResponseStatus httpStatus, HttpHeaders headers,
                        DirectBuffer body, long receiveTimeNs) {
    private static final int SHOWN_BODY = 200;

    public int status() {
        return httpStatus.code();
    }

    public boolean isOk() {
        return httpStatus.code() == HttpResponseStatus.OK.code();
    }

    /** A header's first value, or null. */
    public String header(String name) {
        return headers.get(name);
    }

    /** A header's value as a number of at least 0, or the other where it is missing or no such number. */
    public long number(String name, long otherwise) {
        return natural(headers.get(name), otherwise);
    }

    static long natural(String text, long otherwise) {
        if (text == null || text.isEmpty() || text.length() > 18) {
            return otherwise;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return otherwise;
            }
        }
        return Long.parseLong(text);
    }

    /** The seconds of {@code Retry-After}, or the other where the venue names none. */
    public long retryAfterSeconds(long otherwise) {
        return number(HttpHeaderNames.RETRY_AFTER.toString(), otherwise);
    }

    /**
     * One line that says what was asked, the status and the body's beginning, for a reply that is not what was hoped.
     */
    public String describe() {
        final int length = Math.min(SHOWN_BODY, body.capacity());
        final StringBuilder line = new StringBuilder(method).append(' ').append(url).append(": ").append(httpStatus);
        final long retryAfter = retryAfterSeconds(-1);
        if (retryAfter >= 0) {
            line.append(", retry after ").append(retryAfter).append(" s");
        }
        if (length > 0) {
            line.append(", ");
        }
        for (int i = 0; i < length; i++) {
            final byte c = body.getByte(i);
            line.append(c >= ' ' && c < 0x7F ? (char) c : '?');
        }
        return line.toString();
    }
}
