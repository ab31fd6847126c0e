package io.escapement.engine.venue;

/** What a venue says about the connection itself rather than the market. Called on the decoder's thread. */
public interface ControlListener {
    /** The id of a request that could not be told from the reply. */
    long NO_REQUEST = -1;

    /** A request was granted. */
    void onAccepted(long requestId);

    /**
     * A request was refused.
     *
     * @param requestId {@link #NO_REQUEST} where the venue names none
     * @param code      the venue's own
     * @param message   the venue's own words, shortened
     */
    void onRefused(long requestId, int code, String message);

    /** The venue is about to close this connection: open another now. */
    void onShutdownNotice(long venueTimeNs);
}
