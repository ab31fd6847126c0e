package io.escapement.engine.venue.kucoin;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.json.FieldReader;
import io.escapement.engine.venue.json.JsonScanner;

/**
 * One side's changes, {@code [[price, size, sequence], ...]}. A price of 0 is no change of the book: the sequence goes
 * on, nothing else. An entry's own sequence is of no use: sizes are absolute.
 */
final class KucoinChanges {
    private static final String ROW = "a change of price, size and sequence";

    private final JsonScanner scanner;
    private final FieldReader fields;

    KucoinChanges(JsonScanner scanner, FieldReader fields) {
        this.scanner = scanner;
        this.fields = fields;
    }

    void read(int open, boolean bid, Instrument instrument, LevelStore store) {
        if (scanner.at(open) != '[') {
            scanner.fail(open, "an array of changes");
        }
        int at = fields.failed() ? JsonScanner.FAILED : scanner.element(open + 1);
        while (at != JsonScanner.FAILED) {
            change(at, bid, instrument, store);
            at = fields.failed() ? JsonScanner.FAILED : scanner.element(scanner.value(at, 0));
        }
    }

    private void change(int at, boolean bid, Instrument instrument, LevelStore store) {
        final int price = scanner.at(at) == '[' ? scanner.element(at + 1) : JsonScanner.FAILED;
        final int priceEnd = price == JsonScanner.FAILED ? 0 : scanner.value(price, 0);
        final int size = price == JsonScanner.FAILED ? JsonScanner.FAILED : scanner.element(priceEnd);
        if (size == JsonScanner.FAILED) {
            scanner.fail(at, ROW);
            return;
        }
        final long priceMantissa = fields.decimal(price, priceEnd, "a price", instrument.priceExponent(), true);
        final long sizeMantissa =
            fields.decimal(size, scanner.value(size, 0), "a quantity", instrument.quantityExponent(), true);
        if (!fields.failed() && priceMantissa != 0) {
            store.add(bid, priceMantissa, sizeMantissa);
        }
    }
}
