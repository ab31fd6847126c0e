package io.escapement.engine.venue.binance;

import io.escapement.codecs.decimal.DecimalParser;
import io.escapement.codecs.instrument.Instrument;
import org.agrona.DirectBuffer;

/**
 * Typed fields of an object, each with its own complaint. After a complaint every further read returns 0 and changes
 * nothing, so that a decoder can read all fields and ask once.
 */
final class FieldReader {
    private final JsonScanner scanner;
    private DirectBuffer text;
    private JsonObject object;
    private int begin;

    FieldReader(JsonScanner scanner) {
        this.scanner = scanner;
    }

    /** @param at where the object begins, for complaints about what it lacks */
    void wrap(DirectBuffer buffer, JsonObject fields, int at) {
        text = buffer;
        object = fields;
        begin = at;
    }

    boolean failed() {
        return scanner.expected() != null;
    }

    /** A whole number from 0 on, of 63 bits. */
    long integer(String key, String what) {
        final int field = need(key, what);
        return field == JsonObject.MISSING ? 0 : integer(field, what);
    }

    /** As {@link #integer}; {@code otherwise} where the field is missing. */
    long integerOr(String key, String what, long otherwise) {
        return object.has(key) ? integer(key, what) : otherwise;
    }

    private long integer(int field, String what) {
        long value = 0;
        for (int i = object.begin(field); i < object.end(field); i++) {
            final int digit = text.getByte(i) - '0';
            final boolean fits = value < Long.MAX_VALUE / 10
                || value == Long.MAX_VALUE / 10 && digit <= Long.MAX_VALUE % 10;
            if (digit < 0 || digit > 9 || !fits) {
                scanner.fail(object.begin(field), what);
                return 0;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    boolean flag(String key, String what) {
        final int field = need(key, what);
        final int kind = object.kind(field);
        if (field != JsonObject.MISSING && kind != 't' && kind != 'f') {
            scanner.fail(object.begin(field), what);
        }
        return kind == 't';
    }

    long price(String key, Instrument instrument, boolean mayBeZero) {
        return decimal(key, "a price", instrument.priceExponent(), mayBeZero);
    }

    long quantity(String key, Instrument instrument, boolean mayBeZero) {
        return decimal(key, "a quantity", instrument.quantityExponent(), mayBeZero);
    }

    private long decimal(String key, String what, int exponent, boolean mayBeZero) {
        final int field = need(key, what);
        if (field == JsonObject.MISSING) {
            return 0;
        }
        return decimal(object.begin(field), object.end(field), what, exponent, mayBeZero);
    }

    /** A decimal in quotes, which is not negative. */
    long decimal(int from, int to, String what, int exponent, boolean mayBeZero) {
        if (to - from < 2 || text.getByte(from) != '"') {
            scanner.fail(from, what, "in quotes");
            return 0;
        }
        final long value = DecimalParser.parse(text, from + 1, to - from - 2, exponent);
        if (DecimalParser.isError(value)) {
            scanner.fail(from + 1, what, DecimalParser.explain(value));
        } else if (value < 0 || value == 0 && !mayBeZero) {
            scanner.fail(from + 1, what, mayBeZero ? "zero or more" : "above zero");
        }
        return value;
    }

    /** The number of a field that has to be there. */
    int need(String key, String what) {
        final int field = object.find(key);
        if (field == JsonObject.MISSING) {
            scanner.fail(begin, what, key);
        }
        return failed() ? JsonObject.MISSING : field;
    }
}
