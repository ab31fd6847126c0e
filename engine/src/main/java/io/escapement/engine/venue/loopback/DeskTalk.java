package io.escapement.engine.venue.loopback;

/** The venue's side of the talk on one connection for orders or for reports. All calls come on the venue's thread. */
abstract class DeskTalk {
    /** The connection, set before anything else is called. */
    DeskSession session;

    /** The connection is there. */
    void begin() {
    }

    abstract void onText(String text);

    /** The connection is gone. */
    void onGone() {
    }

    /** How often the venue pings; 0 = the client has to. */
    long pingEveryMs() {
        return 0;
    }
}
