package io.escapement.engine.venue.loopback;

/** Hears of every state of the venue's books, on the venue's thread, before it is sent: for proofs. */
@FunctionalInterface
public interface BookListener {
    void onBook(Truth truth);
}
