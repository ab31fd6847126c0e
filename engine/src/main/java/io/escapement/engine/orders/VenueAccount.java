package io.escapement.engine.orders;

import io.escapement.codecs.sbe.Venue;

/** How far reconciling with one venue is. */
final class VenueAccount {
    final Venue venue;
    /** Between RECONCILING and RECONCILED. */
    boolean running;
    /** Event time of RECONCILING: what was sent or said after it is newer than what the venue lists. */
    long startedTimeNs;
    /** RECONCILED, but not everything has been compared yet. */
    boolean comparing;

    VenueAccount(Venue venue) {
        this.venue = venue;
    }
}
