package io.escapement.engine.venue.session;

/** What can be asked of a venue for an instrument, by stream or, where it has none, by polling. */
public enum StreamKind {
    /** Snapshots and deltas of the order book. */
    BOOK,
    TRADES,
    /** Best bid and offer. */
    QUOTES,
    /** Mark price, index price and funding. */
    MARK,
    OPEN_INTEREST,
    LIQUIDATIONS,
    LONG_SHORT_RATIO
}
