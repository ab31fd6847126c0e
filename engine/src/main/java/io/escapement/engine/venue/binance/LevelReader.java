package io.escapement.engine.venue.binance;

import io.escapement.engine.venue.event.LevelStore;
import org.agrona.UnsafeApi;

/**
 * One side of a book, {@code [["price","quantity"],...]}, in the venue's own spelling without spaces, written to
 * memory as the schema's groups have it: price and quantity mantissas, {@value #LEVEL_LENGTH} bytes a level.
 */
final class LevelReader {
    static final int LEVEL_LENGTH = LevelStore.LEVEL_LENGTH;
    /** Characters of the shortest level, with its comma: so many levels at most are in a text of known length. */
    static final int SHORTEST_LEVEL = 10;

    /** Two numbers with what is between and behind them. */
    private static final int REACH = 2 * QuotedDecimal.REACH + 16;
    private static final long OPEN = FrameView.word("[\"");
    private static final long BETWEEN = FrameView.word("\",\"");
    private static final long NEXT = FrameView.word("\"],[\"");
    private static final long CLOSE = FrameView.word("\"]]");
    private static final long QUOTE_BRACKET = FrameView.word("\"]");
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
    long read(long from, long to, DecimalColumn prices, DecimalColumn quantities) {
        long at = view.reach(from, REACH);
        if ((FrameView.load(at) & 0xFF) == ']') {
            written = to;
            return at + 1;
        }
        if (!FrameView.has(at, OPEN, MASK_2)) {
            return 0;
        }
        at += 2;
        long out = to;
        while (true) {
            at = view.reach(at, REACH);
            final long priceAt = at;
            long price = decimal.readSteady(at, prices);
            at = decimal.end();
            if (price < 0 || !FrameView.has(at, BETWEEN, MASK_3)) {
                price = decimal.readUnexpected(priceAt, prices);
                at = decimal.end();
                if (price < 0 || !FrameView.has(at, BETWEEN, MASK_3)) {
                    return 0;
                }
            }
            final long quantityAt = at + 3;
            long quantity = decimal.read(quantityAt, quantities);
            at = decimal.end();
            if (quantity < 0 || (FrameView.load(at) & 0xFFFF) != QUOTE_BRACKET) {
                quantity = decimal.readUnexpected(quantityAt, quantities);
                at = decimal.end();
            }
            if (price == 0 || quantity < 0) {
                return 0;
            }
            UnsafeApi.putLong(out, price);
            UnsafeApi.putLong(out + 8, quantity);
            out += LEVEL_LENGTH;
            final long behind = FrameView.load(at);
            if (((behind ^ NEXT) & MASK_5) != 0) {
                written = out;
                return ((behind ^ CLOSE) & MASK_3) == 0 ? at + 3 : 0;
            }
            at += 5;
        }
    }
}
