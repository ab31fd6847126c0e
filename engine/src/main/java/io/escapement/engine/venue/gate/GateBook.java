package io.escapement.engine.venue.gate;

import io.escapement.codecs.sbe.SyncKind;

/** The two channels that a book can be built from. */
public enum GateBook {
    /** {@code obu}: begins with a snapshot in the stream; there is no REST reply that fits. */
    OBU("obu", SyncKind.STREAM),
    /** {@code order_book_update}: joined to a REST snapshot of at most a hundred levels. */
    ORDER_BOOK_UPDATE("order_book_update", SyncKind.RANGES);

    private final String channel;
    private final SyncKind sync;

    GateBook(String channel, SyncKind sync) {
        this.channel = channel;
        this.sync = sync;
    }

    /** Behind the market's prefix. */
    String channel() {
        return channel;
    }

    SyncKind sync() {
        return sync;
    }
}
