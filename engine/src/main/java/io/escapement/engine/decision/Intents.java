package io.escapement.engine.decision;

import io.escapement.codecs.sbe.CancelOrderEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.OrderIntentEncoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
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
 * Where a strategy says what it wants. At most {@value #MOST_PER_RECORD} orders and as many cancels in one record;
 * one working order per strategy and instrument.
 */
public final class Intents {
    /** So much one event may cause. */
    public static final int MOST_PER_RECORD = 16;
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final int engineId;
    private final OrderTable table;
    private final HoldingTable holdings;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SignalEncoder signal = new SignalEncoder();
    private final OrderIntentEncoder intent = new OrderIntentEncoder();
    private final CancelOrderEncoder cancel = new CancelOrderEncoder();
    private final OrderTerms terms = new OrderTerms();
    private Slot slot;
    private int strategyId;
    private int orders;
    private int cancels;

    Intents(int engineId, OrderTable table, HoldingTable holdings) {
        this.engineId = engineId;
        this.table = table;
        this.holdings = holdings;
    }

    /**
     * Wants an order and records the signal behind it.
     *
     * @param value     of the feature that made the strategy want it
     * @param threshold that the value was held against
     * @return false, and nothing is recorded, if there is a working order already or no room for one more
     */
    public boolean order(double value, double threshold, int instrumentId, Side side, long price, long quantity,
                         TimeInForce timeInForce, boolean reduceOnly) {
        final Holding holding = holdings.get(instrumentId, strategyId);
        if (holding == null || orders == MOST_PER_RECORD || holding.working(slot.eventTimeNs()) != null) {
            return false;
        }
        final long id = ClientOrderIds.of(engineId, slot.sequence(), orders);
        final Order order = table.add(id, terms.limit(instrumentId, strategyId, side, price, quantity)
            .timeInForce(timeInForce).reduceOnly(reduceOnly), slot.eventTimeNs());
        if (order == null) {
            return false;
        }
        orders++;
        holding.work(order);
        appendSignal(value, threshold, instrumentId, side);
        intent.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(HEADER + OrderIntentEncoder.BLOCK_LENGTH), header)
            .price(price)
            .quantity(quantity)
            .instrumentId(instrumentId)
            .strategyId(strategyId)
            .side(side)
            .orderType(OrderType.LIMIT)
            .timeInForce(timeInForce)
            .reduceOnly((short) (reduceOnly ? 1 : 0))
            .triggerPrice(OrderIntentEncoder.triggerPriceNullValue())
            .expireTimeNs(OrderIntentEncoder.expireTimeNsNullValue());
        slot.commitEffect(HEADER + OrderIntentEncoder.BLOCK_LENGTH);
        return true;
    }

    /**
     * Cancels an order that the venue has acknowledged and that is not being cancelled yet.
     *
     * @return whether it does
     */
    public boolean cancel(Order order) {
        final OrderStatus status = order.status();
        if (status != OrderStatus.ACCEPTED && status != OrderStatus.PARTIALLY_FILLED || cancels == MOST_PER_RECORD) {
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

    void begin(Slot record) {
        slot = record;
        orders = 0;
        cancels = 0;
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
