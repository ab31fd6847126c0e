package io.escapement.engine.orders;

/** What can happen to an order after it was made. */
public enum OrderInput {
    /** A held order goes to the venue. */
    RELEASED,
    /** We ask the venue to cancel it. */
    CANCEL_SENT,
    /** The venue has it, or works it since its trigger. */
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
    /** The venue changed price or quantity. */
    AMENDED,
    /** The venue did not change it. */
    AMEND_REJECTED,
    /** A request may or may not have reached the venue. */
    OUTCOME_UNKNOWN,
    /** The venue, asked late enough, knows no such order and has never said that it does. */
    NOT_FOUND,
    /** It never arrived, the venue said, and now has it all the same. */
    REAPPEARED,
    /** The venue lists it as open. */
    LISTED,
    /** The venue does not list it as open, and nobody says what became of it. */
    NOT_LISTED
}
