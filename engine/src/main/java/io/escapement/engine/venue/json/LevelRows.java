package io.escapement.engine.venue.json;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.event.LevelStore;

/**
 * Levels as most venues write them: {@code [[price, quantity, ...], ...]} or {@code [{"price": .., "qty": ..}, ...]}.
 * What stands behind the quantity is of no use here and passed over.
 */
public final class LevelRows {
    private final JsonScanner scanner;
    private final FieldReader fields;
    private final JsonObject row = new JsonObject();

    /** @param fields the same scanner's */
    public LevelRows(JsonScanner scanner, FieldReader fields) {
        this.scanner = scanner;
        this.fields = fields;
    }

    /** Adds the levels of an array of arrays; the scanner tells what is wrong with them. */
    public void arrays(int open, boolean bid, Instrument instrument, LevelStore store) {
        if (!isArray(open)) {
            return;
        }
        for (int at = scanner.element(open + 1); at != JsonScanner.FAILED && !fields.failed();
             at = scanner.element(scanner.value(at, 0))) {
            final int price = scanner.at(at) == '[' ? scanner.element(at + 1) : JsonScanner.FAILED;
            final int priceEnd = price == JsonScanner.FAILED ? 0 : scanner.value(price, 0);
            final int quantity = price == JsonScanner.FAILED ? JsonScanner.FAILED : scanner.element(priceEnd);
            if (quantity == JsonScanner.FAILED) {
                scanner.fail(at, "a level of price and quantity");
            } else {
                add(price, priceEnd, quantity, scanner.value(quantity, 0), bid, instrument, store);
            }
        }
    }

    /** Adds the levels of an array of objects with these keys. */
    public void objects(int open, String priceKey, String quantityKey, boolean bid, Instrument instrument,
                        LevelStore store) {
        if (!isArray(open)) {
            return;
        }
        int at = scanner.element(open + 1);
        while (at != JsonScanner.FAILED && !fields.failed()) {
            row.clear();
            final int behind = scanner.at(at) == '{' ? scanner.object(at, 0, row) : JsonScanner.FAILED;
            final int price = row.find(priceKey);
            final int quantity = row.find(quantityKey);
            if (behind == JsonScanner.FAILED || price == JsonObject.MISSING || quantity == JsonObject.MISSING) {
                scanner.fail(at, "a level of price and quantity");
                return;
            }
            add(row.begin(price), row.end(price), row.begin(quantity), row.end(quantity), bid, instrument, store);
            at = scanner.element(behind);
        }
    }

    private boolean isArray(int open) {
        if (scanner.at(open) != '[') {
            scanner.fail(open, "an array of levels");
        }
        return !fields.failed();
    }

    private void add(int price, int priceEnd, int quantity, int quantityEnd, boolean bid, Instrument instrument,
                     LevelStore store) {
        final long priceMantissa = fields.decimal(price, priceEnd, "a price", instrument.priceExponent(), false);
        final long quantityMantissa =
            fields.decimal(quantity, quantityEnd, "a quantity", instrument.quantityExponent(), true);
        if (!fields.failed()) {
            store.add(bid, priceMantissa, quantityMantissa);
        }
    }
}
