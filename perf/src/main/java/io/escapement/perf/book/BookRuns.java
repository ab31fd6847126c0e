package io.escapement.perf.book;

import io.escapement.engine.book.DepthCursor;
import io.escapement.engine.book.OrderBook;

import java.util.Map;

/**
 * The same frames through each kind of book, one method a kind: every level of every frame set, and the best bid and
 * offer read after each frame. Books begin with their snapshots; a run over all frames can be repeated, because levels
 * are absolute. Each run returns a checksum that depends on every best bid and offer seen.
 */
public final class BookRuns {
    private final BookFrames frames;
    private final OrderBook[] ladders;
    private final TreeMapLongBook[] longTrees;
    private final TreeMapDecimalBook[] decimalTrees;

    public BookRuns(BookFrames frames) {
        this.frames = frames;
        final int count = frames.instruments().size();
        ladders = new OrderBook[count];
        longTrees = new TreeMapLongBook[count];
        decimalTrees = new TreeMapDecimalBook[count];
        for (int i = 0; i < count; i++) {
            ladders[i] = new OrderBook(1);
            longTrees[i] = new TreeMapLongBook();
            decimalTrees[i] = new TreeMapDecimalBook();
            load(i, frames.instruments().get(i));
        }
    }

    private void load(int book, BookFrames.Instrument instrument) {
        for (int i = instrument.snapshotStart(); i < instrument.snapshotBidsEnd(); i++) {
            ladders[book].setBid(frames.prices()[i], frames.quantities()[i]);
            longTrees[book].setBid(frames.prices()[i], frames.quantities()[i]);
            decimalTrees[book].setBid(frames.decimalPrices()[i], frames.decimalQuantities()[i]);
        }
        for (int i = instrument.snapshotBidsEnd(); i < instrument.snapshotEnd(); i++) {
            ladders[book].setAsk(frames.prices()[i], frames.quantities()[i]);
            longTrees[book].setAsk(frames.prices()[i], frames.quantities()[i]);
            decimalTrees[book].setAsk(frames.decimalPrices()[i], frames.decimalQuantities()[i]);
        }
    }

    public long ladder() {
        final long[] prices = frames.prices();
        final long[] quantities = frames.quantities();
        long checksum = 0;
        for (int frame = 0; frame < frames.frameCount(); frame++) {
            final OrderBook book = ladders[frames.instrument(frame)];
            final int bidsEnd = frames.bidsEnd(frame);
            final int end = frames.end(frame);
            for (int i = frames.start(frame); i < bidsEnd; i++) {
                book.setBid(prices[i], quantities[i]);
            }
            for (int i = bidsEnd; i < end; i++) {
                book.setAsk(prices[i], quantities[i]);
            }
            checksum += (book.bidPrice() ^ book.bidQuantity()) + (book.askPrice() ^ book.askQuantity());
        }
        return checksum;
    }

    public long treeMapLong() {
        final long[] prices = frames.prices();
        final long[] quantities = frames.quantities();
        long checksum = 0;
        for (int frame = 0; frame < frames.frameCount(); frame++) {
            final TreeMapLongBook book = longTrees[frames.instrument(frame)];
            final int bidsEnd = frames.bidsEnd(frame);
            final int end = frames.end(frame);
            for (int i = frames.start(frame); i < bidsEnd; i++) {
                book.setBid(prices[i], quantities[i]);
            }
            for (int i = bidsEnd; i < end; i++) {
                book.setAsk(prices[i], quantities[i]);
            }
            checksum += book.bestBidOffer();
        }
        return checksum;
    }

    public long treeMapDecimal() {
        final var prices = frames.decimalPrices();
        final var quantities = frames.decimalQuantities();
        long checksum = 0;
        for (int frame = 0; frame < frames.frameCount(); frame++) {
            final TreeMapDecimalBook book = decimalTrees[frames.instrument(frame)];
            final int bidsEnd = frames.bidsEnd(frame);
            final int end = frames.end(frame);
            for (int i = frames.start(frame); i < bidsEnd; i++) {
                book.setBid(prices[i], quantities[i]);
            }
            for (int i = bidsEnd; i < end; i++) {
                book.setAsk(prices[i], quantities[i]);
            }
            checksum += book.bestBidOffer();
        }
        return checksum;
    }

    /** Compares every level of every ladder with the reference; a bench of books that differ would say nothing. */
    public void verify() {
        final DepthCursor cursor = new DepthCursor();
        for (int i = 0; i < ladders.length; i++) {
            final String symbol = frames.instruments().get(i).symbol();
            compare(symbol + " bids", cursor.bids(ladders[i]), longTrees[i].bids());
            compare(symbol + " asks", cursor.asks(ladders[i]), longTrees[i].asks());
        }
    }

    private static void compare(String what, DepthCursor cursor, Map<Long, Long> expected) {
        for (final Map.Entry<Long, Long> level : expected.entrySet()) {
            if (!cursor.next() || cursor.price() != level.getKey() || cursor.quantity() != level.getValue()) {
                throw new IllegalStateException(what + ": expected the level " + level + ", got " + cursor.price()
                    + "=" + cursor.quantity());
            }
        }
        if (cursor.next()) {
            throw new IllegalStateException(what + ": one level too many: " + cursor.price());
        }
    }
}
