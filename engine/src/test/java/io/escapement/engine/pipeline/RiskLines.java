package io.escapement.engine.pipeline;

import io.escapement.codecs.sbe.AmendOrderDecoder;
import io.escapement.codecs.sbe.EquityUpdateDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.OrderReleasedDecoder;
import io.escapement.codecs.sbe.ProfileChangeDecoder;
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
        return "Equity " + (d.strategyId() == EquityUpdateDecoder.strategyIdNullValue() ? "all" : "s" + d.strategyId())
            + " " + d.equity() + " day " + d.dayStartEquity() + " peak " + d.peakEquity();
    }

    private static String id(long clientOrderId) {
        return ClientOrderIds.engineId(clientOrderId) + "-" + ClientOrderIds.sequence(clientOrderId) + "-"
            + ClientOrderIds.index(clientOrderId);
    }

    private static String number(long value) {
        return value == Long.MIN_VALUE ? "none" : Long.toString(value);
    }
}
