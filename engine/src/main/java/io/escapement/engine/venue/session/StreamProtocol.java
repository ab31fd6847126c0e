package io.escapement.engine.venue.session;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.FrameDecoder;

import java.util.List;

/**
 * One connection's side of a venue's protocol: reads its frames and words what is sent on it. Made anew for each
 * connection and kept for its life, so it may hold what belongs to the connection, such as channel numbers. All calls
 * come on the transport's thread.
 */
public interface StreamProtocol {
    /** Of all frames of this connection. */
    FrameDecoder decoder();

    /** Texts to be sent before anything is subscribed to; not acknowledged. */
    default List<String> greeting() {
        return List.of();
    }

    /**
     * Asks for topics of one batch.
     *
     * @param requestId from 1, different for each message of this connection
     */
    String subscribe(List<Topic> topics, long requestId);

    /** Takes topics of one batch back. */
    String unsubscribe(List<Topic> topics, long requestId);

    /** Asks for a snapshot on this connection, where {@link VenueProtocol#snapshots} says that this is how. */
    default String snapshotRequest(Instrument instrument, long requestId) {
        throw new UnsupportedOperationException("no snapshots on request");
    }

    /**
     * A ping as a message, where the venue wants them.
     *
     * @param nowMs epoch milliseconds
     */
    default String ping(long requestId, long nowMs) {
        throw new UnsupportedOperationException("no pings as messages");
    }
}
