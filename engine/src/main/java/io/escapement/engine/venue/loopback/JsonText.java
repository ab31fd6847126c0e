package io.escapement.engine.venue.loopback;

import java.util.Collection;
import java.util.stream.Collectors;

/** Writes a JSON object, field by field. */
final class JsonText {
    private final StringBuilder out = new StringBuilder(256);

    static JsonText object() {
        return new JsonText();
    }

    static String array(final Collection<String> items) {
        return items.stream().collect(Collectors.joining(",", "[", "]"));
    }

    /** A text, in quotes. */
    JsonText text(final String name, final String value) {
        return raw(name, JsonTree.quoted(value));
    }

    JsonText number(final String name, final long value) {
        return raw(name, Long.toString(value));
    }

    JsonText bool(final String name, final boolean value) {
        return raw(name, Boolean.toString(value));
    }

    /** JSON as it is. */
    JsonText raw(final String name, final String json) {
        out.append(out.length() == 0 ? "{\"" : ",\"").append(name).append("\":").append(json);
        return this;
    }

    /** All fields of another object. */
    JsonText all(final JsonText other) {
        if (other.out.length() > 0) {
            out.append(out.length() == 0 ? "{" : ",").append(other.out, 1, other.out.length());
        }
        return this;
    }

    @Override
    public String toString() {
        return out.length() == 0 ? "{}" : out + "}";
    }
}
