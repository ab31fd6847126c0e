package io.escapement.engine.risk;

/** Which price sets off a stop, a take-profit or a stop-loss. */
public enum Trigger {
    /** The last trade. */
    LAST,
    /** The venue's mark price where it sends one, else the mid of the live book. */
    MARK
}
