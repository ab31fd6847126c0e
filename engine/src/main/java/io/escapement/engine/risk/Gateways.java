package io.escapement.engine.risk;

import io.escapement.codecs.sbe.GatewayStatusDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.engine.pipeline.Slot;

/** What our connections to venues' accounts tell, and what follows. */
final class Gateways {
    private final Markets markets;
    private final Reins reins;
    private final CancelSweep sweep;
    private final long disconnectNs;

    Gateways(Markets markets, Reins reins, CancelSweep sweep, long disconnectNs) {
        this.markets = markets;
        this.reins = reins;
        this.sweep = sweep;
        this.disconnectNs = disconnectNs;
    }

    void onStatus(Slot slot, GatewayStatusDecoder status) {
        final VenueState venue = markets.venue(status.venue());
        final long timeNs = slot.eventTimeNs();
        switch (status.condition()) {
            case LOGGED_ON -> back(venue);
            case DISCONNECTED, LOGON_REFUSED -> {
                venue.awaySinceNs = venue.isHere() ? timeNs : venue.awaySinceNs;
                venue.reconciled = false;
            }
            case RECONCILING, RECONCILE_FAILED -> venue.reconciled = false;
            case RECONCILED -> {
                back(venue);
                venue.reconciled = true;
                reins.onReconciled(slot);
            }
            case DEAD_MAN_ARMED, DEAD_MAN_ABSENT -> venue.deadManFailed = false;
            case DEAD_MAN_FAILED -> venue.deadManFailed = true;
            case CLOCK_OFFSET -> venue.clockOffsetNs = Math.max(status.value(), -Long.MAX_VALUE);
            case RATE_LIMITED, BANNED -> venue.blockedUntilNs = timeNs + Math.max(0, status.value());
            case MAINTENANCE -> venue.maintenance = true;
            case CANCEL_ALL_FAILED -> sweep.ofVenue(venue, Reason.GATEWAY_DOWN);
            case MALFORMED_MESSAGE ->
                reins.halt(slot, Reason.CONTRADICTION, RiskRule.RECONCILIATION, Denial.NONE, Denial.NONE);
            case KEY_IN_USE -> {
                venue.keyInUse = true;
                reins.halt(slot, Reason.RISK, RiskRule.ACCESS, 1, 2);
            }
            default -> { }
        }
    }

    private static void back(VenueState venue) {
        venue.awaySinceNs = VenueState.HERE;
        venue.maintenance = false;
    }

    /**
     * Halts when a gateway has been away for too long: what is open there can be neither seen nor cancelled. While the
     * first reconciling is awaited nothing goes anyway, and a venue that is late needs no person.
     */
    void onTimer(Slot slot) {
        for (int i = 0; i < markets.venueCount(); i++) {
            final VenueState venue = markets.venueAt(i);
            final long awayNs = venue.isHere() ? 0 : slot.eventTimeNs() - venue.awaySinceNs;
            if (awayNs >= disconnectNs && !venue.awayTold && !reins.isAwaiting()) {
                venue.awayTold = true;
                reins.halt(slot, Reason.GATEWAY_DOWN, RiskRule.DISCONNECT_PROTECTION, disconnectNs, awayNs);
            } else if (venue.isHere()) {
                venue.awayTold = false;
            }
        }
    }
}
