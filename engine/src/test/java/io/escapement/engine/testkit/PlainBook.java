package io.escapement.engine.testkit;

import io.escapement.codecs.Messages;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;

import java.math.BigDecimal;

/** The plain book, after decoded events. */
public final class PlainBook {
    private final io.escapement.engine.book.PlainBook book;
    private final Instrument instrument;
    private boolean begun;

    /** @param depth levels a side that are kept; 0: all */
    public PlainBook(Instrument instrument, int depth) {
        this.instrument = instrument;
        this.book = new io.escapement.engine.book.PlainBook(depth);
    }

    public boolean hasBegun() {
        return begun;
    }

    public boolean isCrossed() {
        return book.isCrossed();
    }

    public int levels() {
        return book.levels();
    }

    public void apply(BookSnapshotDecoder snapshot) {
        if ((snapshot.flags() & Messages.FIRST_FRAGMENT) != 0) {
            book.clear();
            begun = true;
        }
        final boolean last = (snapshot.flags() & Messages.LAST_FRAGMENT) != 0;
        snapshot.bids().forEach(level -> book.setBid(price(level.price()), quantity(level.quantity())));
        snapshot.asks().forEach(level -> book.setAsk(price(level.price()), quantity(level.quantity())));
        cut(last);
    }

    public void apply(BookDeltaDecoder delta) {
        final boolean last = (delta.flags() & Messages.LAST_FRAGMENT) != 0;
        delta.bids().forEach(level -> book.setBid(price(level.price()), quantity(level.quantity())));
        delta.asks().forEach(level -> book.setAsk(price(level.price()), quantity(level.quantity())));
        cut(last);
    }

    private BigDecimal price(long mantissa) {
        return BigDecimal.valueOf(mantissa, -instrument.priceExponent());
    }

    private BigDecimal quantity(long mantissa) {
        return BigDecimal.valueOf(mantissa, -instrument.quantityExponent());
    }

    private void cut(boolean whole) {
        if (whole) {
            book.cut();
        }
    }

    public long krakenChecksum() {
        return book.krakenChecksum();
    }

    public long bitfinexChecksum() {
        return book.bitfinexChecksum();
    }

    public long okxChecksum() {
        return book.okxChecksum();
    }
}
