package io.escapement.engine.venue.loopback.exchange;

/** What has happened to an order. */
public enum Change {
    /** Waits for its trigger. */
    WAITING,
    /** Its trigger has been reached; {@link #TAKEN} follows. */
    TRIGGERED,
    TAKEN, FILL, AMENDED, CANCELLED, EXPIRED,
    /** It would have met an order of the same account. */
    PREVENTED
}
