package io.escapement.engine.features;

import io.escapement.codecs.sbe.Side;

/**
 * One thing that happens to the one instrument of a script. Prices and sizes are mantissas.
 *
 * @param levels   of a LIVE book: bids, bid sizes, asks, ask sizes, best first; null: not about the book
 * @param lost     the book is not LIVE
 * @param price    of a trade; 0: none
 * @param side     null: not known
 * @param nextFundingNs 0: not told
 */
record Step(long timeNs, long[][] levels, boolean lost, long price, long quantity, Side side, long nextFundingNs) {
    static Step book(long timeNs, long[]... levels) {
        return new Step(timeNs, levels, false, 0, 0, null, 0);
    }

    static Step lost(long timeNs) {
        return new Step(timeNs, null, true, 0, 0, null, 0);
    }

    static Step trade(long timeNs, long price, long quantity, Side side) {
        return new Step(timeNs, null, false, price, quantity, side, 0);
    }

    static Step funding(long timeNs, long nextNs) {
        return new Step(timeNs, null, false, 0, 0, null, nextNs);
    }

    static Step timer(long timeNs) {
        return new Step(timeNs, null, false, 0, 0, null, 0);
    }

    /** A book with one level a side. */
    static Step quote(long timeNs, long bid, long bidSize, long ask, long askSize) {
        return book(timeNs, new long[] {bid}, new long[] {bidSize}, new long[] {ask}, new long[] {askSize});
    }

    boolean isTrade() {
        return price > 0;
    }

    int sign() {
        return side == Side.BUY ? 1 : side == Side.SELL ? -1 : 0;
    }
}
