package io.escapement.engine.venue.binance;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.json.FieldReader;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;

/** The sides of a book in any spelling that JSON allows: the fast reader first, then character by character. */
final class LevelArrays {
    private final FrameView view;
    private final JsonScanner scanner;
    private final FieldReader fields;
    private final LevelReader fast;

    LevelArrays(FrameView view, JsonScanner scanner, FieldReader fields) {
        this.view = view;
        this.scanner = scanner;
        this.fields = fields;
        this.fast = new LevelReader(view);
    }

    /** Adds the levels of a field's array to the store; the scanner tells what is wrong with them. */
    void read(JsonObject object, String key, boolean bid, SymbolColumns columns, LevelStore store) {
        final int field = fields.need(key, "an array of levels");
        if (field == JsonObject.MISSING) {
            return;
        }
        final int from = object.begin(field);
        if (scanner.at(from) != '[') {
            scanner.fail(from, "an array of levels");
        } else if (!readFast(from, object.end(field), bid, columns, store)) {
            readPlainly(from, bid, columns.instrument, store);
        }
    }

    private boolean readFast(int from, int end, boolean bid, SymbolColumns columns, LevelStore store) {
        if (!columns.isUsual()) {
            return false;
        }
        final long first = store.next(bid);
        view.rewind();
        final long behind = fast.read(view.begin() + from + 1, first, columns.price, columns.quantity);
        if (behind == 0 || view.index(behind) != end) {
            return false;
        }
        store.count(bid, (int) (fast.written() - first) / LevelReader.LEVEL_LENGTH);
        return true;
    }

    /** The array is known to be well-formed JSON. */
    private void readPlainly(int open, boolean bid, Instrument instrument, LevelStore store) {
        int i = scanner.skipSpace(open + 1);
        while (scanner.at(i) != ']') {
            if (scanner.at(i) != '[') {
                scanner.fail(i, "a level of price and quantity");
                return;
            }
            final int price = scanner.skipSpace(i + 1);
            final int priceEnd = endOfElement(price, ',');
            final int quantity = priceEnd < 0 ? -1 : scanner.skipSpace(scanner.skipSpace(priceEnd) + 1);
            final int quantityEnd = quantity < 0 ? -1 : endOfElement(quantity, ']');
            if (quantityEnd < 0) {
                scanner.fail(i, "a level of price and quantity");
                return;
            }
            final long priceMantissa =
                fields.decimal(price, priceEnd, "a price", instrument.priceExponent(), false);
            final long quantityMantissa =
                fields.decimal(quantity, quantityEnd, "a quantity", instrument.quantityExponent(), true);
            if (fields.failed()) {
                return;
            }
            store.add(bid, priceMantissa, quantityMantissa);
            i = scanner.skipSpace(scanner.skipSpace(quantityEnd) + 1);
            if (scanner.at(i) == ',') {
                i = scanner.skipSpace(i + 1);
            }
        }
    }

    /** Where the element ends, if what follows it is {@code then}; negative otherwise. */
    private int endOfElement(int from, char then) {
        if (scanner.at(from) == ']') {
            return -1;
        }
        final int behind = scanner.value(from, 0);
        return behind >= 0 && scanner.at(scanner.skipSpace(behind)) == then ? behind : -1;
    }
}
