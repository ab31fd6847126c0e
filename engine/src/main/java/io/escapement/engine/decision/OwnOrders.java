package io.escapement.engine.decision;

import io.escapement.codecs.sbe.CarriedOrderDecoder;
import io.escapement.codecs.sbe.CarriedPositionDecoder;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.GatewayStatusDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderFeed;
import io.escapement.engine.orders.OrderTable;
import io.escapement.engine.orders.OrderTerms;
import io.escapement.engine.pipeline.Slot;

/**
 * What the decision stage has to make out for itself, since risk comes after it: that a stop which it took for held
 * was sent, that risk made an order to close a position, that an intent was denied, what a run before left.
 */
final class OwnOrders {
    private final int engineId;
    private final Strategy[] strategies;
    private final OrderTable table;
    private final OrderFeed feed;
    private final HoldingTable holdings;
    private final OrderTerms terms = new OrderTerms();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final CarriedPositionDecoder position = new CarriedPositionDecoder();
    private final GatewayStatusDecoder gateway = new GatewayStatusDecoder();
    private final TimerDecoder timer = new TimerDecoder();
    private final long intentTimeoutNs;

    OwnOrders(int engineId, Strategy[] strategies, OrderTable table, OrderFeed feed, HoldingTable holdings) {
        this.engineId = engineId;
        this.strategies = strategies;
        this.table = table;
        this.feed = feed;
        this.holdings = holdings;
        this.intentTimeoutNs = holdings.intentTimeoutNs();
    }

    /** Makes the table ready for news of something that only stages behind this one have seen. */
    void beforeReport(Slot slot) {
        if (slot.eventTemplateId() == GatewayStatusDecoder.TEMPLATE_ID) {
            gateway.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
            if (gateway.condition() == GatewayCondition.RECONCILING) {
                // what was denied is on no venue's list, and must not become UNKNOWN by that; a report brings it back
                retire(slot, InstrumentTable.MAX_ID + 1, 0);
            }
            return;
        }
        if (slot.eventTemplateId() != ExecutionReportDecoder.TEMPLATE_ID) {
            return;
        }
        report.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final long id = report.clientOrderId();
        final Order known = table.find(id);
        if (known != null && known.isHeld()) {
            table.release(known, slot.eventTimeNs());
        } else if (known == null && ClientOrderIds.engineId(id) == engineId && ClientOrderIds.isOfRisk(id)) {
            addClosing(slot, id);
        }
    }

    // Risk closes the position of one strategy: of whose on the other side, the one of that size, else the first.
    private void addClosing(Slot slot, long id) {
        final long ordered = report.quantity() == ExecutionReportDecoder.quantityNullValue()
            ? report.cumulativeQuantity() + report.leavesQuantity() : report.quantity();
        int strategyId = 0;
        for (final Strategy strategy : strategies) {
            final Holding holding = holdings.get(report.instrumentId(), strategy.id());
            final long closable = holding == null ? 0
                : report.side() == Side.SELL ? holding.position() : -holding.position();
            if (closable == ordered || closable > 0 && strategyId == 0) {
                strategyId = strategy.id();
            }
            if (closable == ordered) {
                break;
            }
        }
        if (strategyId != 0 && ordered > 0 && (report.side() == Side.BUY || report.side() == Side.SELL)) {
            table.add(id, terms.limit(report.instrumentId(), strategyId, report.side(), OrderTerms.NONE, ordered),
                slot.eventTimeNs());
        }
    }

    /** Takes in orders and positions of a run before. */
    void onCarried(Slot slot) {
        if (slot.eventTemplateId() == CarriedOrderDecoder.TEMPLATE_ID) {
            final Order order = feed.touched();
            final Holding holding = order == null ? null : holdings.get(order.instrumentId(), order.strategyId());
            if (holding != null && order.isOpen() && !order.terms().isTriggered()
                && holding.working(slot.eventTimeNs()) == null) {
                order.mark();
                holding.work(order);
            }
        } else if (slot.eventTemplateId() == CarriedPositionDecoder.TEMPLATE_ID) {
            position.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
            final Holding holding = holdings.get(position.instrumentId(), position.strategyId());
            if (holding != null) {
                holding.fill(position.quantity());
            }
        }
    }

    /** With an instrument's timer: forgets the orders that were denied, as far as one can tell. */
    void retire(Slot slot) {
        if (slot.eventTemplateId() != TimerDecoder.TEMPLATE_ID) {
            return;
        }
        timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        retire(slot, timer.instrumentId(), intentTimeoutNs);
    }

    // Of one instrument, or of all for an id that none has.
    private void retire(Slot slot, int instrumentId, long olderThanNs) {
        final boolean all = instrumentId > InstrumentTable.MAX_ID;
        Order order = table.firstOpen();
        while (order != null) {
            final Order next = table.nextOpen(order);
            if ((all || order.instrumentId() == instrumentId) && order.status() == OrderStatus.SENT
                && slot.eventTimeNs() - order.sentTimeNs() >= olderThanNs) {
                table.retire(order);
            }
            order = next;
        }
    }
}
