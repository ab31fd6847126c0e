package io.escapement.engine.orders;

import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.market.Hashing;

/** One asset of one account: what it should be and what the venue told. Mantissas at -8. */
final class AssetBalance {
    final Venue venue;
    final int assetId;
    private boolean known;
    private long expected;
    private boolean told;
    private long toldTotal;
    private long toldVenueTimeNs;
    private long since;
    private int changes;
    private long had;
    private long has;

    AssetBalance(Venue venue, int assetId) {
        this.venue = venue;
        this.assetId = assetId;
    }

    void add(long amount, long venueTimeNs) {
        expected += amount;
        changes++;
        if (told && toldVenueTimeNs > 0 && venueTimeNs > toldVenueTimeNs) {
            since += amount;
        }
    }

    void tell(long total, long venueTimeNs) {
        told = true;
        toldTotal = total;
        toldVenueTimeNs = venueTimeNs;
        since = 0;
    }

    /** As an earlier run left it. */
    void carry(long total, int fills) {
        expected = total;
        changes = fills;
        known = true;
    }

    /** Whether the venue ever told it. */
    boolean isKnown() {
        return known;
    }

    /** As it should be now. */
    long expected() {
        return expected;
    }

    /** Fills since the last comparison. */
    int changes() {
        return changes;
    }

    boolean isTold() {
        return told;
    }

    /** Whether the venue told something else than expected, of which each fill may explain one last digit. */
    boolean compare() {
        had = expected - since;
        has = toldTotal;
        final boolean differs = known && Math.abs(had - has) > changes;
        expected = toldTotal + since;
        known = true;
        told = false;
        changes = 0;
        return differs;
    }

    /** At the last comparison, as it should have been. */
    long had() {
        return had;
    }

    /** At the last comparison, as the venue told. */
    long has() {
        return has;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, expected);
        hash = Hashing.fold(hash, toldTotal);
        hash = Hashing.fold(hash, since);
        hash = Hashing.fold(hash, changes);
        return Hashing.fold(hash, (known ? 2 : 0) + (told ? 1 : 0));
    }
}
