package io.escapement.engine.venue.json;

import org.agrona.DirectBuffer;

/** Values of control replies as text: rare, so text may be made. */
public final class ReplyText {
    private static final int LONGEST = 200;

    private ReplyText() {
    }

    /** A field's value, without quotes, shortened, a question mark for what is not printable; empty where missing. */
    public static String of(JsonObject object, String key, DirectBuffer text) {
        final int field = object.find(key);
        if (field == JsonObject.MISSING) {
            return "";
        }
        final int edge = object.kind(field) == '"' ? 1 : 0;
        return of(text, object.begin(field) + edge, object.end(field) - edge);
    }

    /** What stands here. */
    public static String of(DirectBuffer text, int from, int to) {
        final StringBuilder words = new StringBuilder();
        for (int i = from; i < Math.min(to, from + LONGEST); i++) {
            final byte c = text.getByte(i);
            words.append(c >= ' ' && c < 0x7F ? (char) c : '?');
        }
        return words.toString();
    }

    /** A whole number of either sign; {@code otherwise} where the field is missing or something else. */
    public static long number(JsonObject object, String key, DirectBuffer text, long otherwise) {
        try {
            return Long.parseLong(of(object, key, text));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
