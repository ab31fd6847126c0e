package io.escapement.engine.venue.htx;

import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;
import org.agrona.DirectBuffer;

/**
 * Pings, and what the venue answers to requests. A grant names its topic ({@code subbed}, {@code unsubbed}); a
 * refusal names the request's id, or on the notification socket the topic. Rare, so text may be made here.
 */
final class HtxControl {
    private static final int LONGEST_MESSAGE = 200;

    private final ControlListener listener;

    HtxControl(ControlListener listener) {
        this.listener = listener;
    }

    static boolean isRefusal(JsonObject frame) {
        final int status = frame.find("status");
        return status != JsonObject.MISSING && !frame.isString(status, "ok");
    }

    /** False where the frame is nothing of the kind. */
    boolean onFrame(DirectBuffer text, JsonObject frame, JsonScanner scanner) {
        final int ping = frame.find("ping");
        if (ping != JsonObject.MISSING) {
            if (number(text, frame.begin(ping), frame.end(ping), -1) < 0) {
                scanner.fail(frame.begin(ping), "a time");
            } else {
                listener.onAnswerWanted("{\"pong\":" + raw(text, frame, ping) + "}");
            }
            return true;
        }
        if (frame.has("op")) {
            return onOperation(text, frame);
        }
        if (isRefusal(frame)) {
            refuse(text, frame);
            return true;
        }
        final int topic = frame.has("subbed") ? frame.find("subbed") : frame.find("unsubbed");
        if (topic == JsonObject.MISSING) {
            return false;
        }
        listener.onAccepted(string(text, frame, topic));
        return true;
    }

    /** The swaps' notification socket. */
    private boolean onOperation(DirectBuffer text, JsonObject frame) {
        final int operation = frame.find("op");
        final String topic = string(text, frame, frame.find("topic"));
        final String code = string(text, frame, frame.find("err-code"));
        if (frame.isString(operation, "ping")) {
            listener.onAnswerWanted("{\"op\":\"pong\",\"ts\":" + raw(text, frame, frame.find("ts")) + "}");
            return true;
        }
        final boolean granted = "0".equals(code);
        if (frame.isString(operation, "sub") && granted) {
            listener.onAccepted(topic);
        } else if (!granted && !topic.isEmpty() && !code.isEmpty()) {
            listener.onRefused(topic, code(code), code + " " + string(text, frame, frame.find("err-msg")));
        } else if (!granted && !code.isEmpty() || frame.isString(operation, "error")) {
            listener.onRefused(ControlListener.NO_REQUEST, code(code),
                code + " " + string(text, frame, frame.find("err-msg")));
        } else {
            return frame.isString(operation, "unsub") || frame.isString(operation, "close");
        }
        return true;
    }

    private void refuse(DirectBuffer text, JsonObject frame) {
        final String code = string(text, frame, frame.find("err-code"));
        final String message = code + " " + string(text, frame, frame.find("err-msg"));
        final String id = string(text, frame, frame.find("id"));
        final int topic = frame.has("rep") ? frame.find("rep") : frame.find("subbed");
        if (id.matches("[0-9]{1,18}")) {
            listener.onRefused(Long.parseLong(id), code(code), message);
        } else if (topic != JsonObject.MISSING) {
            listener.onRefused(string(text, frame, topic), code(code), message);
        } else {
            listener.onRefused(ControlListener.NO_REQUEST, code(code), message);
        }
    }

    /** Codes are words on one socket and numbers on the other. */
    private static int code(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    /** As it stands there. */
    private static String raw(DirectBuffer text, JsonObject frame, int field) {
        if (field == JsonObject.MISSING) {
            return "\"\"";
        }
        final int length = Math.min(frame.end(field) - frame.begin(field), LONGEST_MESSAGE);
        return text.getStringWithoutLengthUtf8(frame.begin(field), length);
    }

    /** Without its quotes; empty where there is none. */
    private static String string(DirectBuffer text, JsonObject frame, int field) {
        if (field == JsonObject.MISSING) {
            return "";
        }
        final int edge = frame.kind(field) == '"' ? 1 : 0;
        final int length = Math.min(frame.end(field) - frame.begin(field) - 2 * edge, LONGEST_MESSAGE);
        return text.getStringWithoutLengthUtf8(frame.begin(field) + edge, length);
    }

    /** The number from 0 on, quoted or not, that stands here; {@code otherwise} where it is none of 63 bits. */
    static long number(DirectBuffer text, int from, int to, long otherwise) {
        final int edge = to - from > 2 && text.getByte(from) == '"' ? 1 : 0;
        long value = 0;
        for (int i = from + edge; i < to - edge; i++) {
            final int digit = text.getByte(i) - '0';
            final boolean fits =
                value < Long.MAX_VALUE / 10 || value == Long.MAX_VALUE / 10 && digit <= Long.MAX_VALUE % 10;
            if (digit < 0 || digit > 9 || !fits) {
                return otherwise;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
