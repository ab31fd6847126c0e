package io.escapement.engine.risk;

import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderTable;
import io.escapement.engine.pipeline.Slot;

/**
 * Cancels orders of which many may have to go at once, at most {@value #MOST_PER_EVENT} with one event and the rest
 * with the next ones, and goes on asking for those that stay open.
 */
final class CancelSweep {
    static final int MOST_PER_EVENT = 16;
    /** Orders from this index on are risk's own. */
    static final int FIRST_OWN_INDEX = 128;

    private final OrderTable table;
    private final Markets markets;
    private final Controls controls;
    private final RiskEffects effects;
    private final long retryNs;
    private boolean pending;
    private Reason reason = Reason.NONE;

    CancelSweep(OrderTable table, Markets markets, Controls controls, RiskEffects effects, long retryNs) {
        this.table = table;
        this.markets = markets;
        this.controls = controls;
        this.effects = effects;
        this.retryNs = retryNs;
    }

    /** Wants all open orders cancelled. */
    void all(Reason why) {
        reason = why;
        for (Order order = table.firstOpen(); order != null; order = table.nextOpen(order)) {
            want(order);
        }
    }

    /** Wants all open orders cancelled that could make a position larger. */
    void opening(Reason why) {
        reason = why;
        for (Order order = table.firstOpen(); order != null; order = table.nextOpen(order)) {
            if (!order.isReduceOnly() && !isOwn(order)) {
                want(order);
            }
        }
    }

    /** Wants a strategy's open orders cancelled that could make a position larger, or all but risk's own. */
    void ofStrategy(int strategyId, boolean all, Reason why) {
        reason = why;
        for (Order order = table.firstOpen(); order != null; order = table.nextOpen(order)) {
            if (order.strategyId() == strategyId && !isOwn(order) && (all || !order.isReduceOnly())) {
                want(order);
            }
        }
    }

    /** Wants the open orders of an instrument cancelled; of one strategy, or of all if it is 0. Not risk's own then. */
    void ofInstrument(int instrumentId, int strategyId, Reason why) {
        reason = why;
        for (Order order = table.firstOpen(instrumentId); order != null; order = table.nextOpenBeside(order)) {
            if (strategyId == 0 || order.strategyId() == strategyId && !isOwn(order)) {
                want(order);
            }
        }
    }

    /**
     * Wants whatever an instrument has open on one side cancelled, whichever strategy's, but for risk's own.
     *
     * @return whether one of them had not been asked to go before
     */
    boolean ofSide(int instrumentId, Side side, Reason why) {
        reason = why;
        boolean news = false;
        for (Order order = table.firstOpen(instrumentId); order != null; order = table.nextOpenBeside(order)) {
            if (order.side() == side && !isOwn(order)) {
                news |= order.cancelTimeNs() == 0;
                want(order);
            }
        }
        return news;
    }

    /** Wants the open orders at a venue cancelled. */
    void ofVenue(VenueState venue, Reason why) {
        reason = why;
        for (Order order = table.firstOpen(); order != null; order = table.nextOpen(order)) {
            final InstrumentRisk market = markets.of(order.instrumentId());
            if (market != null && market.venue == venue) {
                want(order);
            }
        }
    }

    /**
     * Wants those of an instrument's orders cancelled again that may not stay open in the state of all trading or their
     * strategy's, and still are so long after the last try.
     */
    void retry(int instrumentId, TradingState all, long eventTimeNs) {
        for (Order order = table.firstOpen(instrumentId); order != null; order = table.nextOpenBeside(order)) {
            if (eventTimeNs - order.cancelTimeNs() >= retryNs && mustGo(order, all)) {
                want(order);
            }
        }
    }

    private boolean mustGo(Order order, TradingState all) {
        if (all == TradingState.HALTED) {
            return true;
        }
        final StrategyState strategy = markets.strategy(order.strategyId());
        final TradingState own = strategy == null ? all : strategy.state;
        final TradingState tighter = TradingSwitch.isTighter(own, all) ? own : all;
        // What was let through while reducing reduces, whether or not it is marked so: only what has been asked to go.
        return !isOwn(order) && (tighter == TradingState.HALTED
            || tighter == TradingState.REDUCING && order.cancelTimeNs() > 0);
    }

    private void want(Order order) {
        order.cancelWanted(true);
        pending = true;
    }

    private static boolean isOwn(Order order) {
        return ClientOrderIds.index(order.clientOrderId()) >= FIRST_OWN_INDEX;
    }

    /** Appends as many cancels as one event may cause. */
    void append(Slot slot) {
        if (!pending) {
            return;
        }
        int sent = 0;
        Order order = table.firstOpen();
        while (order != null && sent < MOST_PER_EVENT) {
            // Asked before: cancelling an order that the engine holds ends it.
            final Order next = table.nextOpen(order);
            if (order.isCancelWanted()) {
                cancel(slot, order, reason);
                sent++;
            }
            order = next;
        }
        pending = sent == MOST_PER_EVENT;
    }

    /** Cancels one order now. */
    void cancel(Slot slot, Order order, Reason why) {
        effects.cancel(slot, order, why);
        if (!order.isHeld()) {
            controls.onMessage(markets.of(order.instrumentId()), markets.strategy(order.strategyId()),
                slot.eventTimeNs());
        }
        table.cancelSent(order, slot.eventTimeNs());
        order.cancelWanted(false);
    }

    long stateHash() {
        return reason.value() << 1 | (pending ? 1 : 0);
    }
}
