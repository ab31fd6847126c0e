package io.escapement.engine.orders;

import io.escapement.codecs.sbe.AccountBalanceEncoder;
import io.escapement.codecs.sbe.AmendOrderEncoder;
import io.escapement.codecs.sbe.CancelOrderEncoder;
import io.escapement.codecs.sbe.CarriedOrderEncoder;
import io.escapement.codecs.sbe.CarriedPositionEncoder;
import io.escapement.codecs.sbe.ExecutionReportEncoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.GatewayStatusEncoder;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.NewOrderEncoder;
import io.escapement.codecs.sbe.OrderReleasedEncoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.Venue;
import io.escapement.codecs.sbe.VenueOrderEncoder;
import io.escapement.codecs.sbe.VenuePositionEncoder;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness.EventWriter;

import java.util.function.Consumer;

/** Orders as effects from further up, and what gateways say, for tests. Instrument 1 unless said otherwise. */
public final class OrderEvents {
    private static final long NONE = Long.MIN_VALUE;

    private OrderEvents() {
    }

    public static Consumer<Slot> newOrder(long id, int instrument, int strategy, Side side, long price, long quantity,
                                          boolean held) {
        return slot -> {
            final NewOrderEncoder encoder = new NewOrderEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), new MessageHeaderEncoder())
                .clientOrderId(id).price(price).quantity(quantity).instrumentId(instrument).strategyId(strategy)
                .side(side).orderType(held ? OrderType.STOP_LIMIT : OrderType.LIMIT).timeInForce(TimeInForce.GTC)
                .reduceOnly((short) 0).held((short) (held ? 1 : 0)).reason(Reason.STRATEGY)
                .triggerPrice(held ? price : NONE).expireTimeNs(NONE);
            slot.commitEffect(8 + encoder.encodedLength());
        };
    }

    public static Consumer<Slot> cancel(long id) {
        return slot -> {
            final CancelOrderEncoder encoder = new CancelOrderEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), new MessageHeaderEncoder())
                .clientOrderId(id).instrumentId(1).reason(Reason.STRATEGY);
            slot.commitEffect(8 + encoder.encodedLength());
        };
    }

    public static Consumer<Slot> amend(long id, long price, long quantity) {
        return slot -> {
            final AmendOrderEncoder encoder = new AmendOrderEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), new MessageHeaderEncoder())
                .clientOrderId(id).price(price).quantity(quantity).instrumentId(1);
            slot.commitEffect(8 + encoder.encodedLength());
        };
    }

    public static Consumer<Slot> release(long id) {
        return slot -> {
            final OrderReleasedEncoder encoder = new OrderReleasedEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), new MessageHeaderEncoder())
                .clientOrderId(id).triggerPrice(1).observedPrice(1).instrumentId(1);
            slot.commitEffect(8 + encoder.encodedLength());
        };
    }

    public static EventWriter gateway(GatewayCondition condition) {
        return (buffer, offset, header) -> new GatewayStatusEncoder().wrapAndApplyHeader(buffer, offset, header)
            .receiveTimeNs(0).value(NONE).instrumentId(GatewayStatusEncoder.instrumentIdNullValue())
            .venue(Venue.BINANCE).condition(condition).detail("").encodedLength();
    }

    public static EventWriter venueOrder(long id, Side side, long price, long quantity, long cumulative) {
        return (buffer, offset, header) -> new VenueOrderEncoder().wrapAndApplyHeader(buffer, offset, header)
            .venueTimeNs(0).receiveTimeNs(0).clientOrderId(id).price(price).quantity(quantity)
            .cumulativeQuantity(cumulative).instrumentId(1).side(side).orderStatus(OrderStatus.ACCEPTED)
            .venueOrderText("").clientText("").encodedLength();
    }

    public static EventWriter venuePosition(long quantity, long averagePrice, long venueTimeNs) {
        return (buffer, offset, header) -> new VenuePositionEncoder().wrapAndApplyHeader(buffer, offset, header)
            .venueTimeNs(venueTimeNs).receiveTimeNs(0).quantity(quantity).averagePrice(averagePrice).instrumentId(1)
            .source(ReportSource.QUERY).encodedLength();
    }

    public static EventWriter balance(String asset, long total) {
        return (buffer, offset, header) -> new AccountBalanceEncoder().wrapAndApplyHeader(buffer, offset, header)
            .venueTimeNs(0).receiveTimeNs(0).total(total).available(NONE).venue(Venue.BINANCE)
            .source(ReportSource.QUERY).asset(asset).encodedLength();
    }

    /** A report with all that version 3 knows. */
    public static EventWriter report(long id, Side side, ExecutionType type, ReportSource source, String feeAsset,
                                     Consumer<ExecutionReportEncoder> changes) {
        return (buffer, offset, header) -> {
            final ExecutionReportEncoder encoder = new ExecutionReportEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, header)
                .venueTimeNs(0).receiveTimeNs(0).clientOrderId(id).venueOrderId(1).executionId(NONE).lastPrice(NONE)
                .lastQuantity(NONE).cumulativeQuantity(NONE).leavesQuantity(NONE).fee(NONE).instrumentId(1)
                .executionType(type).orderStatus(OrderStatus.ACCEPTED).side(side).liquidityRole(LiquidityRole.NONE)
                .rejectCode(RejectCode.NONE).source(source).price(NONE).quantity(NONE);
            changes.accept(encoder);
            return encoder.venueOrderText("v-1").feeAsset(feeAsset).detail("").encodedLength();
        };
    }

    public static EventWriter report(long id, Side side, ExecutionType type, ReportSource source) {
        return report(id, side, type, source, "", encoder -> { });
    }

    public static EventWriter carriedOrder(long id, Side side, OrderStatus status, long quantity, long cumulative,
                                           long... fills) {
        return (buffer, offset, header) -> {
            final CarriedOrderEncoder encoder = new CarriedOrderEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, header).clientOrderId(id).price(100).quantity(quantity)
                .cumulativeQuantity(cumulative).triggerPrice(NONE).expireTimeNs(NONE).sentTimeNs(1).cancelTimeNs(0)
                .instrumentId(1).strategyId(1).side(side).orderType(OrderType.LIMIT).timeInForce(TimeInForce.GTC)
                .orderStatus(status).reduceOnly((short) 0)
                .held((short) (status == OrderStatus.INTENDED ? 1 : 0))
                .acknowledged((short) (status == OrderStatus.UNKNOWN || status == OrderStatus.SENT ? 0 : 1))
                .neverArrived((short) 0).toldCumulative(cumulative)
                .amendPrice(CarriedOrderEncoder.amendPriceNullValue())
                .amendQuantity(CarriedOrderEncoder.amendQuantityNullValue()).amendTimeNs(0).amendedVenueTimeNs(0)
                .venueOrderId(CarriedOrderEncoder.venueOrderIdNullValue()).toldMissing(0);
            final CarriedOrderEncoder.FillsEncoder group = encoder.fillsCount(fills.length);
            for (final long fill : fills) {
                group.next().executionId(fill);
            }
            return encoder.venueOrderText("old").encodedLength();
        };
    }

    /** With one lot a pair: quantity, cost. */
    public static EventWriter carriedPosition(int strategy, long quantity, long cost, long realised, long... lots) {
        return (buffer, offset, header) -> {
            final CarriedPositionEncoder encoder = new CarriedPositionEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, header).quantity(quantity).cost(cost).realised(realised)
                .realisedFifo(realised).instrumentId(1).strategyId(strategy)
                .stopPrice(CarriedPositionEncoder.stopPriceNullValue()).stopReached((short) 0);
            final CarriedPositionEncoder.LotsEncoder group = encoder.lotsCount(lots.length / 2);
            for (int i = 0; i < lots.length; i += 2) {
                group.next().quantity(lots[i]).cost(lots[i + 1]);
            }
            encoder.amountsCount(1).next().fees(5).funding(-2).assetId(1);
            return encoder.encodedLength();
        };
    }
}
