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
    private final AskedTexts keys = new AskedTexts();

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
            if (isUsualArray(at, bid, instrument, store)) {
                continue;
            }
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

    /**
     * Adds a row of two decimals in the usual form, or more, without a space between; what is anything else, or wrong,
     * is left to the careful reader.
     */
    private boolean isUsualArray(int at, boolean bid, Instrument instrument, LevelStore store) {
        final int price = at + 1;
        if (scanner.at(at) != '[' || !isDecimal(price)) {
            return false;
        }
        final int priceEnd = scanner.value(price, 0);
        return scanner.at(priceEnd) == ',' && isDecimal(priceEnd + 1)
            && isUsual(price, priceEnd, priceEnd + 1, scanner.value(priceEnd + 1, 0), bid, instrument, store);
    }

    private boolean isDecimal(int at) {
        final int c = scanner.at(at);
        return c == '"' || c >= '0' && c <= '9';
    }

    private boolean isUsual(int price, int priceEnd, int quantity, int quantityEnd, boolean bid,
                            Instrument instrument, LevelStore store) {
        final long priceMantissa = fields.usual(price, priceEnd, instrument.priceExponent());
        final long quantityMantissa = fields.usual(quantity, quantityEnd, instrument.quantityExponent());
        if (priceMantissa <= 0 || quantityMantissa < 0) {
            return false;
        }
        store.add(bid, priceMantissa, quantityMantissa);
        return true;
    }

    /** Adds the levels of an array of objects with these keys. */
    public void objects(int open, String priceKey, String quantityKey, boolean bid, Instrument instrument,
                        LevelStore store) {
        if (!isArray(open)) {
            return;
        }
        int at = scanner.element(open + 1);
        while (at != JsonScanner.FAILED && !fields.failed()) {
            final int end = usualObject(at, priceKey, quantityKey, bid, instrument, store);
            if (end != JsonScanner.FAILED) {
                at = scanner.element(end);
                continue;
            }
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

    /**
     * Adds a row of just these two fields in this order, in the usual form and without a space between, and returns the
     * place behind it; {@link JsonScanner#FAILED} where it is anything else.
     */
    private int usualObject(int at, String priceKey, String quantityKey, boolean bid, Instrument instrument,
                            LevelStore store) {
        final int price = scanner.at(at) == '{' ? valueOf(at + 1, priceKey) : JsonScanner.FAILED;
        final int priceEnd = price == JsonScanner.FAILED ? price : scanner.value(price, 0);
        final int quantity = priceEnd == JsonScanner.FAILED || scanner.at(priceEnd) != ',' ? JsonScanner.FAILED
            : valueOf(priceEnd + 1, quantityKey);
        if (quantity == JsonScanner.FAILED) {
            return quantity;
        }
        final int end = scanner.value(quantity, 0);
        final boolean added = scanner.at(end) == '}'
            && isUsual(price, priceEnd, quantity, end, bid, instrument, store);
        return added ? end + 1 : JsonScanner.FAILED;
    }

    /** Where the decimal behind this key begins, if the key stands here and no space does. */
    private int valueOf(int at, String key) {
        final int value = at + key.length() + 3;
        final boolean here = scanner.at(at) == '"' && keys.is(keys.place(key), scanner.address(at + 1), key.length())
            && scanner.at(value - 2) == '"' && scanner.at(value - 1) == ':' && isDecimal(value);
        return here ? value : JsonScanner.FAILED;
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
