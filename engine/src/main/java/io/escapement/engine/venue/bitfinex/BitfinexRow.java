package io.escapement.engine.venue.bitfinex;

import io.escapement.engine.venue.json.JsonScanner;

/** Where the first elements of an array begin and end. Arrays may grow: what stands behind is not looked at. */
final class BitfinexRow {
    private static final int MOST = 18;

    private final JsonScanner scanner;
    private final int[] begins = new int[MOST];
    private final int[] ends = new int[MOST];

    BitfinexRow(JsonScanner scanner) {
        this.scanner = scanner;
    }

    /** Fails where it is no array, or has fewer elements than wanted. */
    boolean read(int open, int wanted, String what) {
        int at = scanner.at(open) == '[' ? scanner.element(open + 1) : JsonScanner.FAILED;
        for (int i = 0; i < wanted; i++) {
            if (at == JsonScanner.FAILED) {
                scanner.fail(open, what);
                return false;
            }
            begins[i] = at;
            ends[i] = scanner.value(at, 0);
            at = scanner.element(ends[i]);
        }
        return true;
    }

    int begin(int column) {
        return begins[column];
    }

    int end(int column) {
        return ends[column];
    }
}
