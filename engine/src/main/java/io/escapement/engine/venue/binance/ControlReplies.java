package io.escapement.engine.venue.binance;

import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;
import org.agrona.DirectBuffer;

/**
 * What the venue answers to requests: {@code {"result":null,"id":1}}, {@code {"error":{"code":..,"msg":..},"id":1}},
 * {@code {"code":..,"msg":..,"id":1}}. Rare, so text may be made here.
 */
final class ControlReplies {
    private static final int LONGEST_MESSAGE = 200;

    private final ControlListener listener;
    private final JsonObject error = new JsonObject();

    ControlReplies(ControlListener listener) {
        this.listener = listener;
    }

    static boolean isReply(JsonObject object) {
        return object.has("result") || object.has("error") || object.has("code") && object.has("msg");
    }

    void onReply(DirectBuffer text, JsonScanner scanner, JsonObject reply) {
        final long id = number(text, reply, "id", ControlListener.NO_REQUEST);
        final int nested = reply.find("error");
        if (reply.kind(nested) == '{') {
            error.clear();
            scanner.object(reply.begin(nested), 0, error);
            refuse(text, error, id);
        } else if (nested != JsonObject.MISSING || reply.has("code")) {
            refuse(text, reply, id);
        } else {
            listener.onAccepted(id);
        }
    }

    private void refuse(DirectBuffer text, JsonObject object, long id) {
        final int message = object.find("msg");
        final int from = message == JsonObject.MISSING ? 0 : object.begin(message);
        final int to = message == JsonObject.MISSING ? 0 : object.end(message);
        final StringBuilder words = new StringBuilder();
        for (int i = from; i < Math.min(to, from + LONGEST_MESSAGE); i++) {
            final byte c = text.getByte(i);
            words.append(c >= ' ' && c < 0x7F ? (char) c : '?');
        }
        final boolean quoted = words.length() >= 2 && words.charAt(0) == '"' && words.charAt(words.length() - 1) == '"';
        final String plain = quoted ? words.substring(1, words.length() - 1) : words.toString();
        listener.onRefused(id, (int) number(text, object, "code", 0), plain);
    }

    private static long number(DirectBuffer text, JsonObject object, String key, long otherwise) {
        final int field = object.find(key);
        if (field == JsonObject.MISSING || object.end(field) - object.begin(field) > 18) {
            return otherwise;
        }
        final boolean negative = object.kind(field) == '-';
        long value = 0;
        for (int i = object.begin(field) + (negative ? 1 : 0); i < object.end(field); i++) {
            final int digit = text.getByte(i) - '0';
            if (digit < 0 || digit > 9) {
                return otherwise;
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }
}
