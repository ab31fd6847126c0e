package io.escapement.engine.risk;

import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.market.Hashing;

/** What is known of one venue's account and our connection to it. */
final class VenueState {
    /** Not away. */
    static final long HERE = Long.MIN_VALUE;

    final Venue venue;
    final VenueLimits limits;
    final RateWindow messages;
    final RateWindow executions;
    final DayEquity equity = new DayEquity();
    boolean reconciled;
    boolean failed;
    boolean keyInUse;
    boolean maintenance;
    boolean deadManFailed;
    /** It has refused a stop or take-profit as something that it does not keep. */
    boolean refusesTriggers;
    /** That it is away has halted trading. */
    boolean awayTold;
    long awaySinceNs = HERE;
    long blockedUntilNs = Long.MIN_VALUE;
    long clockOffsetNs;
    /** For the ledger, while it adds up. */
    long sum;

    VenueState(Venue venue, VenueLimits limits, Guards guards) {
        this.venue = venue;
        this.limits = limits;
        this.messages = limits.bounds().has(Bound.MESSAGES)
            ? new RateWindow((int) limits.bounds().get(Bound.MESSAGES), guards.messageWindowNs()) : null;
        this.executions = limits.bounds().has(Bound.EXECUTIONS)
            ? new RateWindow((int) limits.bounds().get(Bound.EXECUTIONS), guards.executionWindowNs()) : null;
        this.reconciled = !limits.gateway();
    }

    boolean isHere() {
        return awaySinceNs == HERE;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, venue.value());
        hash = Hashing.fold(hash, (reconciled ? 1 : 0) | (failed ? 2 : 0) | (keyInUse ? 4 : 0) | (maintenance ? 8 : 0)
            | (deadManFailed ? 16 : 0) | (awayTold ? 32 : 0) | (refusesTriggers ? 64 : 0));
        hash = Hashing.fold(hash, awaySinceNs);
        hash = Hashing.fold(hash, blockedUntilNs);
        hash = Hashing.fold(hash, clockOffsetNs);
        hash = equity.hash(hash);
        hash = messages == null ? hash : messages.hash(hash);
        return executions == null ? hash : executions.hash(hash);
    }
}
