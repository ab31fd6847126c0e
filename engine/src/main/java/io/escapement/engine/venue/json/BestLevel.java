package io.escapement.engine.venue.json;

import io.escapement.codecs.instrument.Instrument;

/** One side of a best bid and offer: price and quantity, both 0 where the side is empty. */
public final class BestLevel {
    private final JsonScanner scanner;
    private final FieldReader fields;
    private long price;
    private long quantity;

    /** @param fields the same scanner's */
    public BestLevel(JsonScanner scanner, FieldReader fields) {
        this.scanner = scanner;
        this.fields = fields;
    }

    public long price() {
        return price;
    }

    public long quantity() {
        return quantity;
    }

    /** Reads an array of at most one level: {@code [[price, quantity, ...]]} or {@code []}. */
    public void row(int open, Instrument instrument) {
        final int level = first(open, "an array of at most one level");
        if (level != JsonScanner.FAILED) {
            final int behind = scanner.value(level, 0);
            pair(level, instrument);
            if (behind != JsonScanner.FAILED && scanner.element(behind) != JsonScanner.FAILED) {
                scanner.fail(open, "an array of at most one level");
            }
        }
    }

    /** Reads one level: {@code [price, quantity, ...]} or {@code []}. */
    public void pair(int open, Instrument instrument) {
        final int at = first(open, "a level of price and quantity");
        if (at == JsonScanner.FAILED) {
            return;
        }
        final int end = scanner.value(at, 0);
        final int next = end == JsonScanner.FAILED ? JsonScanner.FAILED : scanner.element(end);
        if (next == JsonScanner.FAILED) {
            scanner.fail(open, "a level of price and quantity");
            return;
        }
        price = fields.decimal(at, end, "a price", instrument.priceExponent(), true);
        quantity = fields.decimal(next, scanner.value(next, 0), "a quantity", instrument.quantityExponent(), true);
    }

    /** The first element of an array that has to be one. */
    private int first(int open, String what) {
        price = 0;
        quantity = 0;
        if (fields.failed()) {
            return JsonScanner.FAILED;
        }
        if (scanner.at(open) != '[') {
            return scanner.fail(open, what);
        }
        return scanner.element(open + 1);
    }
}
