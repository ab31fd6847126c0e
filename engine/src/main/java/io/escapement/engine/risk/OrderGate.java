package io.escapement.engine.risk;

import io.escapement.codecs.sbe.AmendIntentDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.OrderIntentDecoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderTable;
import io.escapement.engine.orders.OrderTerms;
import io.escapement.engine.pipeline.Slot;

/**
 * The one way to a venue: everything that wants to become an order, change one or let one go is judged here and then is
 * a {@code NewOrder}, an {@code AmendOrder} or an {@code OrderReleased}; or an {@code OrderDenied}. What goes counts as
 * open from here on.
 */
final class OrderGate {
    private final RiskConfig config;
    private final Markets markets;
    private final OrderTable table;
    private final Controls controls;
    private final RiskEffects effects;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderIntentDecoder intent = new OrderIntentDecoder();
    private final AmendIntentDecoder amendIntent = new AmendIntentDecoder();
    private final ProposedOrder order = new ProposedOrder();
    private final OrderTerms terms = new OrderTerms();
    private final Denial denial = new Denial();

    OrderGate(RiskConfig config, Markets markets, OrderTable table, Controls controls, RiskEffects effects) {
        this.config = config;
        this.markets = markets;
        this.table = table;
        this.controls = controls;
        this.effects = effects;
        order.global = config.global();
    }

    /** Tells somebody of every check from here on; null: nobody. */
    void trace(RiskTrace listener) {
        denial.trace(listener);
    }

    /**
     * Judges one intent.
     *
     * @param effect offset of the intent
     * @param index  of the intent among the intents of its record
     */
    void onIntent(Slot slot, int effect, int index) {
        intent.wrapAndApplyHeader(slot.buffer(), effect, header);
        begin(slot, ProposedOrder.Kind.NEW, intent.instrumentId(), intent.strategyId(),
            ClientOrderIds.of(config.orders().engineId(), slot.sequence(), index));
        order.price = intent.price();
        order.quantity = intent.quantity();
        order.triggerPrice = intent.triggerPrice();
        order.expireTimeNs = intent.expireTimeNs();
        order.side = intent.side();
        order.type = intent.orderType();
        order.timeInForce = intent.timeInForce();
        order.reduceOnly = intent.reduceOnly();
        if (controls.allow(order, denial)) {
            final VenueState venue = order.market.venue;
            final boolean held = order.hasTrigger() && (!venue.limits.nativeTriggers() || venue.refusesTriggers);
            send(slot, held, Reason.STRATEGY);
        } else {
            effects.denied(slot, order, denial);
        }
    }

    /** Judges another price or quantity for an open order. */
    void onAmendIntent(Slot slot, int effect) {
        amendIntent.wrapAndApplyHeader(slot.buffer(), effect, header);
        final Order known = table.find(amendIntent.clientOrderId());
        begin(slot, ProposedOrder.Kind.AMEND, amendIntent.instrumentId(), amendIntent.strategyId(),
            amendIntent.clientOrderId());
        if (known == null || !isAmendable(known) || known.instrumentId() != order.instrumentId) {
            order.side = known == null ? Side.NULL_VAL : known.side();
            order.price = amendIntent.price();
            order.quantity = amendIntent.quantity();
            denial.because(RiskRule.ORDER_VALIDITY, OrderStatus.ACCEPTED.value(),
                known == null ? Denial.NONE : known.status().value());
            effects.denied(slot, order, denial);
            return;
        }
        read(known);
        order.price = amendIntent.price();
        order.quantity = amendIntent.quantity();
        if (!controls.allow(order, denial)) {
            effects.denied(slot, order, denial);
            return;
        }
        effects.amend(slot, order);
        table.amendSent(known, order.price, order.quantity, slot.eventTimeNs());
        if (!known.isHeld()) {
            controls.onMessage(order.market, order.strategy, slot.eventTimeNs());
        }
    }

    private static boolean isAmendable(Order known) {
        return known.isHeld() || !known.isAmending() && (known.status() == OrderStatus.ACCEPTED
            || known.status() == OrderStatus.PARTIALLY_FILLED);
    }

    /**
     * Judges a held order whose trigger has been reached, as if it were made now, and lets it go.
     *
     * @param observed the price that triggered it
     * @return null if it went, else the rule that denied it
     */
    RiskRule release(Slot slot, Order known, long observed) {
        begin(slot, ProposedOrder.Kind.RELEASE, known.instrumentId(), known.strategyId(), known.clientOrderId());
        read(known);
        if (!controls.allow(order, denial)) {
            effects.denied(slot, order, denial);
            return denial.rule();
        }
        effects.released(slot, known, observed);
        table.release(known, slot.eventTimeNs());
        controls.onMessage(order.market, order.strategy, slot.eventTimeNs());
        return null;
    }

    /**
     * Judges an order that closes a position, in part at least: limit, immediate or cancel.
     *
     * @param index of the order among those of its record, from {@link CancelSweep#FIRST_OWN_INDEX}
     * @return null if it went, else the rule that denied it
     */
    RiskRule close(Slot slot, InstrumentRisk market, int strategyId, Side side, long price, long quantity, int index) {
        begin(slot, ProposedOrder.Kind.CLOSING, market.id(), strategyId,
            ClientOrderIds.of(config.orders().engineId(), slot.sequence(), index));
        order.price = price;
        order.quantity = quantity;
        order.triggerPrice = OrderTerms.NONE;
        order.expireTimeNs = OrderTerms.NONE;
        order.side = side;
        order.type = OrderType.LIMIT;
        order.timeInForce = TimeInForce.IOC;
        order.reduceOnly = 0;
        order.reduceOnly = (short) (order.reduces() ? 1 : 0);
        if (!controls.allow(order, denial)) {
            effects.denied(slot, order, denial);
            return denial.rule();
        }
        send(slot, false, Reason.STOP_LOSS);
        return null;
    }

    private void begin(Slot slot, ProposedOrder.Kind kind, int instrumentId, int strategyId, long clientOrderId) {
        order.kind = kind;
        order.eventTimeNs = slot.eventTimeNs();
        order.clientOrderId = clientOrderId;
        order.instrumentId = instrumentId;
        order.strategyId = strategyId;
        order.market = markets.of(instrumentId);
        order.strategy = markets.strategy(strategyId);
        order.known = null;
    }

    private void read(Order known) {
        order.known = known;
        order.price = known.price();
        order.quantity = known.quantity();
        order.triggerPrice = known.triggerPrice();
        order.expireTimeNs = known.expireTimeNs();
        order.side = known.side();
        order.type = known.type();
        order.timeInForce = known.timeInForce();
        order.reduceOnly = (short) (known.isReduceOnly() ? 1 : 0);
    }

    private void send(Slot slot, boolean held, Reason reason) {
        final long price = order.hasLimit() ? order.price : order.judgedPrice();
        effects.newOrder(slot, order, price, held, reason);
        terms.instrumentId(order.instrumentId)
            .strategyId(order.strategyId)
            .side(order.side)
            .type(order.type)
            .timeInForce(order.timeInForce)
            .price(price)
            .quantity(order.quantity)
            .triggerPrice(order.hasTrigger() ? order.triggerPrice : OrderTerms.NONE)
            .expireTimeNs(order.expireTimeNs > 0 ? order.expireTimeNs : OrderTerms.NONE)
            .reduceOnly(order.reduceOnly == 1)
            .held(held);
        table.add(order.clientOrderId, terms, slot.eventTimeNs());
        controls.onSent(order);
        order.market.watched |= held || order.timeInForce == TimeInForce.GTD;
        if (!held) {
            controls.onMessage(order.market, order.strategy, slot.eventTimeNs());
        }
    }
}
