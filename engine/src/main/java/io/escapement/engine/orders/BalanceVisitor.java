package io.escapement.engine.orders;

import io.escapement.codecs.sbe.Venue;

/** Is shown what accounts should hold. */
@FunctionalInterface
public interface BalanceVisitor {
    /**
     * @param total   mantissa at -8
     * @param changes fills since the venue told it, each of which may have been rounded
     */
    void onBalance(Venue venue, String asset, long total, int changes);
}
