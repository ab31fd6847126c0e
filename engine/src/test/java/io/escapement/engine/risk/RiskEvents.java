package io.escapement.engine.risk;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.AccountBalanceEncoder;
import io.escapement.codecs.sbe.AmendIntentEncoder;
import io.escapement.codecs.sbe.BarEncoder;
import io.escapement.codecs.sbe.BarKind;
import io.escapement.codecs.sbe.CarriedFundingEncoder;
import io.escapement.codecs.sbe.CarriedPositionEncoder;
import io.escapement.codecs.sbe.CarriedRiskEncoder;
import io.escapement.codecs.sbe.CarryBegunEncoder;
import io.escapement.codecs.sbe.CarryEndedEncoder;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.ExecutionReportEncoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.FundingPaymentEncoder;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.GatewayStatusEncoder;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.MarkPriceEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.Venue;
import io.escapement.codecs.sbe.VenueOrderEncoder;
import io.escapement.codecs.sbe.VenuePositionEncoder;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness.EventWriter;

import java.util.function.Consumer;

/** Events that risk alone looks at. */
final class RiskEvents {
    private RiskEvents() {
    }

    static EventWriter define(int id, String symbol, Venue venue, InstrumentKind kind, String base, String quote,
                              long contractSize) {
        return (buffer, offset, header) -> new InstrumentDefinitionEncoder().wrapAndApplyHeader(buffer, offset, header)
            .receiveTimeNs(0).tickSize(1).lotSize(1_000).minQuantity(1_000).maxQuantity(900_000_000_000L)
            .minNotional(500_000_000L).instrumentId(id).venue(venue).priceExponent((byte) -2)
            .quantityExponent((byte) -8).status(InstrumentStatus.TRADING).kind(kind)
            .sync(SyncKind.RANGES).checksum(ChecksumKind.NONE).checksumEvery(1).bookDepth(0)
            .contractSize(contractSize).symbol(symbol).baseAsset(base).quoteAsset(quote)
            .canonical(base + "/USD").encodedLength();
    }

    static EventWriter spot(int id, String symbol, Venue venue, String base, String quote) {
        return define(id, symbol, venue, InstrumentKind.SPOT, base, quote, Instrument.ONE);
    }

    static EventWriter gateway(GatewayCondition condition) {
        return gateway(condition, GatewayStatusEncoder.valueNullValue());
    }

    static EventWriter gateway(GatewayCondition condition, long value) {
        return (buffer, offset, header) -> new GatewayStatusEncoder().wrapAndApplyHeader(buffer, offset, header)
            .receiveTimeNs(0).value(value).instrumentId(GatewayStatusEncoder.instrumentIdNullValue())
            .venue(Venue.BINANCE).condition(condition).detail("").encodedLength();
    }

    static EventWriter balance(String asset, long total) {
        return (buffer, offset, header) -> new AccountBalanceEncoder().wrapAndApplyHeader(buffer, offset, header)
            .venueTimeNs(0).receiveTimeNs(0).total(total).available(total).venue(Venue.BINANCE)
            .source(ReportSource.STREAM).asset(asset).encodedLength();
    }

    static EventWriter position(int instrumentId, long quantity) {
        return (buffer, offset, header) -> new VenuePositionEncoder().wrapAndApplyHeader(buffer, offset, header)
            .venueTimeNs(0).receiveTimeNs(0).quantity(quantity)
            .averagePrice(VenuePositionEncoder.averagePriceNullValue()).instrumentId(instrumentId)
            .source(ReportSource.QUERY).encodedLength();
    }

    /** An order at the venue that is none of ours. */
    static EventWriter strangersOrder() {
        return (buffer, offset, header) -> new VenueOrderEncoder().wrapAndApplyHeader(buffer, offset, header)
            .venueTimeNs(0).receiveTimeNs(0).clientOrderId(VenueOrderEncoder.clientOrderIdNullValue()).price(1)
            .quantity(1).cumulativeQuantity(0).instrumentId(1).side(Side.BUY).orderStatus(OrderStatus.ACCEPTED)
            .venueOrderText("1").clientText("somebody").encodedLength();
    }

    static EventWriter funding(int instrumentId, long amount, String asset) {
        return (buffer, offset, header) -> new FundingPaymentEncoder().wrapAndApplyHeader(buffer, offset, header)
            .venueTimeNs(0).receiveTimeNs(0).paymentId(1).amount(amount).instrumentId(instrumentId).asset(asset)
            .encodedLength();
    }

    /** @param price mantissa at -8 */
    static EventWriter mark(int instrumentId, long price) {
        return (buffer, offset, header) -> new MarkPriceEncoder().wrapAndApplyHeader(buffer, offset, header)
            .venueTimeNs(0).receiveTimeNs(0).markPrice(price).indexPrice(MarkPriceEncoder.indexPriceNullValue())
            .fundingRate(MarkPriceEncoder.fundingRateNullValue())
            .nextFundingTimeNs(MarkPriceEncoder.nextFundingTimeNsNullValue())
            .fundingIntervalNs(MarkPriceEncoder.fundingIntervalNsNullValue()).instrumentId(instrumentId)
            .encodedLength();
    }

    /** Day and peak of a venue, or of an instrument; null and 0 where it is not of one. */
    static EventWriter carriedPart(Venue venue, int instrument, long dayStartNs, long dayStart, long peak,
                                   long equity) {
        return (buffer, offset, header) -> new CarriedRiskEncoder().wrapAndApplyHeader(buffer, offset, header)
            .dayStartTimeNs(dayStartNs).dayStartEquity(dayStart).peakEquity(peak).equity(equity)
            .strategyId(CarriedRiskEncoder.strategyIdNullValue()).state(TradingState.NULL_VAL)
            .reason(Reason.NULL_VAL).venue(venue == null ? Venue.NULL_VAL : venue)
            .instrumentId(instrument == 0 ? CarriedRiskEncoder.instrumentIdNullValue() : instrument).encodedLength();
    }

    /** @param stop 0: there is none */
    static EventWriter carriedPosition(int strategy, long quantity, long cost, long stop, boolean reached) {
        return (buffer, offset, header) -> {
            final CarriedPositionEncoder encoder = new CarriedPositionEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, header).quantity(quantity).cost(cost).realised(0)
                .realisedFifo(0).instrumentId(1).strategyId(strategy)
                .stopPrice(stop == 0 ? CarriedPositionEncoder.stopPriceNullValue() : stop)
                .stopReached((short) (reached ? 1 : 0));
            encoder.lotsCount(0);
            encoder.amountsCount(0);
            return encoder.encodedLength();
        };
    }

    static EventWriter carryBegun() {
        return (buffer, offset, header) -> new CarryBegunEncoder().wrapAndApplyHeader(buffer, offset, header)
            .sequence(1).encodedLength();
    }

    static EventWriter carryEnded() {
        return (buffer, offset, header) -> new CarryEndedEncoder().wrapAndApplyHeader(buffer, offset, header)
            .sequence(1).snapshotSequence(0).orders(0).positions(0).from("").encodedLength();
    }

    static EventWriter carriedFunding(long... payments) {
        return (buffer, offset, header) -> {
            final CarriedFundingEncoder encoder = new CarriedFundingEncoder();
            final CarriedFundingEncoder.PaymentsEncoder group = encoder.wrapAndApplyHeader(buffer, offset, header)
                .instrumentId(1).paymentsCount(payments.length);
            for (final long payment : payments) {
                group.next().paymentId(payment);
            }
            return encoder.encodedLength();
        };
    }

    static EventWriter carried(long dayStartNs, long dayStart, long peak, long equity, TradingState state,
                               Reason reason) {
        return carried(CarriedRiskEncoder.strategyIdNullValue(), dayStartNs, dayStart, peak, equity, state, reason);
    }

    static EventWriter carried(int strategy, long dayStartNs, long dayStart, long peak, long equity,
                               TradingState state, Reason reason) {
        return (buffer, offset, header) -> new CarriedRiskEncoder().wrapAndApplyHeader(buffer, offset, header)
            .dayStartTimeNs(dayStartNs).dayStartEquity(dayStart).peakEquity(peak).equity(equity)
            .strategyId(strategy).state(state).reason(reason).venue(Venue.NULL_VAL)
            .instrumentId(CarriedRiskEncoder.instrumentIdNullValue()).encodedLength();
    }

    /** A fill with a fee in an asset of its own. */
    static EventWriter fill(long id, Side side, long executionId, long price, long quantity, long fee,
                            String feeAsset) {
        return (buffer, offset, header) -> {
            final ExecutionReportEncoder encoder = new ExecutionReportEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, header)
                .venueTimeNs(0).receiveTimeNs(0).clientOrderId(id).venueOrderId(1).executionId(executionId)
                .lastPrice(price).lastQuantity(quantity).cumulativeQuantity(0).leavesQuantity(0).fee(fee)
                .instrumentId(1).executionType(ExecutionType.FILL).orderStatus(OrderStatus.FILLED).side(side)
                .liquidityRole(LiquidityRole.TAKER).rejectCode(RejectCode.NONE).source(ReportSource.STREAM)
                .price(ExecutionReportEncoder.priceNullValue()).quantity(ExecutionReportEncoder.quantityNullValue())
                .venueOrderText("").feeAsset(feeAsset).detail("");
            return encoder.encodedLength();
        };
    }

    /** The venue, or its gateway, has refused an order. */
    static EventWriter rejected(long id, RejectCode code, ReportSource source) {
        return (buffer, offset, header) -> {
            final ExecutionReportEncoder encoder = new ExecutionReportEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, header)
                .venueTimeNs(0).receiveTimeNs(0).clientOrderId(id)
                .venueOrderId(ExecutionReportEncoder.venueOrderIdNullValue())
                .executionId(ExecutionReportEncoder.executionIdNullValue())
                .lastPrice(ExecutionReportEncoder.lastPriceNullValue())
                .lastQuantity(ExecutionReportEncoder.lastQuantityNullValue()).cumulativeQuantity(0).leavesQuantity(0)
                .fee(0).instrumentId(1).executionType(ExecutionType.REJECTED).orderStatus(OrderStatus.REJECTED)
                .side(Side.UNKNOWN).liquidityRole(LiquidityRole.NONE).rejectCode(code).source(source)
                .price(ExecutionReportEncoder.priceNullValue()).quantity(ExecutionReportEncoder.quantityNullValue())
                .venueOrderText("").feeAsset("").detail("");
            return encoder.encodedLength();
        };
    }

    /** A strategy's wish to change an order, from further up. */
    static Consumer<Slot> amend(long id, int strategy, long quantity, long price) {
        return slot -> {
            final AmendIntentEncoder encoder = new AmendIntentEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), new MessageHeaderEncoder())
                .clientOrderId(id).price(price).quantity(quantity).instrumentId(1).strategyId(strategy);
            slot.commitEffect(8 + encoder.encodedLength());
        };
    }

    /** A closed bar of a minute, from further up. */
    static Consumer<Slot> bar(long high, long low, long close) {
        return slot -> {
            final BarEncoder encoder = new BarEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(256), new MessageHeaderEncoder())
                .openTimeNs(0).durationNs(60_000_000_000L).openPrice(low).highPrice(high).lowPrice(low)
                .closePrice(close).volume(1).buyVolume(1).notional(1).instrumentId(1).tradeCount(1).buyCount(1)
                .lateTradeCount(0).kind(BarKind.TIME).endTimeNs(60_000_000_000L)
                .size(BarEncoder.sizeNullValue()).viewId(BarEncoder.viewIdNullValue());
            slot.commitEffect(8 + encoder.encodedLength());
        };
    }
}
