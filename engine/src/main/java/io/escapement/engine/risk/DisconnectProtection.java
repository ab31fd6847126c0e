package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;

/**
 * Row 23: nothing goes to a venue while its gateway is away, while the timer that would cancel our orders there should
 * we die could not be set, while the venue wants us to wait, or while our clocks are apart.
 */
final class DisconnectProtection implements Control {
    private final long maxOffsetNs;

    DisconnectProtection(long maxOffsetNs) {
        this.maxOffsetNs = maxOffsetNs;
    }

    @Override
    public RiskRule rule() {
        return RiskRule.DISCONNECT_PROTECTION;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final VenueState venue = order.market.venue;
        if (!venue.isHere()) {
            return denies(denial, 0, order.eventTimeNs() - venue.awaySinceNs);
        }
        if (venue.deadManFailed && !order.reduces()) {
            return denies(denial, Denial.NONE, Denial.NONE);
        }
        if (order.eventTimeNs() < venue.blockedUntilNs) {
            return denies(denial, venue.blockedUntilNs, order.eventTimeNs());
        }
        return Math.abs(venue.clockOffsetNs) <= maxOffsetNs || denies(denial, maxOffsetNs, venue.clockOffsetNs);
    }

    private static boolean denies(Denial denial, long limit, long seen) {
        return denial.because(RiskRule.DISCONNECT_PROTECTION, Scope.VENUE, limit, seen);
    }
}
