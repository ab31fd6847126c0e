package io.escapement.engine.venue.htx;

import io.escapement.codecs.decimal.DecimalParser;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.json.FieldReader;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;

/**
 * Quantities as HTX writes them. Single orders in its books have up to 15 decimals, whatever the list of symbols says
 * ({@code 0.575610404535042} of a symbol with six, {@code 3307.9982700421942} of one with two), beside others of
 * millions: no exponent holds both in 64 bits. What is finer than the instrument's exponent is therefore cut off, and
 * counted; a quantity that is not zero never becomes zero, which would delete its level.
 */
final class HtxQuantities {
    private static final int MOST_CUT = 18;

    private final JsonScanner scanner;
    private final FieldReader fields;
    private long cut;

    /** @param fields the same scanner's */
    HtxQuantities(JsonScanner scanner, FieldReader fields) {
        this.scanner = scanner;
        this.fields = fields;
    }

    /** How many have been cut so far. */
    long cut() {
        return cut;
    }

    /** The mantissa of a quantity that has to be there; the scanner knows where it is none. */
    long read(JsonObject object, String key, Instrument instrument, boolean mayBeZero) {
        final int field = fields.need(key, "a quantity");
        return field == JsonObject.MISSING ? 0
            : read(object.begin(field), object.end(field), instrument, mayBeZero);
    }

    /** As {@link #read(JsonObject, String, Instrument, boolean)}, of what stands here. */
    long read(int from, int to, Instrument instrument, boolean mayBeZero) {
        final int edge = scanner.at(from) == '"' ? 1 : 0;
        final int length = to - from - 2 * edge;
        final int exponent = instrument.quantityExponent();
        final boolean number = edge == 1 || isNumber(scanner.at(from));
        if (number
            && DecimalParser.parse(scanner.text(), from + edge, length, exponent) == DecimalParser.INEXACT) {
            final long mantissa = cut(from + edge, length, exponent);
            if (mantissa > 0) {
                cut++;
                return mantissa;
            }
        }
        return fields.decimal(from, to, "a quantity", exponent, mayBeZero);
    }

    private static boolean isNumber(int c) {
        return c == '-' || c >= '0' && c <= '9';
    }

    /** Zero or less where it is negative, or has more digits than 64 bits hold. */
    private long cut(int from, int length, int exponent) {
        long divisor = 1;
        for (int finer = 1; finer <= MOST_CUT; finer++) {
            divisor *= 10;
            final long exact = DecimalParser.parse(scanner.text(), from, length, exponent - finer);
            if (exact != DecimalParser.INEXACT) {
                return exact <= 0 ? 0 : Math.max(1, exact / divisor);
            }
        }
        return 0;
    }

    /** Adds the levels of {@code [[price,quantity],..]}; the scanner tells what is wrong with them. */
    void levels(int open, boolean bid, Instrument instrument, LevelStore store) {
        if (scanner.at(open) != '[') {
            scanner.fail(open, "an array of levels");
        }
        for (int at = fields.failed() ? JsonScanner.FAILED : scanner.element(open + 1);
             at != JsonScanner.FAILED && !fields.failed(); at = scanner.element(scanner.value(at, 0))) {
            final int price = scanner.at(at) == '[' ? scanner.element(at + 1) : JsonScanner.FAILED;
            final int priceEnd = price == JsonScanner.FAILED ? 0 : scanner.value(price, 0);
            final int quantity = price == JsonScanner.FAILED ? JsonScanner.FAILED : scanner.element(priceEnd);
            if (quantity == JsonScanner.FAILED) {
                scanner.fail(at, "a level of price and quantity");
                return;
            }
            final long priceMantissa = fields.decimal(price, priceEnd, "a price", instrument.priceExponent(), false);
            final long quantityMantissa = read(quantity, scanner.value(quantity, 0), instrument, true);
            if (!fields.failed()) {
                store.add(bid, priceMantissa, quantityMantissa);
            }
        }
    }
}
