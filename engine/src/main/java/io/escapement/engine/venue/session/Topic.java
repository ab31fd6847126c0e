package io.escapement.engine.venue.session;

import io.escapement.codecs.instrument.Instrument;

/**
 * One thing that is subscribed to.
 *
 * @param path       of the WebSocket URL where it is served; topics of different paths go to different connections
 * @param batch      topics of the same path and batch may be subscribed to with one message
 * @param name       what the venue's acknowledgement, and so the decoder, calls it; unique within its path
 * @param kind       what it brings; null where it is kept only for the connection's sake, such as a heartbeat
 * @param instrument null where it is about no single one
 */
public record Topic(String path, String batch, String name, StreamKind kind, Instrument instrument) {
    /** Whether it is the order book of this instrument. */
    boolean isBookOf(int instrumentId) {
        return kind == StreamKind.BOOK && instrument != null && instrument.id() == instrumentId;
    }
}
