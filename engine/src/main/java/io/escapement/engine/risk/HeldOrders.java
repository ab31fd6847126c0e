package io.escapement.engine.risk;

import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderTable;
import io.escapement.engine.pipeline.Slot;

/**
 * Lets held stops and take-profits go when the price is there, and ends what was good till a time. At most
 * {@value #MOST_PER_EVENT} with one event; the rest with the next. What is denied for a reason that passes is tried
 * again; what is denied otherwise is cancelled.
 */
final class HeldOrders {
    static final int MOST_PER_EVENT = 8;

    private final OrderTable table;
    private final OrderGate gate;
    private final CancelSweep sweep;
    private final Guards guards;

    HeldOrders(OrderTable table, OrderGate gate, CancelSweep sweep, Guards guards) {
        this.table = table;
        this.gate = gate;
        this.sweep = sweep;
        this.guards = guards;
    }

    /** Looks at an instrument's orders after its price may have changed. */
    void onPrice(Slot slot, InstrumentRisk market) {
        if (!market.watched) {
            return;
        }
        final long timeNs = slot.eventTimeNs();
        final long price = market.triggerPrice(guards.trigger(), timeNs, guards.markAgeNs());
        if (price == InstrumentRisk.NO_PRICE || market.releaseTriedNs != Long.MIN_VALUE
            && timeNs - market.releaseTriedNs < guards.releaseRetryNs()) {
            return;
        }
        market.releaseTriedNs = Long.MIN_VALUE;
        int done = 0;
        Order order = table.firstOpen(market.id());
        while (order != null && done < MOST_PER_EVENT) {
            final Order next = table.nextOpenBeside(order);
            if (order.isHeld() && order.terms().isTriggered()
                && Placement.isTriggered(order.type(), isBuy(order), order.triggerPrice(), price)) {
                release(slot, market, order, price);
                done++;
            }
            order = next;
        }
    }

    private static boolean isBuy(Order order) {
        return order.side() == Side.BUY;
    }

    private void release(Slot slot, InstrumentRisk market, Order order, long price) {
        final RiskRule rule = gate.release(slot, order, price);
        if (rule == null) {
            return;
        }
        if (passes(rule)) {
            market.releaseTriedNs = slot.eventTimeNs();
        } else {
            sweep.cancel(slot, order, Reason.RISK);
        }
    }

    private static boolean passes(RiskRule rule) {
        return switch (rule) {
            case REFERENCE_MISSING, MARKET_DATA_REASONABILITY, MESSAGE_RATE, DISCONNECT_PROTECTION, RECONCILIATION,
                RESTRICTED_INSTRUMENT, CAPITAL -> true;
            default -> false;
        };
    }

    /** Ends the instrument's orders whose time is over; asks again where the venue has not answered. */
    void onTimer(Slot slot, InstrumentRisk market) {
        if (!market.watched) {
            return;
        }
        final long timeNs = slot.eventTimeNs();
        int done = 0;
        boolean watched = false;
        Order order = table.firstOpen(market.id());
        while (order != null) {
            final Order next = table.nextOpenBeside(order);
            final boolean expires = order.timeInForce() == TimeInForce.GTD;
            watched |= expires || order.isHeld();
            if (expires && order.expireTimeNs() <= timeNs && done < MOST_PER_EVENT
                && (order.cancelTimeNs() == 0 || timeNs - order.cancelTimeNs() >= guards.cancelRetryNs())) {
                sweep.cancel(slot, order, Reason.EXPIRY);
                done++;
            }
            order = next;
        }
        market.watched = watched;
    }
}
