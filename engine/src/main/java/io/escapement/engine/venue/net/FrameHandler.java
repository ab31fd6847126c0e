package io.escapement.engine.venue.net;

import org.agrona.DirectBuffer;

/** Takes the messages of one WebSocket connection, on the connection's thread. */
@FunctionalInterface
public interface FrameHandler {
    /**
     * One whole text or binary message.
     *
     * @param frame         the socket's own memory, valid until this returns
     * @param text          false for a binary message; the bytes of a text are not checked to be UTF-8
     * @param receiveTimeNs epoch nanoseconds when the socket handed over the first byte of this message
     * @param receivedNanos the same moment by {@code System.nanoTime}
     */
    void onFrame(DirectBuffer frame, int offset, int length, boolean text, long receiveTimeNs, long receivedNanos);
}
