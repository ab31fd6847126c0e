package io.escapement.engine.venue.loopback;

import java.util.List;

/** A venue's side of the talk on one stream connection. All calls come on the venue's thread. */
abstract class Talk {
    /** The connection, set before anything else is called. */
    StreamSession session;

    /** The connection is there. @param topics that its address names */
    abstract void begin(List<String> topics);

    abstract void onText(String text);

    /** Writes a frame of the source the way this client gets it. @param asked the topic as the client spelt it */
    abstract void write(SourceItem frame, String asked, Delivery delivery, FrameBatch out);

    /** Writes what was kept back. */
    void release(final FrameBatch out) {
    }

    /** A second has passed. */
    void onSecond() {
    }

    /** Whether the venue can, and does, say that it is about to close the connection. */
    abstract boolean sayShutdown(long nowMs);

    /** Begins to count again, where the connection's frames are numbered. */
    void restartNumbers() {
    }

    /** Spoils the bytes of the next frame with this fault. */
    void spoilNext(final FaultKind kind) {
    }

    /** Messages that a client may send in a second; 0 = any number. */
    int inboundPerSecond(final Limits limits) {
        return limits.inboundPerSecond();
    }
}
