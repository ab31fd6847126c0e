package io.escapement.engine.venue.json;

import io.escapement.codecs.decimal.DecimalParser;

/**
 * Decimals whose last digits do not matter, such as a funding rate of sixteen decimals: digits beyond the exponent are
 * cut off, towards zero. A number with a power of ten has to be exact.
 */
public final class CutDecimals {
    private final JsonScanner scanner;
    private final FieldReader fields;

    /** @param fields the same scanner's */
    public CutDecimals(JsonScanner scanner, FieldReader fields) {
        this.scanner = scanner;
        this.fields = fields;
    }

    /**
     * A decimal of either sign, in quotes or not; {@code otherwise} where the field is missing, null or empty.
     *
     * @param exponent of the mantissa, zero or less
     */
    public long or(JsonObject object, String key, String what, int exponent, long otherwise) {
        final int field = object.find(key);
        return field == JsonObject.MISSING ? otherwise
            : or(object.begin(field), object.end(field), what, exponent, otherwise);
    }

    /** As {@link #or(JsonObject, String, String, int, long)}, of the value that stands here. */
    public long or(int begin, int end, String what, int exponent, long otherwise) {
        final int kind = scanner.at(begin);
        final int edge = kind == '"' ? 1 : 0;
        final int from = begin + edge;
        final int to = end - edge;
        if (kind == 'n' || edge == 1 && from == to || fields.failed()) {
            return otherwise;
        }
        if (edge == 0 && kind != '-' && (kind < '0' || kind > '9')) {
            scanner.fail(from, what, "a number");
            return otherwise;
        }
        final long value = DecimalParser.parse(scanner.text(), from, cut(from, to, -exponent) - from, exponent);
        if (DecimalParser.isError(value)) {
            scanner.fail(from, what, DecimalParser.explain(value));
            return otherwise;
        }
        return value;
    }

    /** Where the text ends once it has so many decimals; where it ends anyway if what follows is not all digits. */
    private int cut(int from, int to, int decimals) {
        int i = from;
        while (i < to && scanner.at(i) != '.') {
            i++;
        }
        for (int j = i + 1; j < to; j++) {
            if (scanner.at(j) < '0' || scanner.at(j) > '9') {
                return to;
            }
        }
        return Math.min(i + 1 + decimals, to);
    }
}
