package io.escapement.engine.venue.gate;

/** What is traded; each has its own host, and names its channels for itself. */
public enum GateMarket {
    SPOT("spot."), FUTURES("futures.");

    private final String prefix;

    GateMarket(String prefix) {
        this.prefix = prefix;
    }

    /** Of the names of its channels. */
    String prefix() {
        return prefix;
    }
}
