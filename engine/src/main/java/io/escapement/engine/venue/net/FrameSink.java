package io.escapement.engine.venue.net;

import io.netty.buffer.ByteBuf;
import org.agrona.DirectBuffer;

/** What the frame reader has read. Everything named by a buffer is valid during the call only. */
interface FrameSink {
    /** A whole text or binary message, its fragments joined. */
    void onMessage(DirectBuffer frame, int offset, int length, boolean text, long receiveTimeNs, long receivedNanos);

    void onPing(ByteBuf payload, int index, int length);

    void onPong();

    /** A close frame; code 1005 where it had none. Nothing is read after it. */
    void onClose(int code, String reason);

    /** The bytes break the protocol; nothing is read after it. */
    void onViolation(int closeCode, String detail);

    /** All bytes that the socket had for now have been read. */
    void onReadComplete();
}
