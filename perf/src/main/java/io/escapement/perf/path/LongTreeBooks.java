package io.escapement.perf.path;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.perf.book.TreeMapLongBook;
import io.escapement.perf.decode.DepthFields;
import io.escapement.perf.recording.Loop;

/** Books of mantissas in sorted maps, by instrument. */
final class LongTreeBooks {
    private final TreeMapLongBook[] books;

    LongTreeBooks(Loop loop) {
        books = new TreeMapLongBook[loop.instruments().size()];
        for (int i = 0; i < books.length; i++) {
            final Instrument instrument = loop.instruments().get(i);
            final TreeMapLongBook book = new TreeMapLongBook();
            Snapshots.read(loop.snapshot(i),
                (price, quantity) -> book.setBid(TopLevels.mantissa(price, instrument.priceExponent()),
                    TopLevels.mantissa(quantity, instrument.quantityExponent())),
                (price, quantity) -> book.setAsk(TopLevels.mantissa(price, instrument.priceExponent()),
                    TopLevels.mantissa(quantity, instrument.quantityExponent())));
            books[i] = book;
        }
    }

    /** Applies a frame's levels and reads the best ones. */
    long apply(DepthFields fields) {
        final TreeMapLongBook book = books[fields.instrumentId - 1];
        for (int i = 0; i < fields.bids; i++) {
            book.setBid(fields.prices[i], fields.quantities[i]);
        }
        for (int i = fields.bids; i < fields.levels; i++) {
            book.setAsk(fields.prices[i], fields.quantities[i]);
        }
        return TopLevels.ofLongs(book.bids()) + TopLevels.ofLongs(book.asks());
    }

    void top(int instrument, long[] into) {
        TopLevels.copyLongs(books[instrument].bids(), into, 0);
        TopLevels.copyLongs(books[instrument].asks(), into, 2 * FramePath.TOP);
    }
}
