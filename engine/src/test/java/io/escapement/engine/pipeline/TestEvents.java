package io.escapement.engine.pipeline;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.CrossedRule;
import io.escapement.codecs.sbe.ExecutionReportEncoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OperatorCommandEncoder;
import io.escapement.codecs.sbe.OrderIntentEncoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.TimerEncoder;
import io.escapement.codecs.sbe.TradeEncoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.orders.ReportTail;
import io.escapement.engine.pipeline.StageHarness.EventWriter;

import java.util.function.Consumer;

/** Events for tests. Instruments have price exponent -2 and quantity exponent -8, tick 0.01, lot 0.00001. */
public final class TestEvents {
    public static final long SECOND = 1_000_000_000L;
    public static final long LOT = 1_000;
    public static final long MONEY = 100_000_000L;

    private TestEvents() {
    }

    public static EventWriter define(int id, String symbol) {
        return define(id, symbol, InstrumentStatus.TRADING);
    }

    public static EventWriter define(int id, String symbol, InstrumentStatus status) {
        return define(id, symbol, status, -2, -8);
    }

    public static EventWriter define(int id, String symbol, InstrumentStatus status, int priceExponent,
                                     int quantityExponent) {
        return (buffer, offset, header) -> new InstrumentDefinitionEncoder().wrapAndApplyHeader(buffer, offset, header)
            .receiveTimeNs(0).tickSize(1).lotSize(LOT).minQuantity(LOT).maxQuantity(900_000_000_000L)
            .minNotional(5 * MONEY).instrumentId(id).venue(Venue.BINANCE).priceExponent((byte) priceExponent)
            .quantityExponent((byte) quantityExponent).status(status).kind(InstrumentKind.SPOT)
            .sync(SyncKind.RANGES).checksum(ChecksumKind.NONE).checksumEvery(1).bookDepth(0)
            .crossed(CrossedRule.NEVER)
            .contractSize(Instrument.ONE)
            .symbol(symbol).baseAsset("BTC").quoteAsset("USDT").canonical("BTC/USDT").encodedLength();
    }

    public static EventWriter timer(int id) {
        final TimerEncoder encoder = new TimerEncoder();
        return (buffer, offset, header) -> encoder.wrapAndApplyHeader(buffer, offset, header)
            .dueTimeNs(0).cadenceNs(SECOND).instrumentId(id).encodedLength();
    }

    public static EventWriter trade(int id, long tradeId, long venueTimeNs, long price, long quantity, Side side) {
        final TradeEncoder encoder = new TradeEncoder();
        return (buffer, offset, header) -> encoder.wrapAndApplyHeader(buffer, offset, header)
            .venueTimeNs(venueTimeNs).receiveTimeNs(0).tradeId(tradeId).price(price).quantity(quantity)
            .instrumentId(id).aggressorSide(side).encodedLength();
    }

    public static EventWriter command(Command command, String person, String reason) {
        return command(command, OperatorCommandEncoder.instrumentIdNullValue(), person, reason);
    }

    public static EventWriter command(Command command, int instrumentId, String person, String reason) {
        return (buffer, offset, header) -> new OperatorCommandEncoder().wrapAndApplyHeader(buffer, offset, header)
            .receiveTimeNs(0).instrumentId(instrumentId).command(command).cause(Reason.OPERATOR)
            .person(person).reason(reason)
            .encodedLength();
    }

    /** A report as the venue would send it, to be changed before it is sent. */
    public static EventWriter report(long clientOrderId, int instrumentId, Side side, ExecutionType type,
                                     Consumer<ExecutionReportEncoder> changes) {
        return (buffer, offset, header) -> {
            final ExecutionReportEncoder encoder = new ExecutionReportEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, header)
                .venueTimeNs(0).receiveTimeNs(0).clientOrderId(clientOrderId).venueOrderId(1)
                .executionId(ExecutionReportEncoder.executionIdNullValue())
                .lastPrice(ExecutionReportEncoder.lastPriceNullValue())
                .lastQuantity(ExecutionReportEncoder.lastQuantityNullValue())
                .cumulativeQuantity(0).leavesQuantity(0).fee(ExecutionReportEncoder.feeNullValue())
                .instrumentId(instrumentId).executionType(type).orderStatus(OrderStatus.ACCEPTED).side(side)
                .liquidityRole(LiquidityRole.NONE).rejectCode(RejectCode.NONE);
            changes.accept(encoder);
            ReportTail.plain(encoder, ReportSource.STREAM);
            return encoder.encodedLength();
        };
    }

    public static EventWriter report(long clientOrderId, int instrumentId, Side side, ExecutionType type) {
        return report(clientOrderId, instrumentId, side, type, encoder -> { });
    }

    public static EventWriter fill(long clientOrderId, int instrumentId, Side side, long executionId, long price,
                                   long quantity, long fee) {
        return report(clientOrderId, instrumentId, side, ExecutionType.FILL, encoder -> encoder
            .executionId(executionId).lastPrice(price).lastQuantity(quantity).fee(fee)
            .liquidityRole(LiquidityRole.TAKER));
    }

    /** An intent as an effect from further up. */
    public static Consumer<Slot> intent(int id, int strategy, Side side, long quantity, long price,
                                        Consumer<OrderIntentEncoder> changes) {
        return slot -> {
            final OrderIntentEncoder encoder = new OrderIntentEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), new MessageHeaderEncoder())
                .price(price).quantity(quantity).instrumentId(id).strategyId(strategy).side(side)
                .orderType(OrderType.LIMIT).timeInForce(TimeInForce.GTC).reduceOnly((short) 0)
                .triggerPrice(OrderIntentEncoder.triggerPriceNullValue())
                .expireTimeNs(OrderIntentEncoder.expireTimeNsNullValue());
            changes.accept(encoder);
            slot.commitEffect(8 + encoder.encodedLength());
        };
    }

    public static Consumer<Slot> intent(int id, int strategy, Side side, long quantity, long price) {
        return intent(id, strategy, side, quantity, price, encoder -> { });
    }
}
