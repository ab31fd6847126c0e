package io.escapement.engine.pipeline;

import io.escapement.codecs.sbe.AmendIntentDecoder;
import io.escapement.codecs.sbe.AssetNamedDecoder;
import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.BarKind;
import io.escapement.codecs.sbe.CancelOrderDecoder;
import io.escapement.codecs.sbe.CorrectionDecoder;
import io.escapement.codecs.sbe.DataGapDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OrderAlarmDecoder;
import io.escapement.codecs.sbe.OrderDeniedDecoder;
import io.escapement.codecs.sbe.OrderIntentDecoder;
import io.escapement.codecs.sbe.OrderUpdateDecoder;
import io.escapement.codecs.sbe.PivotDecoder;
import io.escapement.codecs.sbe.PositionUpdateDecoder;
import io.escapement.codecs.sbe.SignalDecoder;
import io.escapement.codecs.sbe.StopUpdateDecoder;
import io.escapement.codecs.sbe.TradingStateChangeDecoder;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;

/** Kept effects as short lines for comparing in tests. */
final class EffectLines {
    private static final MessageHeaderDecoder HEADER = new MessageHeaderDecoder();

    private EffectLines() {
    }

    /** Without the movements of stop-losses, which follow every better price. */
    static List<String> of(Slot slot, int firstStage) {
        return of(slot, firstStage, false);
    }

    static List<String> ofStops(Slot slot) {
        return of(slot, 0, true);
    }

    private static List<String> of(Slot slot, int firstStage, boolean stops) {
        final List<String> lines = new ArrayList<>();
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (stops == (slot.templateId(effect) == StopUpdateDecoder.TEMPLATE_ID)
                && RecordLayout.stage(slot.buffer(), effect) >= firstStage) {
                lines.add(line(slot.buffer(), effect, slot.templateId(effect)));
            }
        }
        return lines;
    }

    private static String line(DirectBuffer buffer, int at, int templateId) {
        return switch (templateId) {
            case BarDecoder.TEMPLATE_ID -> bar(new BarDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            case DataGapDecoder.TEMPLATE_ID -> gap(new DataGapDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            case PivotDecoder.TEMPLATE_ID -> pivot(new PivotDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            case SignalDecoder.TEMPLATE_ID -> signal(new SignalDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            case OrderIntentDecoder.TEMPLATE_ID ->
                intent(new OrderIntentDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            case OrderDeniedDecoder.TEMPLATE_ID ->
                denied(new OrderDeniedDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            case NewOrderDecoder.TEMPLATE_ID -> newOrder(new NewOrderDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            case CancelOrderDecoder.TEMPLATE_ID ->
                cancel(new CancelOrderDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            case OrderUpdateDecoder.TEMPLATE_ID ->
                update(new OrderUpdateDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            case CorrectionDecoder.TEMPLATE_ID ->
                correction(new CorrectionDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            case AmendIntentDecoder.TEMPLATE_ID ->
                amend(new AmendIntentDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            case AssetNamedDecoder.TEMPLATE_ID -> {
                final AssetNamedDecoder named = new AssetNamedDecoder().wrapAndApplyHeader(buffer, at, HEADER);
                yield "Asset " + named.assetId() + " " + named.name();
            }
            case OrderAlarmDecoder.TEMPLATE_ID ->
                alarm(new OrderAlarmDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            case PositionUpdateDecoder.TEMPLATE_ID ->
                position(new PositionUpdateDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            case TradingStateChangeDecoder.TEMPLATE_ID ->
                change(new TradingStateChangeDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            default -> RiskLines.line(buffer, at, templateId);
        };
    }

    private static String bar(BarDecoder d) {
        final boolean view = d.viewId() != BarDecoder.viewIdNullValue();
        return "Bar " + (view ? "view" + d.viewId() : d.instrumentId()) + " "
            + (d.kind() == BarKind.TIME ? "" : d.kind() + " " + d.size() + " ") + d.openTimeNs() / 1_000_000 + "+"
            + d.durationNs() / 1_000_000 + " O" + d.openPrice() + " H" + d.highPrice() + " L" + d.lowPrice() + " C"
            + d.closePrice() + " V" + number(d.volume()) + "/" + number(d.buyVolume()) + " N" + number(d.notional())
            + " n" + d.tradeCount() + "/" + d.buyCount() + " late" + d.lateTradeCount();
    }

    private static String gap(DataGapDecoder d) {
        final boolean view = d.viewId() != DataGapDecoder.viewIdNullValue();
        final boolean instrument = d.instrumentId() != DataGapDecoder.instrumentIdNullValue();
        return "Gap" + (view ? " view" + d.viewId() : "") + (instrument ? " " + d.instrumentId() : "") + " "
            + d.fromNs() / 1_000_000 + ".." + d.toNs() / 1_000_000 + " " + d.cause();
    }

    private static String pivot(PivotDecoder d) {
        return "Pivot " + d.instrumentId() + " " + d.kind() + d.level() + " " + d.price() + " bar "
            + d.barTimeNs() / 1_000_000 + " confirmed " + d.confirmTimeNs() / 1_000_000 + " after " + d.confirmBars()
            + " trend " + d.trend();
    }

    private static String signal(SignalDecoder d) {
        return "Signal " + d.instrumentId() + " s" + d.strategyId() + " " + d.side() + " " + d.value() + " of "
            + d.threshold();
    }

    private static String intent(OrderIntentDecoder d) {
        return "Intent " + d.instrumentId() + " s" + d.strategyId() + " " + d.side() + " " + d.quantity() + "@"
            + number(d.price()) + " " + d.orderType() + " " + d.timeInForce() + (d.reduceOnly() == 1 ? " reduce" : "")
            + (d.triggerPrice() == Long.MIN_VALUE ? "" : " at " + d.triggerPrice())
            + (d.expireTimeNs() == Long.MIN_VALUE ? "" : " till " + d.expireTimeNs());
    }

    private static String denied(OrderDeniedDecoder d) {
        return "Denied " + d.instrumentId() + " s" + d.strategyId() + " " + d.side() + " " + number(d.quantity()) + "@"
            + number(d.price()) + " " + d.rule() + " limit " + number(d.limitValue()) + " observed "
            + number(d.observed());
    }

    private static String newOrder(NewOrderDecoder d) {
        return "NewOrder " + id(d.clientOrderId()) + " " + d.instrumentId() + " s" + d.strategyId() + " " + d.side()
            + " " + d.quantity() + "@" + d.price() + " " + d.timeInForce() + (d.reduceOnly() == 1 ? " reduce" : "");
    }

    private static String cancel(CancelOrderDecoder d) {
        return "Cancel " + id(d.clientOrderId()) + " " + d.instrumentId() + " " + d.reason();
    }

    private static String update(OrderUpdateDecoder d) {
        return "Order " + id(d.clientOrderId()) + " " + d.instrumentId() + " " + d.previousStatus() + " to "
            + d.status() + " filled " + d.cumulativeQuantity() + " leaves " + d.leavesQuantity();
    }

    private static String correction(CorrectionDecoder d) {
        return "Correction " + d.finding() + " " + (d.clientOrderId() == Long.MIN_VALUE ? "none"
            : id(d.clientOrderId())) + " " + (d.instrumentId() == CorrectionDecoder.instrumentIdNullValue() ? "none"
            : d.instrumentId()) + " had " + number(d.expected()) + " venue " + number(d.observed()) + " " + d.asset();
    }

    private static String amend(AmendIntentDecoder d) {
        return "Amend " + id(d.clientOrderId()) + " " + d.instrumentId() + " s" + d.strategyId() + " " + d.quantity()
            + "@" + d.price();
    }

    private static String alarm(OrderAlarmDecoder d) {
        return "Alarm " + id(d.clientOrderId()) + " " + d.instrumentId() + " " + d.finding() + " " + d.orderStatus()
            + " on " + d.executionType();
    }

    private static String position(PositionUpdateDecoder d) {
        return "Position " + d.instrumentId() + " s" + d.strategyId() + " " + d.quantity() + "@" + number(
            d.averagePrice()) + " realised " + d.realised() + " fees " + d.fees() + " unrealised " + number(
            d.unrealised()) + " mark " + number(d.markPrice());
    }

    private static String change(TradingStateChangeDecoder d) {
        return "Trading " + d.previousState() + " to " + d.state() + " " + d.reason();
    }

    private static String id(long clientOrderId) {
        return ClientOrderIds.engineId(clientOrderId) + "-" + ClientOrderIds.sequence(clientOrderId) + "-"
            + ClientOrderIds.index(clientOrderId);
    }

    private static String number(long value) {
        return value == Long.MIN_VALUE ? "none" : Long.toString(value);
    }
}
