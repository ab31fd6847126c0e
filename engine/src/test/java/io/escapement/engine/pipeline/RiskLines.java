package io.escapement.engine.pipeline;

import io.escapement.codecs.sbe.AmendOrderDecoder;
import io.escapement.codecs.sbe.EquityUpdateDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.OrderReleasedDecoder;
import io.escapement.codecs.sbe.ProfileChangeDecoder;
import io.escapement.codecs.sbe.StopUpdateDecoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.orders.ClientOrderIds;
import org.agrona.DirectBuffer;

/** What risk says beside orders and denials, as short lines for comparing in tests. */
final class RiskLines {
    private static final MessageHeaderDecoder HEADER = new MessageHeaderDecoder();

    private RiskLines() {
    }

    static String line(DirectBuffer buffer, int at, int templateId) {
        return switch (templateId) {
            case AmendOrderDecoder.TEMPLATE_ID -> amend(new AmendOrderDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            case OrderReleasedDecoder.TEMPLATE_ID ->
                released(new OrderReleasedDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            case ProfileChangeDecoder.TEMPLATE_ID ->
                profile(new ProfileChangeDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            case EquityUpdateDecoder.TEMPLATE_ID ->
                equity(new EquityUpdateDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            case StopUpdateDecoder.TEMPLATE_ID ->
                stop(new StopUpdateDecoder().wrapAndApplyHeader(buffer, at, HEADER));
            default -> "template " + templateId;
        };
    }

    private static String amend(AmendOrderDecoder d) {
        return "Amend " + id(d.clientOrderId()) + " " + d.instrumentId() + " " + d.quantity() + "@" + d.price();
    }

    private static String released(OrderReleasedDecoder d) {
        return "Released " + id(d.clientOrderId()) + " " + d.instrumentId() + " trigger " + d.triggerPrice()
            + " observed " + d.observedPrice();
    }

    private static String profile(ProfileChangeDecoder d) {
        return "Profile " + d.instrumentId() + " " + d.previousProfile() + " to " + d.profile() + " volatility "
            + number(d.volatilityBps()) + " spread " + number(d.spreadBps());
    }

    private static String equity(EquityUpdateDecoder d) {
        return "Equity " + whose(d)
            + " " + d.equity() + " day " + d.dayStartEquity() + " peak " + d.peakEquity();
    }

    private static String whose(EquityUpdateDecoder d) {
        if (d.venue() != Venue.NULL_VAL) {
            return d.venue().name();
        }
        return d.instrumentId() != EquityUpdateDecoder.instrumentIdNullValue() ? "i" + d.instrumentId()
            : d.strategyId() != EquityUpdateDecoder.strategyIdNullValue() ? "s" + d.strategyId() : "all";
    }

    private static String stop(StopUpdateDecoder d) {
        return "Stop " + d.instrumentId() + " s" + d.strategyId() + " " + number(d.stopPrice())
            + (d.reached() == 1 ? " reached" : "");
    }

    private static String id(long clientOrderId) {
        return ClientOrderIds.engineId(clientOrderId) + "-" + ClientOrderIds.sequence(clientOrderId) + "-"
            + ClientOrderIds.index(clientOrderId);
    }

    private static String number(long value) {
        return value == Long.MIN_VALUE ? "none" : Long.toString(value);
    }
}
