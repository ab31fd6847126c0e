package io.escapement.engine.venue.json;

import io.escapement.codecs.decimal.DecimalParser;
import io.escapement.codecs.decimal.Digits;
import io.escapement.codecs.instrument.Instrument;
import org.agrona.UnsafeApi;

/**
 * Typed fields of an object, each with its own complaint. After a complaint every further read returns 0 and changes
 * nothing, so that a decoder can read all fields and ask once. Numbers may stand in quotes or not, whatever the venue
 * says it does.
 */
public final class FieldReader {
    private final JsonScanner scanner;
    private JsonObject object;
    private int begin;

    public FieldReader(JsonScanner scanner) {
        this.scanner = scanner;
    }

    /** @param at where the object begins, for complaints about what it lacks */
    public void wrap(JsonObject fields, int at) {
        object = fields;
        begin = at;
    }

    public boolean failed() {
        return scanner.expected() != null;
    }

    /** A whole number from 0 on, of 63 bits. */
    public long integer(String key, String what) {
        final int field = need(key, what);
        return field == JsonObject.MISSING ? 0 : integer(field, what);
    }

    /** As {@link #integer}; {@code otherwise} where the field is missing. */
    public long integerOr(String key, String what, long otherwise) {
        return object.has(key) ? integer(key, what) : otherwise;
    }

    private long integer(int field, String what) {
        return integer(object.begin(field), object.end(field), what);
    }

    /** A whole number from 0 on, of 63 bits, that stands here. */
    public long integer(int from, int to, String what) {
        final int edge = isQuoted(from, to) ? 1 : 0;
        final int length = to - from - 2 * edge;
        final long value = whole(from + edge, length);
        if (value < 0) {
            scanner.fail(from, what);
            return 0;
        }
        return value;
    }

    /** Digits alone; negative where one is none, there are none at all, or 63 bits do not hold the number. */
    private long whole(int from, int length) {
        return length <= Long.BYTES ? shortInteger(from, length) : longInteger(from, length);
    }

    /** Of up to eight characters; negative where one is no digit, or there is none. */
    private long shortInteger(int from, int length) {
        final long chars = UnsafeApi.getLong(scanner.address(from));
        final boolean digits = length > 0 && Digits.lengthBefore(Digits.marksOfNonDigits(chars)) >= length;
        return digits ? Digits.number(chars ^ Digits.ZEROS, length) : -1;
    }

    /** Of more than eight characters; negative where one is no digit, or there is no room in 63 bits. */
    private long longInteger(int from, int length) {
        final long high = UnsafeApi.getLong(scanner.address(from));
        final long low = length > 2 * Long.BYTES ? -1 : shortInteger(from + Long.BYTES, length - Long.BYTES);
        if (low >= 0 && Digits.marksOfNonDigits(high) == 0) {
            return Digits.number(high ^ Digits.ZEROS) * Digits.powerOfTen(length - Long.BYTES) + low;
        }
        long value = 0;
        for (int i = from; i < from + length; i++) {
            final int digit = scanner.at(i) - '0';
            final boolean fits = value < Long.MAX_VALUE / 10
                || value == Long.MAX_VALUE / 10 && digit <= Long.MAX_VALUE % 10;
            if (digit < 0 || digit > 9 || !fits) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private boolean isQuoted(int from, int to) {
        return to - from >= 2 && scanner.at(from) == '"';
    }

    public boolean flag(String key, String what) {
        final int field = need(key, what);
        final int kind = object.kind(field);
        if (field != JsonObject.MISSING && kind != 't' && kind != 'f') {
            scanner.fail(object.begin(field), what);
        }
        return kind == 't';
    }

    public long price(String key, Instrument instrument, boolean mayBeZero) {
        return decimal(key, "a price", instrument.priceExponent(), mayBeZero);
    }

    public long quantity(String key, Instrument instrument, boolean mayBeZero) {
        return decimal(key, "a quantity", instrument.quantityExponent(), mayBeZero);
    }

    private long decimal(String key, String what, int exponent, boolean mayBeZero) {
        final int field = need(key, what);
        if (field == JsonObject.MISSING) {
            return 0;
        }
        return decimal(object.begin(field), object.end(field), what, exponent, mayBeZero);
    }

    /** A decimal that is not negative. */
    public long decimal(int from, int to, String what, int exponent, boolean mayBeZero) {
        final long usual = usual(from, to, exponent);
        if (usual > 0 || usual == 0 && mayBeZero) {
            return usual;
        }
        final long value = signed(from, to, what, exponent);
        if (!failed() && (value < 0 || value == 0 && !mayBeZero)) {
            scanner.fail(isQuoted(from, to) ? from + 1 : from, what, mayBeZero ? "zero or more" : "above zero");
        }
        return value;
    }

    /** A decimal in the usual form; {@link UsualDecimal#UNUSUAL} where the careful reader has to look at it. */
    long usual(int from, int to, int exponent) {
        final int edge = scanner.at(from) == '"' ? 1 : 0;
        return UsualDecimal.read(scanner.address(from + edge), to - from - 2 * edge, -exponent);
    }

    /** A decimal of either sign; 0 where it is none, which the scanner knows then. */
    public long signed(int from, int to, String what, int exponent) {
        final boolean quoted = isQuoted(from, to);
        if (!quoted && !isNumber(from)) {
            scanner.fail(from, what, "a number");
            return 0;
        }
        final int edge = quoted ? 1 : 0;
        final int minus = scanner.at(from + edge) == '-' ? 1 : 0;
        final int first = from + edge + minus;
        final long usual = exponent == 0 ? whole(first, to - edge - first)
            : UsualDecimal.read(scanner.address(first), to - edge - first, -exponent);
        if (usual >= 0 && !DecimalParser.isError(-usual)) {
            return minus == 1 ? -usual : usual;
        }
        final long value = DecimalParser.parse(scanner.text(), from + edge, to - from - 2 * edge, exponent);
        if (DecimalParser.isError(value)) {
            scanner.fail(from + edge, what, DecimalParser.explain(value));
            return 0;
        }
        return value;
    }

    private boolean isNumber(int from) {
        final int c = scanner.at(from);
        return c == '-' || c >= '0' && c <= '9';
    }

    /** A decimal of either sign, at any exponent; {@code otherwise} where the field is missing, null or empty. */
    public long signedOr(String key, String what, int exponent, long otherwise) {
        final int field = object.find(key);
        final boolean none = field == JsonObject.MISSING || object.kind(field) == 'n' || object.isString(field, "");
        return none ? otherwise : signed(object.begin(field), object.end(field), what, exponent);
    }

    /** The number of a field that has to be there. */
    public int need(String key, String what) {
        final int field = object.find(key);
        if (field == JsonObject.MISSING) {
            scanner.fail(begin, what, key);
        }
        return failed() ? JsonObject.MISSING : field;
    }
}
