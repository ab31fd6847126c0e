package io.escapement.engine.columns;

/** What makes a column forget. */
public enum Reset {
    /** Nothing does. */
    NEVER("never"),
    /** The book is no longer LIVE: what was between then and the next LIVE is not known. */
    BOOK("book not LIVE"),
    /** Bars or samples are missing. */
    GAP("gap"),
    /** A new day begins, UTC. */
    DAY("00:00 UTC");

    private final String words;

    Reset(String words) {
        this.words = words;
    }

    /** As the documentation says it. */
    public String words() {
        return words;
    }
}
