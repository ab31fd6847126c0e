package io.escapement.engine.decision;

import io.escapement.codecs.sbe.AmendIntentEncoder;
import io.escapement.codecs.sbe.CancelOrderEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.OrderIntentEncoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SignalEncoder;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderTable;
import io.escapement.engine.orders.OrderTerms;
import io.escapement.engine.pipeline.Slot;

/**
 * Where a strategy says what it wants. At most {@value #MOST_PER_RECORD} orders, as many amendments and as many cancels
 * in one record.
 */
public final class Intents {
    /** So much one event may cause. */
    public static final int MOST_PER_RECORD = 16;
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final int engineId;
    private final long intentTimeoutNs;
    private final OrderTable table;
    private final HoldingTable holdings;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SignalEncoder signal = new SignalEncoder();
    private final OrderIntentEncoder intent = new OrderIntentEncoder();
    private final AmendIntentEncoder amend = new AmendIntentEncoder();
    private final CancelOrderEncoder cancel = new CancelOrderEncoder();
    private final OrderTerms terms = new OrderTerms();
    private Slot slot;
    private int strategyId;
    private int orders;
    private int cancels;
    private int amends;

    Intents(int engineId, long intentTimeoutNs, OrderTable table, HoldingTable holdings) {
        this.engineId = engineId;
        this.intentTimeoutNs = intentTimeoutNs;
        this.table = table;
        this.holdings = holdings;
    }

    /**
     * Wants a limit order and records the signal behind it; one at a time for each strategy and instrument.
     *
     * @param value     of the feature that made the strategy want it
     * @param threshold that the value was held against
     * @return false, and nothing is recorded, if there is a working order already or no room for one more
     */
    public boolean order(double value, double threshold, int instrumentId, Side side, long price, long quantity,
                         TimeInForce timeInForce, boolean reduceOnly) {
        final Holding holding = holdings.get(instrumentId, strategyId);
        if (holding == null || holding.working(slot.eventTimeNs()) != null) {
            return false;
        }
        final Order order = place(value, threshold, terms.limit(instrumentId, strategyId, side, price, quantity)
            .timeInForce(timeInForce).reduceOnly(reduceOnly));
        if (order == null) {
            return false;
        }
        order.mark();
        holding.work(order);
        return true;
    }

    /**
     * Wants an order of any type and records the signal behind it. There may be as many at a time as risk allows.
     *
     * <p>A market order's price, and that of a STOP or TAKE_PROFIT, is the worst that the strategy would take, or
     * {@link OrderTerms#NONE}. An order that waits for a trigger is INTENDED here until something is reported of it:
     * whether venue or engine waits with it, or risk denied it, is not to be seen from here. To cancel it works in each
     * case. Any other order without a report for the intent timeout is taken for denied and forgotten; a report brings
     * it back.
     *
     * @param wanted copied; the strategy's own id is set here
     * @return the order, valid while {@link Order#clientOrderId()} is the same; null, and nothing is recorded, if the
     *     instrument is not known or there is no room
     */
    public Order place(double value, double threshold, OrderTerms wanted) {
        if (holdings.get(wanted.instrumentId(), strategyId) == null || orders == MOST_PER_RECORD) {
            return null;
        }
        terms.set(wanted).strategyId(strategyId).held(wanted.isTriggered());
        final long id = ClientOrderIds.of(engineId, slot.sequence(), orders);
        final Order order = table.add(id, terms, slot.eventTimeNs());
        if (order == null) {
            return null;
        }
        orders++;
        appendSignal(value, threshold, terms.instrumentId(), terms.side());
        intent.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(HEADER + OrderIntentEncoder.BLOCK_LENGTH), header)
            .price(terms.price())
            .quantity(terms.quantity())
            .instrumentId(terms.instrumentId())
            .strategyId(strategyId)
            .side(terms.side())
            .orderType(terms.type())
            .timeInForce(terms.timeInForce())
            .reduceOnly((short) (terms.isReduceOnly() ? 1 : 0))
            .triggerPrice(terms.triggerPrice())
            .expireTimeNs(terms.expireTimeNs());
        slot.commitEffect(HEADER + OrderIntentEncoder.BLOCK_LENGTH);
        return order;
    }

    /**
     * Wants an open order to have another price or quantity. Until the venue has answered, or the intent timeout is
     * over, no other amendment of it is taken.
     *
     * @param price    mantissa
     * @param quantity of the whole order, what is filled included
     * @return false, and nothing is recorded, if it does not rest, is being amended, would have nothing left, or is
     *     not the asking strategy's
     */
    public boolean amend(Order order, long price, long quantity) {
        if (order.strategyId() != strategyId || amends == MOST_PER_RECORD) {
            return false;
        }
        if (order.isAmending() && slot.eventTimeNs() - order.amendTimeNs() >= intentTimeoutNs) {
            table.amendForgotten(order);
        }
        if (!table.amendSent(order, price, quantity, slot.eventTimeNs())) {
            return false;
        }
        amends++;
        amend.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(HEADER + AmendIntentEncoder.BLOCK_LENGTH), header)
            .clientOrderId(order.clientOrderId())
            .price(price)
            .quantity(quantity)
            .instrumentId(order.instrumentId())
            .strategyId(strategyId);
        slot.commitEffect(HEADER + AmendIntentEncoder.BLOCK_LENGTH);
        return true;
    }

    /**
     * Cancels an order that waits for a trigger, that the venue has acknowledged, or of which nobody knows, and that is
     * not being cancelled yet.
     *
     * @return whether it does
     */
    public boolean cancel(Order order) {
        final boolean can = switch (order.status()) {
            case INTENDED, ACCEPTED, PARTIALLY_FILLED, UNKNOWN -> true;
            default -> false;
        };
        if (!can || cancels == MOST_PER_RECORD) {
            return false;
        }
        cancels++;
        table.cancelSent(order, slot.eventTimeNs());
        cancel.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(HEADER + CancelOrderEncoder.BLOCK_LENGTH), header)
            .clientOrderId(order.clientOrderId())
            .instrumentId(order.instrumentId())
            .reason(Reason.STRATEGY);
        slot.commitEffect(HEADER + CancelOrderEncoder.BLOCK_LENGTH);
        return true;
    }

    /** Cancels all of the asking strategy's orders in an instrument; as many as a record holds. How many. */
    public int cancelAll(int instrumentId) {
        int cancelled = 0;
        Order order = table.firstOpen();
        while (order != null) {
            final Order next = table.nextOpen(order);
            if (order.instrumentId() == instrumentId && order.strategyId() == strategyId && cancel(order)) {
                cancelled++;
            }
            order = next;
        }
        return cancelled;
    }

    void begin(Slot record) {
        slot = record;
        orders = 0;
        cancels = 0;
        amends = 0;
    }

    void of(int strategy) {
        strategyId = strategy;
    }

    private void appendSignal(double value, double threshold, int instrumentId, Side side) {
        signal.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(HEADER + SignalEncoder.BLOCK_LENGTH), header)
            .value(value)
            .threshold(threshold)
            .instrumentId(instrumentId)
            .strategyId(strategyId)
            .side(side);
        slot.commitEffect(HEADER + SignalEncoder.BLOCK_LENGTH);
    }
}
