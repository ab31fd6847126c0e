package io.escapement.engine.venue.trial;

import io.escapement.codecs.sbe.AccountBalanceDecoder;
import io.escapement.codecs.sbe.CorrectionDecoder;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.FundingPaymentDecoder;
import io.escapement.codecs.sbe.GatewayStatusDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.OrderAlarmDecoder;
import io.escapement.codecs.sbe.OrderUpdateDecoder;
import io.escapement.codecs.sbe.PositionUpdateDecoder;
import io.escapement.codecs.sbe.VenueOrderDecoder;
import io.escapement.codecs.sbe.VenuePositionDecoder;
import io.escapement.engine.venue.orders.ClientOrderText;
import io.escapement.engine.venue.orders.Report;
import org.agrona.DirectBuffer;

/** Events of accounts, and what the core makes of them, as text, a line each; null for other messages. */
public final class AccountLines {
    private AccountLines() {
    }

    /** @param message where the SBE header stands */
    public static String render(DirectBuffer buffer, int message) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, message);
        return switch (header.templateId()) {
            case ExecutionReportDecoder.TEMPLATE_ID ->
                report(new ExecutionReportDecoder().wrapAndApplyHeader(buffer, message, header));
            case GatewayStatusDecoder.TEMPLATE_ID ->
                status(new GatewayStatusDecoder().wrapAndApplyHeader(buffer, message, header));
            case AccountBalanceDecoder.TEMPLATE_ID -> {
                final AccountBalanceDecoder b =
                    new AccountBalanceDecoder().wrapAndApplyHeader(buffer, message, header);
                yield "balance " + b.total() + " " + number(b.available()) + " " + b.source() + " " + b.asset();
            }
            case VenuePositionDecoder.TEMPLATE_ID -> {
                final VenuePositionDecoder p =
                    new VenuePositionDecoder().wrapAndApplyHeader(buffer, message, header);
                yield "position " + p.instrumentId() + " " + p.quantity() + " " + number(p.averagePrice()) + " "
                    + p.source();
            }
            case FundingPaymentDecoder.TEMPLATE_ID -> {
                final FundingPaymentDecoder f =
                    new FundingPaymentDecoder().wrapAndApplyHeader(buffer, message, header);
                yield "funding " + f.instrumentId() + " " + f.amount() + " " + f.asset();
            }
            case VenueOrderDecoder.TEMPLATE_ID ->
                order(new VenueOrderDecoder().wrapAndApplyHeader(buffer, message, header));
            case OrderUpdateDecoder.TEMPLATE_ID -> {
                final OrderUpdateDecoder u = new OrderUpdateDecoder().wrapAndApplyHeader(buffer, message, header);
                yield "update " + ClientOrderText.of(u.clientOrderId()) + " " + u.previousStatus() + "->"
                    + u.status() + " " + u.cumulativeQuantity();
            }
            case OrderAlarmDecoder.TEMPLATE_ID -> {
                final OrderAlarmDecoder a = new OrderAlarmDecoder().wrapAndApplyHeader(buffer, message, header);
                yield "ALARM " + ClientOrderText.of(a.clientOrderId()) + " " + a.finding() + " "
                    + a.executionType();
            }
            case CorrectionDecoder.TEMPLATE_ID -> {
                final CorrectionDecoder c = new CorrectionDecoder().wrapAndApplyHeader(buffer, message, header);
                yield "CORRECTION " + c.finding() + " " + c.clientOrderId() + " " + number(c.expected()) + " "
                    + number(c.observed()) + " " + c.asset();
            }
            case PositionUpdateDecoder.TEMPLATE_ID -> {
                final PositionUpdateDecoder p =
                    new PositionUpdateDecoder().wrapAndApplyHeader(buffer, message, header);
                yield "held " + p.instrumentId() + " " + p.strategyId() + " " + p.quantity();
            }
            default -> null;
        };
    }

    private static String report(ExecutionReportDecoder r) {
        final String head = r.executionType() + " " + ClientOrderText.of(r.clientOrderId()) + " " + r.source() + " "
            + r.side() + " " + r.cumulativeQuantity() + "/" + r.leavesQuantity();
        final String fill = r.lastQuantity() == Report.NULL ? ""
            : " " + r.lastQuantity() + "@" + r.lastPrice() + " " + r.liquidityRole() + " fee " + r.fee();
        final String order = r.price() == Report.NULL && r.quantity() == Report.NULL ? ""
            : " order " + number(r.quantity()) + "@" + number(r.price());
        final String code = " " + r.rejectCode();
        final String venueId = " id " + number(r.venueOrderId()) + r.venueOrderText();
        final String asset = r.feeAsset();
        final String detail = r.detail();
        return head + fill + (asset.isEmpty() ? "" : " " + asset) + order + code + venueId
            + (detail.isEmpty() ? "" : ": " + detail);
    }

    private static String status(GatewayStatusDecoder s) {
        final String detail = s.detail();
        return s.condition() + " " + s.venue() + (detail.isEmpty() ? "" : ": " + detail);
    }

    private static String order(VenueOrderDecoder o) {
        return "venue order " + (o.clientOrderId() == Report.NULL ? "-" : ClientOrderText.of(o.clientOrderId())) + " "
            + o.side() + " " + o.cumulativeQuantity() + "/" + o.quantity() + "@" + o.price() + " " + o.orderStatus()
            + " " + o.venueOrderText() + " " + o.clientText();
    }

    static String number(long value) {
        return value == Report.NULL ? "-" : "" + value;
    }
}
