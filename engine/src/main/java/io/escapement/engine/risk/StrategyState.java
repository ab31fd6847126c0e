package io.escapement.engine.risk;

import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.market.Hashing;

/** What is known of one strategy: whether it may trade, how fast it has been, and what it has earned. */
final class StrategyState {
    final StrategyLimits limits;
    /** Its place among all strategies. */
    final int index;
    final RateWindow messages;
    final RateWindow executions;
    final DayEquity equity = new DayEquity();
    TradingState state = TradingState.ACTIVE;
    /** Since when it was too fast; a person has to look first. */
    boolean throttled;
    /** For the ledger, while it adds up. */
    long sum;

    StrategyState(StrategyLimits limits, int index, Guards guards) {
        this.limits = limits;
        this.index = index;
        final Bounds bounds = limits.bounds();
        this.messages = bounds.has(Bound.MESSAGES)
            ? new RateWindow((int) bounds.get(Bound.MESSAGES), guards.messageWindowNs()) : null;
        this.executions = bounds.has(Bound.EXECUTIONS)
            ? new RateWindow((int) bounds.get(Bound.EXECUTIONS), guards.executionWindowNs()) : null;
    }

    int id() {
        return limits.id();
    }

    boolean mayTradeAt(Venue venue) {
        if (limits.venues().isEmpty()) {
            return true;
        }
        for (int i = 0; i < limits.venues().size(); i++) {
            if (limits.venues().get(i).equals(venue.name())) {
                return true;
            }
        }
        return false;
    }

    long hash(long seed) {
        long hash = Hashing.fold(Hashing.fold(seed, limits.id()), state.value());
        hash = equity.hash(Hashing.fold(hash, throttled));
        hash = messages == null ? hash : messages.hash(hash);
        return executions == null ? hash : executions.hash(hash);
    }
}
