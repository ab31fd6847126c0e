package io.escapement.engine.venue.loopback;

import java.util.Set;

/** What of a play depends on the venue: its own books, and what its clients get of each frame. */
interface Market {
    /** Topics that bring a book have its symbol here, others null. */
    String bookOf(String key);

    /** The same of a frame. */
    String symbol(SourceItem frame);

    /** Whether clients have to ask for a whole book after subscribing; else the stream brings it. */
    boolean isAskedForBooks();

    Set<String> symbols();

    boolean has(String symbol);

    /** Whether a whole book can be given. */
    boolean isKnown(String symbol);

    Truth truth(String symbol);

    /** Forgets all books: a new pass begins. */
    void clear();

    /** Takes in a whole book that the source has. @return its symbol */
    String onWhole(SourceItem item);

    /**
     * Takes in a frame and sends it, or what a fault makes of it.
     *
     * @return whether a client that read it all has lost something, and would ask for the book again
     */
    boolean play(SourceItem frame, StreamHub hub);

    /** Answers a request for a book that is known. */
    SnapshotRequest.Answer answer(SnapshotRequest request);

    /** The name of a frame's topic, for those who measure. */
    String topic(SourceItem frame);
}
