package io.escapement.tools.books;

import io.escapement.codecs.sbe.BookState;

/** Holds a fast book beside its twin and tells where they disagree. */
final class BookPair {
    private BookPair() {
    }

    /**
     * Compares all levels, where the engine calls the book LIVE; that it calls it so when the twin does not know it is
     * a difference too, and so is that it does not trust a book which the twin finds nothing wrong with.
     */
    static void compare(FastBooks fast, TwinBook twin, Tally tally) {
        final int id = twin.instrument.id();
        final boolean lost = fast.said(id).takeLost();
        final String symbol = twin.instrument.symbol();
        if (!fast.isLive(id)) {
            if (lost && twin.isKnown() && !twin.isDoubted()) {
                tally.differ(symbol + " is " + fast.state(id) + " (" + fast.said(id).reason
                    + "), the twin finds nothing wrong");
            }
            return;
        }
        if (!twin.isKnown()) {
            tally.differ(symbol + " is " + BookState.LIVE + ", the twin knows no book of it");
            return;
        }
        tally.compared++;
        final String difference = fast.difference(twin);
        if (difference != null) {
            tally.differ(symbol + ": " + difference);
        }
    }
}
