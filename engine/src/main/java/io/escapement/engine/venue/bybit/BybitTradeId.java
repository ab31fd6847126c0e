package io.escapement.engine.venue.bybit;

import io.escapement.engine.venue.json.FieldReader;
import io.escapement.engine.venue.json.JsonScanner;

/** Trade ids: of contracts a UUID, whose first 64 bits are the number; of spot a number. */
final class BybitTradeId {
    private static final int UUID_LENGTH = 36;
    /** Characters that hold the first 64 bits: {@code a9188a0a-82bc-50de}. */
    private static final int FIRST_HALF = 18;

    private final JsonScanner scanner;
    private final FieldReader fields;

    BybitTradeId(JsonScanner scanner, FieldReader fields) {
        this.scanner = scanner;
        this.fields = fields;
    }

    /** The number of the value that stands here; the scanner knows where it is neither. */
    long read(int from, int to) {
        if (scanner.at(from) != '"' || to - from != UUID_LENGTH + 2) {
            return fields.integer(from, to, "a trade id");
        }
        long id = 0;
        for (int i = 0; i < UUID_LENGTH; i++) {
            final int c = scanner.at(from + 1 + i);
            final boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            final int digit = dash ? c == '-' ? 0 : -1 : hex(c);
            if (digit < 0) {
                scanner.fail(from, "a trade id");
                return 0;
            }
            id = dash || i >= FIRST_HALF ? id : id << 4 | digit;
        }
        return id;
    }

    private static int hex(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        final int letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }
}
