package io.escapement.engine.venue.session;

/** How a venue says that it has taken a subscription; the decoder tells it on in the same way. */
public enum Acknowledgement {
    /** One reply with the request's id, whatever the number of topics. */
    BY_REQUEST,
    /** One reply with the request's id for each topic of the request. */
    EACH_BY_REQUEST,
    /** One reply for each topic, by its {@link Topic#name}. */
    BY_TOPIC,
    /** None that could be told from others: what is sent counts as granted. */
    NONE
}
