package io.escapement.engine.venue.binance;

import io.escapement.codecs.decimal.Digits;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.InstrumentLookup;

/** {@code ,"T":1626992740170,"s":"BTCUSDT} with or without the time, and the instrument that it names. */
final class SymbolTemplate {
    static final long NO_TIME = -1;

    private static final long TIME = FrameView.word(",\"T\":");
    private static final long SYMBOL = FrameView.word(",\"s\":\"");
    private static final long MASK_5 = FrameView.mask(5);
    private static final long MASK_6 = FrameView.mask(6);
    private static final int MOST_DECIMALS = 8;

    private final FrameView view;
    private final InstrumentLookup instruments;
    private Instrument instrument;
    private long time;

    SymbolTemplate(FrameView view, InstrumentLookup instruments) {
        this.view = view;
        this.instruments = instruments;
    }

    /** What the symbol read last names; at most eight decimals in price and quantity. */
    Instrument instrument() {
        return instrument;
    }

    /** The time before the symbol read last, in the venue's ticks; {@link #NO_TIME} where there was none. */
    long time() {
        return time;
    }

    /** Reads from the comma on; the address of the quote behind the symbol, or 0 where it is not as usual. */
    long read(long from) {
        long at = from;
        time = NO_TIME;
        if (view.has(at, TIME, MASK_5)) {
            final int digits = view.digits(at + 5);
            if (digits == 0) {
                return 0;
            }
            time = view.integer(at + 5, digits);
            at += 5 + digits;
        }
        return view.has(at, SYMBOL, MASK_6) ? readSymbol(at + 6) : 0;
    }

    private long readSymbol(long from) {
        final long first = view.load(from);
        final long marks = FrameView.marksOfQuotes(first);
        int length = Digits.lengthBefore(marks);
        if (marks != 0) {
            instrument = instruments.find(first & Digits.maskBefore(marks), 0);
        } else {
            final long second = view.load(from + 8);
            final long moreMarks = FrameView.marksOfQuotes(second);
            if (moreMarks == 0) {
                return 0;
            }
            length = 8 + Digits.lengthBefore(moreMarks);
            instrument = instruments.find(first, second & Digits.maskBefore(moreMarks));
        }
        return instrument != null && isUsual(-instrument.priceExponent())
            && isUsual(-instrument.quantityExponent()) ? from + length : 0;
    }

    private static boolean isUsual(int decimals) {
        return decimals >= 0 && decimals <= MOST_DECIMALS;
    }
}
