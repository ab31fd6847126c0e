package io.escapement.engine.venue.session;

import org.agrona.DirectBuffer;

/** Hears, word for word, what a session says and is told, on the transport's thread; for recording. */
public interface SessionTap {
    /** Hears nothing. */
    SessionTap NONE = new SessionTap() {
    };

    /** A good reply of REST. */
    default void asked(String path, DirectBuffer body, int length, long receiveTimeNs) {
    }

    /** A connection is open. */
    default void opened(int connectionId, String url) {
    }

    default void sent(int connectionId, String text) {
    }

    /** A frame, before it is decoded; valid during the call. */
    default void received(int connectionId, DirectBuffer frame, int offset, int length, boolean text,
                          long receiveTimeNs) {
    }
}
