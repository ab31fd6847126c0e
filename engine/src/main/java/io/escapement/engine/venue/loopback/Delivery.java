package io.escapement.engine.venue.loopback;

/** How a frame reaches the clients. Where frames are numbered on a connection, each takes its number in any case. */
enum Delivery {
    ONCE,
    TWICE,
    /** It is lost. */
    NEVER,
    /** It comes when late ones are released. */
    LATE
}
