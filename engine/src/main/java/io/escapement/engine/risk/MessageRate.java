package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;
import io.escapement.engine.market.Hashing;

/**
 * Row 6: messages to venues in any window of time, by event time, which never goes back. Only new orders and amends are
 * stopped; cancels and what a stop-loss closes count, but always go. Last of all controls, so that only what is sent
 * counts.
 */
final class MessageRate implements Control {
    private final RateWindow all;

    /** @param all null: no limit for everything together */
    MessageRate(RateWindow all) {
        this.all = all;
    }

    @Override
    public RiskRule rule() {
        return RiskRule.MESSAGE_RATE;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        if (order.kind == ProposedOrder.Kind.CLOSING) {
            return true;
        }
        return isFree(all, Scope.GLOBAL, order, denial)
            && isFree(order.market.venue.messages, Scope.VENUE, order, denial)
            && isFree(order.market.messages, Scope.INSTRUMENT, order, denial)
            && isFree(order.strategy.messages, Scope.STRATEGY, order, denial);
    }

    private static boolean isFree(RateWindow window, int scope, ProposedOrder order, Denial denial) {
        if (window != null && denial.trace() != null) {
            denial.compares(scope, window.most(), window.count(order.eventTimeNs()) + 1L);
        }
        return window == null || !window.isFull(order.eventTimeNs())
            || denial.because(RiskRule.MESSAGE_RATE, scope, window.most(), window.most() + 1L);
    }

    /** A message is on its way; market and strategy are null where they are not known. */
    void onMessage(InstrumentRisk market, StrategyState strategy, long eventTimeNs) {
        add(all, eventTimeNs);
        if (market != null) {
            add(market.venue.messages, eventTimeNs);
            add(market.messages, eventTimeNs);
        }
        if (strategy != null) {
            add(strategy.messages, eventTimeNs);
        }
    }

    private static void add(RateWindow window, long eventTimeNs) {
        if (window != null) {
            window.add(eventTimeNs);
        }
    }

    @Override
    public long stateHash() {
        return all == null ? 0 : all.hash(Hashing.fold(0, all.most()));
    }
}
