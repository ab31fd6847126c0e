package io.escapement.engine.venue.loopback;

/** Hears of every frame that is sent, on the venue's thread: for measuring. Must return quickly. */
@FunctionalInterface
public interface PlayListener {
    /**
     * A frame is on its way to the socket.
     *
     * @param stream      the source's name of the stream
     * @param frameNumber counted from 0 over all frames of the source, sent or not
     * @param dueNanos    when it should have been sent, {@link System#nanoTime()}; 0 at greatest speed
     * @param sentNanos   when it was handed over, {@link System#nanoTime()}
     */
    void onFrame(String stream, long frameNumber, long dueNanos, long sentNanos);
}
