package io.escapement.engine.decision;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.market.MarketView;
import io.escapement.engine.market.Quote;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderTable;

/** What a strategy may see. Read only. */
public final class DecisionView {
    private final MarketView market;
    private final OrderTable orders;
    private final HoldingTable holdings;
    private int strategyId;
    private long eventTimeNs;

    DecisionView(MarketView market, OrderTable orders, HoldingTable holdings) {
        this.market = market;
        this.orders = orders;
        this.holdings = holdings;
    }

    /** The time of the event that is being decided on. */
    public long eventTimeNs() {
        return eventTimeNs;
    }

    /** Null if it is not known. */
    public Instrument instrument(int instrumentId) {
        return market.instrument(instrumentId);
    }

    /** Null if the instrument is not known; see {@link Quote#isLive()}. */
    public Quote quote(int instrumentId) {
        return market.quote(instrumentId);
    }

    /** What the asking strategy has; null if the instrument is not known. */
    public Holding holding(int instrumentId) {
        return holdings.get(instrumentId, strategyId);
    }

    /** An open order of the asking strategy, or one that is over and not forgotten; null if it has none of that id. */
    public Order order(long clientOrderId) {
        final Order order = orders.find(clientOrderId);
        return order == null || order.strategyId() != strategyId ? null : order;
    }

    /** The oldest open order of the asking strategy in an instrument, or null. */
    public Order firstOrder(int instrumentId) {
        return own(orders.firstOpen(), instrumentId);
    }

    /** The open order of the asking strategy in the same instrument that was made after this one, or null. */
    public Order nextOrder(Order order) {
        return own(orders.nextOpen(order), order.instrumentId());
    }

    private Order own(Order from, int instrumentId) {
        Order order = from;
        while (order != null && (order.instrumentId() != instrumentId || order.strategyId() != strategyId)) {
            order = orders.nextOpen(order);
        }
        return order;
    }

    void at(long timeNs) {
        eventTimeNs = timeNs;
    }

    void of(int strategy) {
        strategyId = strategy;
    }
}
