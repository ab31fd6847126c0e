package io.escapement.engine.venue.session;

/** Where a snapshot of a book comes from, once the core has asked for one. */
public enum SnapshotService {
    /** A REST request. */
    REST,
    /** A text on the connection that carries the book; its answer comes as a frame. */
    REQUEST,
    /** The book's topic is unsubscribed from and subscribed to again; the stream begins with a snapshot. */
    RESUBSCRIBE,
    /** REST, and with the next request for the same book the stream, in turns: it is not sure which of them serves. */
    EITHER
}
