package io.escapement.engine.venue.binance;

import org.agrona.UnsafeApi;

/**
 * One side of a book, {@code [["price","quantity"],...]}, in the venue's own spelling without spaces, written to
 * memory as the schema's groups have it: price and quantity mantissas, {@value #LEVEL_LENGTH} bytes a level.
 */
final class LevelReader {
    static final int LEVEL_LENGTH = 16;
    /** Characters of the shortest level, with its comma: so many levels at most are in a text of known length. */
    static final int SHORTEST_LEVEL = 10;

    private static final long OPEN = FrameView.word("[\"");
    private static final long BETWEEN = FrameView.word("\",\"");
    private static final long NEXT = FrameView.word("\"],[\"");
    private static final long CLOSE = FrameView.word("\"]]");
    private static final long MASK_2 = FrameView.mask(2);
    private static final long MASK_3 = FrameView.mask(3);
    private static final long MASK_5 = FrameView.mask(5);

    private final FrameView view;
    private final QuotedDecimal decimal;
    private long written;

    LevelReader(FrameView view) {
        this.view = view;
        this.decimal = new QuotedDecimal(view);
    }

    /** The address behind the last level that {@link #read} wrote. */
    long written() {
        return written;
    }

    /**
     * Reads levels up to the array's end.
     *
     * @param from behind the array's opening bracket
     * @param to   where the first level goes; the caller knows that there is room
     * @return the address behind the array's closing bracket; 0 where something is not in the usual spelling
     */
    long read(long from, long to, int priceDecimals, int quantityDecimals) {
        if ((view.load(from) & 0xFF) == ']') {
            written = to;
            return from + 1;
        }
        if (!view.has(from, OPEN, MASK_2)) {
            return 0;
        }
        long at = from + 2;
        long out = to;
        while (true) {
            final long price = decimal.read(at, priceDecimals);
            at = decimal.end();
            if (price <= 0 || !view.has(at, BETWEEN, MASK_3)) {
                return 0;
            }
            final long quantity = decimal.read(at + 3, quantityDecimals);
            at = decimal.end();
            if (quantity < 0) {
                return 0;
            }
            UnsafeApi.putLong(out, price);
            UnsafeApi.putLong(out + 8, quantity);
            out += LEVEL_LENGTH;
            final long behind = view.load(at);
            if (((behind ^ NEXT) & MASK_5) != 0) {
                written = out;
                return ((behind ^ CLOSE) & MASK_3) == 0 ? at + 3 : 0;
            }
            at += 5;
        }
    }
}
