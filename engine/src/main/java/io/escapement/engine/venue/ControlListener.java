package io.escapement.engine.venue;

/**
 * What a venue says about the connection itself rather than the market. Called on the decoder's thread, within
 * {@link FrameDecoder#onFrame}, while the decoder may hold a slot: whoever wants to publish has to wait until the frame
 * is done. Venues whose replies name a request's number use that; the others name a topic.
 */
public interface ControlListener {
    /** The id of a request that could not be told from the reply. */
    long NO_REQUEST = -1;

    /** A request was granted. */
    void onAccepted(long requestId);

    /**
     * A request was refused.
     *
     * @param requestId {@link #NO_REQUEST} where the venue names none
     * @param code      the venue's own; 0 where it has none
     * @param message   the venue's own words, shortened
     */
    void onRefused(long requestId, int code, String message);

    /** The venue is about to close this connection: open another now. */
    void onShutdownNotice(long venueTimeNs);

    /** A subscription was granted that the venue names by its topic, in the venue's own spelling. */
    default void onAccepted(String topic) {
    }

    /** A subscription was refused that the venue names by its topic. */
    default void onRefused(String topic, int code, String message) {
        onRefused(NO_REQUEST, code, topic + ": " + message);
    }

    /** The venue wants this text back at once, such as the answer to its ping. */
    default void onAnswerWanted(String text) {
    }

    /** The answer to our own ping. */
    default void onPong() {
    }

    /** The venue says hello, or has accepted who we are: subscriptions may be sent now. */
    default void onReady() {
    }

    /** Maintenance begins or ends at the venue; it may never say that it ends. */
    default void onMaintenance(boolean begins, String detail) {
    }
}
