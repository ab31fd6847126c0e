package io.escapement.engine.venue.binance;

import io.escapement.codecs.decimal.Digits;
import io.escapement.engine.venue.InstrumentLookup;

/** {@code ,"T":1626992740170,"s":"BTCUSDT} with or without the time, and the instrument that it names. */
final class SymbolTemplate {
    static final long NO_TIME = -1;

    private static final long TIME = FrameView.word(",\"T\":");
    private static final long SYMBOL = FrameView.word(",\"s\":\"");
    private static final long PAIR = FrameView.word("\",\"ps\":\"");
    private static final long MARKET = FrameView.word(",\"st\":");
    private static final int LONGEST_PAIR = 24;
    private static final long MASK_5 = FrameView.mask(5);
    private static final long MASK_6 = FrameView.mask(6);

    private final InstrumentLookup instruments;
    private final SymbolColumns[] columns;
    private final IntegerColumn times = new IntegerColumn();
    private SymbolColumns found;
    private long time;

    /** @param columns of the same instruments in the same order */
    SymbolTemplate(InstrumentLookup instruments, SymbolColumns[] columns) {
        this.instruments = instruments;
        this.columns = columns;
    }

    /** What the symbol read last names. */
    SymbolColumns found() {
        return found;
    }

    /** The time before the symbol read last, in the venue's ticks; {@link #NO_TIME} where there was none. */
    long time() {
        return time;
    }

    /**
     * Reads from the comma on. Behind a derivative's symbol may stand its pair ({@code ps}) and its market
     * ({@code st}), which the symbol tells already.
     *
     * @return the address of the comma behind, or 0 where anything is not as usual
     */
    long read(long from) {
        long at = from;
        time = NO_TIME;
        if (FrameView.has(at, TIME, MASK_5)) {
            time = times.read(at + 5);
            if (time < 0) {
                return 0;
            }
            at += 5 + times.digits();
        }
        final long quote = FrameView.has(at, SYMBOL, MASK_6) ? readSymbol(at + 6) : 0;
        return quote == 0 ? 0 : pastMarket(quote);
    }

    private long readSymbol(long from) {
        final long first = FrameView.load(from);
        final long marks = FrameView.marksOfQuotes(first);
        int length = Digits.lengthBefore(marks);
        int index;
        if (marks != 0) {
            index = instruments.indexOf(first & Digits.maskBefore(marks), 0);
        } else {
            final long second = FrameView.load(from + 8);
            final long moreMarks = FrameView.marksOfQuotes(second);
            length = 8 + Digits.lengthBefore(moreMarks);
            index = moreMarks == 0 ? InstrumentLookup.NONE
                : instruments.indexOf(first, second & Digits.maskBefore(moreMarks));
        }
        if (index == InstrumentLookup.NONE) {
            return 0;
        }
        found = columns[index];
        return found.isUsual() ? from + length : 0;
    }

    private static long pastMarket(long quote) {
        long comma = quote + 1;
        if (FrameView.load(quote) == PAIR) {
            final long end = FrameView.endOfPlainText(quote + 8, LONGEST_PAIR);
            if (end == 0) {
                return 0;
            }
            comma = end + 1;
        }
        final boolean market = FrameView.has(comma, MARKET, MASK_6)
            && (FrameView.load(comma + 6) & 0xFF) >= '1' && (FrameView.load(comma + 6) & 0xFF) <= '9';
        return market ? comma + 7 : comma;
    }
}
