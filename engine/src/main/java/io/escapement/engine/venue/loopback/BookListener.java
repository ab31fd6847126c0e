package io.escapement.engine.venue.loopback;

/** Hears of every state of the venue's books, on the venue's thread, before it is sent: for proofs. */
@FunctionalInterface
public interface BookListener {
    /** Levels a side that it hears of. */
    int LEVELS = 10;

    /** @param best the best levels only */
    void onBook(Truth best);
}
