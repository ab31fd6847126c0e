package io.escapement.engine.venue.orders;

/** What those who talk about orders need to know of a gateway's life. The transport's thread. */
interface GatewaySide {
    /** Whether new orders may be sent. */
    boolean isTrading();

    /** Why not. */
    String whyNot();

    /** The line that takes orders, if it is ready; else null. */
    AccountLine entry();

    long nowNs();

    long venueMs();

    AccountInstruments instruments();

    /** The venue does not like our time. */
    void clockDoubted();

    /** Does this once the record that is being listened to is done with. */
    void later(Runnable what);
}
