package io.escapement.engine.venue;

import org.agrona.DirectBuffer;

/**
 * Turns a venue's frames into events. Owned by the thread that owns the inlet; never throws on what a venue sends:
 * what it cannot use becomes a {@code FeedStatus} event that says why.
 */
public interface FrameDecoder {
    /**
     * Decodes one whole frame, in place, and publishes what it holds. The frame is not read before {@code offset},
     * nor at or behind {@code offset + length}, nor after the call.
     *
     * @param receiveTimeNs epoch nanoseconds when the frame's first byte was handed over
     * @param receivedNanos the same moment as {@code System.nanoTime}, for the slot's stamp
     * @return how many events were published
     */
    int onFrame(DirectBuffer frame, int offset, int length, long receiveTimeNs, long receivedNanos);
}
