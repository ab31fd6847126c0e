package io.escapement.engine;

import io.escapement.codecs.decimal.DecimalFormatter;
import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.CorrectionDecoder;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.GatewayStatusDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.OrderAlarmDecoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.market.InstrumentReader;
import io.escapement.engine.monitor.Console;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Tells the person at the console what becomes of accounts and orders where it is not as it should be: refused logons,
 * lost connections, rejects, unknown fates, alarms, corrections. On the thread that delivers records; only rare events
 * cost anything.
 */
final class AccountBoard implements RecordListener {
    private final Console console;
    private final IntFunction<String> names;
    private final InstrumentReader reader = new InstrumentReader();
    private final Map<Integer, Instrument> instruments = new HashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final GatewayStatusDecoder gateway = new GatewayStatusDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final OrderAlarmDecoder alarm = new OrderAlarmDecoder();
    private final CorrectionDecoder correction = new CorrectionDecoder();
    private final Map<Venue, String> lastTrouble = new EnumMap<>(Venue.class);

    /** @param names of instruments, with a blank before them; empty where there is none */
    AccountBoard(Console console, IntFunction<String> names) {
        this.console = console;
        this.names = names;
    }

    @Override
    public void onRecord(Slot slot) {
        if (slot.eventTemplateId() == GatewayStatusDecoder.TEMPLATE_ID) {
            onGateway(slot);
        } else if (slot.eventTemplateId() == ExecutionReportDecoder.TEMPLATE_ID) {
            onReport(slot);
        } else if (slot.eventTemplateId() == InstrumentDefinitionDecoder.TEMPLATE_ID) {
            final Instrument instrument = reader.read(slot);
            if (instrument != null) {
                instruments.put(instrument.id(), instrument);
            }
        }
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            switch (slot.templateId(effect)) {
                case OrderAlarmDecoder.TEMPLATE_ID -> {
                    alarm.wrapAndApplyHeader(slot.buffer(), effect, header);
                    console.error("ALARM " + alarm.finding() + names.apply(alarm.instrumentId()) + ", order "
                        + order(alarm.clientOrderId()) + ", " + alarm.orderStatus() + ": the venue reports "
                        + alarm.executionType() + "; tools explain says more");
                }
                case CorrectionDecoder.TEMPLATE_ID -> onCorrection(slot, effect);
                default -> { }
            }
        }
    }

    private void onGateway(Slot slot) {
        gateway.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final String about = "account at " + spelling(gateway.venue()) + ": ";
        final String name = names.apply(gateway.instrumentId());
        final String detail = gateway.detail();
        final String line = about + gateway.condition() + name + (detail.isEmpty() ? "" : ": " + detail);
        switch (gateway.condition()) {
            case RECONCILED -> {
                lastTrouble.remove(gateway.venue());
                console.state(line);
            }
            case DEAD_MAN_ARMED, DEAD_MAN_ABSENT, ALL_CANCELLED -> console.info(line);
            case LOGON_REFUSED, RECONCILE_FAILED, DISCONNECTED -> {
                // A refused logon ends the connection too, and all is tried again and again: once is enough.
                final String trouble = detail.replaceAll("\\d+", "#");
                if (!trouble.equals(lastTrouble.put(gateway.venue(), trouble))) {
                    console.state("WARN  " + line);
                }
            }
            case BANNED, CANCEL_ALL_FAILED, KEY_IN_USE -> console.error(line);
            case DEAD_MAN_FAILED, RATE_LIMITED, MAINTENANCE, MALFORMED_MESSAGE -> console.warn(line);
            default -> { }
        }
    }

    private void onReport(Slot slot) {
        report.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final String what = switch (report.executionType()) {
            case REJECTED -> "order rejected by the venue:";
            case AMEND_REJECTED -> "amendment rejected by the venue:";
            case OUTCOME_UNKNOWN -> "order's fate not known yet:";
            default -> "";
        };
        if (!what.isEmpty()) {
            final String code = report.rejectCode().name();
            final String name = names.apply(report.instrumentId());
            report.skipVenueOrderText();
            report.skipFeeAsset();
            final String detail = report.detail();
            console.warn(what + name + " " + code + (detail.isEmpty() ? "" : ": " + detail));
        }
    }

    private void onCorrection(Slot slot, int effect) {
        correction.wrapAndApplyHeader(slot.buffer(), effect, header);
        final long id = correction.clientOrderId();
        final String name = names.apply(correction.instrumentId());
        final String asset = correction.asset();
        console.warn("corrected by " + spelling(correction.venue()) + ": " + correction.finding() + name
            + (asset.isEmpty() ? "" : " " + asset)
            + (id == CorrectionDecoder.clientOrderIdNullValue() || id == 0 ? "" : ", order " + order(id))
            + ", we had " + said(correction.expected()) + ", the venue has " + said(correction.observed()));
    }

    /** In the unit of the finding. */
    private String said(long mantissa) {
        if (mantissa == CorrectionDecoder.expectedNullValue()) {
            return "nothing";
        }
        final Instrument instrument = instruments.get(correction.instrumentId());
        return switch (correction.finding()) {
            case BALANCE_DIFFERS -> DecimalFormatter.toString(mantissa, Money.EXPONENT);
            case MISMATCH -> instrument == null ? Long.toString(mantissa)
                : DecimalFormatter.toString(mantissa, instrument.priceExponent());
            default -> instrument == null ? Long.toString(mantissa)
                : DecimalFormatter.toString(mantissa, instrument.quantityExponent());
        };
    }

    private static String order(long clientOrderId) {
        return ClientOrderIds.engineId(clientOrderId) + "-" + ClientOrderIds.sequence(clientOrderId) + "-"
            + ClientOrderIds.index(clientOrderId);
    }

    private static String spelling(Venue venue) {
        return venue.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
