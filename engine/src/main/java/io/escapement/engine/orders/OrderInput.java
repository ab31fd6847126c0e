package io.escapement.engine.orders;

/** What can happen to an order after it was made. */
public enum OrderInput {
    /** We ask the venue to cancel it. */
    CANCEL_SENT,
    /** The venue has it. */
    ACCEPTED,
    /** A fill that leaves something open. */
    PARTIAL_FILL,
    /** A fill that leaves nothing open. */
    FULL_FILL,
    /** The venue cancelled it, for us or of its own accord. */
    CANCELLED,
    /** Its time in force ended it. */
    EXPIRED,
    /** The venue did not take it. */
    REJECTED,
    /** The venue did not cancel it. */
    CANCEL_REJECTED,
    /** The venue did not cancel it because it does not know it. */
    CANCEL_OF_UNKNOWN,
    /** The venue has not answered in time. */
    UNANSWERED
}
