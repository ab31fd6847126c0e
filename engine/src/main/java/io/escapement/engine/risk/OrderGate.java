package io.escapement.engine.risk;

import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.NewOrderEncoder;
import io.escapement.codecs.sbe.OrderDeniedEncoder;
import io.escapement.codecs.sbe.OrderIntentDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.market.MarketView;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.OrderTable;
import io.escapement.engine.orders.OrderTerms;
import io.escapement.engine.pipeline.Slot;

/** Turns each intent into a {@code NewOrder} or an {@code OrderDenied}. An order counts as open from here on. */
final class OrderGate {
    private static final int ORDER_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + NewOrderEncoder.BLOCK_LENGTH;
    private static final int DENIED_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + OrderDeniedEncoder.BLOCK_LENGTH;

    private final int engineId;
    private final MarketView market;
    private final InstrumentTable<Limits> limits;
    private final OrderTable table;
    private final Controls controls;
    private final MessageHeaderDecoder intentHeader = new MessageHeaderDecoder();
    private final OrderIntentDecoder intent = new OrderIntentDecoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderEncoder newOrder = new NewOrderEncoder();
    private final OrderDeniedEncoder denied = new OrderDeniedEncoder();
    private final ProposedOrder order = new ProposedOrder();
    private final Denial denial = new Denial();
    private final OrderTerms terms = new OrderTerms();

    OrderGate(int engineId, MarketView market, InstrumentTable<Limits> limits, OrderTable table, Controls controls) {
        this.engineId = engineId;
        this.market = market;
        this.limits = limits;
        this.table = table;
        this.controls = controls;
    }

    /**
     * Judges one intent.
     *
     * @param effect offset of the intent
     * @param index  of the intent among the intents of its record
     */
    void onIntent(Slot slot, int effect, int index) {
        intent.wrapAndApplyHeader(slot.buffer(), effect, intentHeader);
        order.read(intent, slot.eventTimeNs());
        order.instrument = market.instrument(order.instrumentId);
        order.quote = market.quote(order.instrumentId);
        order.limits = limits.get(order.instrumentId);
        order.exposure = order.instrument == null ? null : table.exposure(order.instrumentId);
        final long id = ClientOrderIds.of(engineId, slot.sequence(), index);
        if (controls.allow(order, denial)) {
            send(slot, id);
        } else {
            deny(slot, id);
        }
    }

    private void send(Slot slot, long clientOrderId) {
        final int offset = slot.claimEffect(ORDER_LENGTH);
        newOrder.wrapAndApplyHeader(slot.buffer(), offset, header)
            .clientOrderId(clientOrderId)
            .price(order.price)
            .quantity(order.quantity)
            .instrumentId(order.instrumentId)
            .strategyId(order.strategyId)
            .side(order.side)
            .orderType(order.type)
            .timeInForce(order.timeInForce)
            .reduceOnly(order.reduceOnly)
            .held((short) 0)
            .reason(Reason.STRATEGY)
            .triggerPrice(NewOrderEncoder.triggerPriceNullValue())
            .expireTimeNs(NewOrderEncoder.expireTimeNsNullValue());
        slot.commitEffect(ORDER_LENGTH);
        table.add(clientOrderId, terms.read(intent), slot.eventTimeNs());
        controls.onSent(slot.eventTimeNs());
    }

    private void deny(Slot slot, long clientOrderId) {
        final int offset = slot.claimEffect(DENIED_LENGTH);
        denied.wrapAndApplyHeader(slot.buffer(), offset, header)
            .limitValue(denial.limit())
            .observed(denial.observed())
            .price(order.price)
            .quantity(order.quantity)
            .instrumentId(order.instrumentId)
            .strategyId(order.strategyId)
            .side(order.side)
            .rule(denial.rule())
            .scope(OrderDeniedEncoder.scopeNullValue())
            .clientOrderId(clientOrderId);
        slot.commitEffect(DENIED_LENGTH);
    }
}
