package io.escapement.engine.risk;

import io.escapement.codecs.sbe.AmendOrderEncoder;
import io.escapement.codecs.sbe.CancelOrderEncoder;
import io.escapement.codecs.sbe.EquityUpdateEncoder;
import io.escapement.codecs.sbe.MarketProfile;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.NewOrderEncoder;
import io.escapement.codecs.sbe.OrderDeniedEncoder;
import io.escapement.codecs.sbe.OrderReleasedEncoder;
import io.escapement.codecs.sbe.ProfileChangeEncoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.StopUpdateEncoder;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.TradingStateChangeEncoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.orders.Order;
import io.escapement.engine.pipeline.Slot;

/** Writes what risk says. Knows nothing. */
final class RiskEffects {
    /** Strategy of what is about all of them. */
    static final int EVERYBODY = TradingStateChangeEncoder.strategyIdNullValue();
    /** Instrument of what is about all of them. */
    static final int EVERYTHING = EquityUpdateEncoder.instrumentIdNullValue();
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderEncoder newOrder = new NewOrderEncoder();
    private final AmendOrderEncoder amend = new AmendOrderEncoder();
    private final CancelOrderEncoder cancel = new CancelOrderEncoder();
    private final OrderDeniedEncoder denied = new OrderDeniedEncoder();
    private final OrderReleasedEncoder released = new OrderReleasedEncoder();
    private final TradingStateChangeEncoder change = new TradingStateChangeEncoder();
    private final ProfileChangeEncoder profile = new ProfileChangeEncoder();
    private final EquityUpdateEncoder equity = new EquityUpdateEncoder();
    private final StopUpdateEncoder stop = new StopUpdateEncoder();

    /** @param price the limit, or what the order is judged by where it has none */
    void newOrder(Slot slot, ProposedOrder order, long price, boolean held, Reason reason) {
        newOrder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(HEADER + NewOrderEncoder.BLOCK_LENGTH), header)
            .clientOrderId(order.clientOrderId)
            .price(price)
            .quantity(order.quantity)
            .instrumentId(order.instrumentId)
            .strategyId(order.strategyId)
            .side(order.side)
            .orderType(order.type)
            .timeInForce(order.timeInForce)
            .reduceOnly(order.reduceOnly)
            .held((short) (held ? 1 : 0))
            .reason(reason)
            .triggerPrice(order.hasTrigger() ? order.triggerPrice : NewOrderEncoder.triggerPriceNullValue())
            .expireTimeNs(order.expireTimeNs > 0 ? order.expireTimeNs : NewOrderEncoder.expireTimeNsNullValue());
        slot.commitEffect(HEADER + NewOrderEncoder.BLOCK_LENGTH);
    }

    void amend(Slot slot, ProposedOrder order) {
        amend.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(HEADER + AmendOrderEncoder.BLOCK_LENGTH), header)
            .clientOrderId(order.clientOrderId)
            .price(order.price)
            .quantity(order.quantity)
            .instrumentId(order.instrumentId);
        slot.commitEffect(HEADER + AmendOrderEncoder.BLOCK_LENGTH);
    }

    void cancel(Slot slot, Order order, Reason reason) {
        cancel.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(HEADER + CancelOrderEncoder.BLOCK_LENGTH), header)
            .clientOrderId(order.clientOrderId())
            .instrumentId(order.instrumentId())
            .reason(reason);
        slot.commitEffect(HEADER + CancelOrderEncoder.BLOCK_LENGTH);
    }

    void denied(Slot slot, ProposedOrder order, Denial denial) {
        denied.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(HEADER + OrderDeniedEncoder.BLOCK_LENGTH), header)
            .limitValue(denial.limit())
            .observed(denial.observed())
            .price(order.price)
            .quantity(order.quantity)
            .instrumentId(order.instrumentId)
            .strategyId(order.strategyId)
            .side(order.side)
            .rule(denial.rule())
            .scope(denial.scope() == Scope.NONE ? OrderDeniedEncoder.scopeNullValue() : denial.scope())
            .clientOrderId(order.clientOrderId);
        slot.commitEffect(HEADER + OrderDeniedEncoder.BLOCK_LENGTH);
    }

    void released(Slot slot, Order order, long observed) {
        released.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(HEADER + OrderReleasedEncoder.BLOCK_LENGTH),
                header)
            .clientOrderId(order.clientOrderId())
            .triggerPrice(order.triggerPrice())
            .observedPrice(observed)
            .instrumentId(order.instrumentId());
        slot.commitEffect(HEADER + OrderReleasedEncoder.BLOCK_LENGTH);
    }

    /** @param rule null: no limit was passed; limit and observed may then be {@link Denial#NONE} */
    void trading(Slot slot, TradingState before, TradingState now, Reason reason, RiskRule rule, int strategyId,
                 long limit, long observed) {
        change.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(HEADER + TradingStateChangeEncoder.BLOCK_LENGTH),
                header)
            .state(now)
            .previousState(before)
            .reason(reason)
            .rule(rule == null ? RiskRule.NULL_VAL : rule)
            .strategyId(strategyId)
            .limitValue(limit)
            .observed(observed);
        slot.commitEffect(HEADER + TradingStateChangeEncoder.BLOCK_LENGTH);
    }

    void profile(Slot slot, InstrumentRisk market, MarketProfile before) {
        profile.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(HEADER + ProfileChangeEncoder.BLOCK_LENGTH),
                header)
            .volatilityBps(market.profile.volatility())
            .spreadBps(market.profile.spread())
            .instrumentId(market.id())
            .profile(market.profile.profile())
            .previousProfile(before);
        slot.commitEffect(HEADER + ProfileChangeEncoder.BLOCK_LENGTH);
    }

    /** @param instrumentId of one instrument, as {@code venue} and {@code strategyId}; each null where it is all */
    void equity(Slot slot, DayEquity day, int strategyId, Venue venue, int instrumentId) {
        equity.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(HEADER + EquityUpdateEncoder.BLOCK_LENGTH), header)
            .dayStartTimeNs(day.dayStartTimeNs())
            .dayStartEquity(day.dayStart())
            .peakEquity(day.peak())
            .equity(day.equity())
            .strategyId(strategyId)
            .venue(venue)
            .instrumentId(instrumentId);
        slot.commitEffect(HEADER + EquityUpdateEncoder.BLOCK_LENGTH);
    }

    void stop(Slot slot, int instrumentId, Holding holding) {
        stop.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(HEADER + StopUpdateEncoder.BLOCK_LENGTH), header)
            .stopPrice(holding.stop == 0 ? StopUpdateEncoder.stopPriceNullValue() : holding.stop)
            .instrumentId(instrumentId)
            .strategyId(holding.strategyId)
            .reached((short) (holding.isReached() ? 1 : 0));
        slot.commitEffect(HEADER + StopUpdateEncoder.BLOCK_LENGTH);
    }
}
