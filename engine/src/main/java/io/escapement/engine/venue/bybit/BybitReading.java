package io.escapement.engine.venue.bybit;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.venue.net.RestReply;
import io.escapement.engine.venue.orders.AccountEvents;
import io.escapement.engine.venue.orders.ClientOrderText;
import io.escapement.engine.venue.orders.JsonMessage;
import io.escapement.engine.venue.orders.OrderImage;
import io.escapement.engine.venue.orders.RefusalTable;
import io.escapement.engine.venue.orders.ReplyException;
import io.escapement.engine.venue.orders.Report;
import io.escapement.engine.venue.orders.TextIds;

import java.util.function.Consumer;

/** Bybit's REST replies about an account, and the words that they share with its stream. */
final class BybitReading {
    private final JsonMessage json = new JsonMessage();

    static RefusalTable refusals() {
        return new RefusalTable()
            .unknown(10000, 10016, 10019, 10429)
            .notFound(110001, 110008, 110010, 170213)
            .duplicate(110072, 170141)
            .refused(RejectCode.MALFORMED, 10001)
            .refused(RejectCode.CLOCK, 10002)
            .refused(RejectCode.AUTHENTICATION, 10003, 10004)
            .refused(RejectCode.PERMISSION, 10005, 10010)
            .refused(RejectCode.RATE_LIMIT, 10006, 10018, 10403)
            .refused(RejectCode.PRICE_BAND, 110003, 170132, 170133)
            .refused(RejectCode.INSUFFICIENT_BALANCE, 110004, 110007, 110012, 170131)
            .refused(RejectCode.REDUCE_ONLY, 110017)
            .refused(RejectCode.OPEN_ORDER_LIMIT, 110009, 110020, 170217)
            .refused(RejectCode.BELOW_MINIMUM_NOTIONAL, 110094, 170140)
            .refused(RejectCode.QUANTITY_LIMIT, 170135, 170136)
            .refused(RejectCode.OTHER, 110079);
    }

    private void rows(RestReply reply, Runnable row) {
        json.object(reply.body(), 0, reply.body().capacity()).enter("result");
        json.each("list", row);
    }

    /** The name of the next page. */
    String openOrders(RestReply reply, Instrument instrument, OrderImage image, Consumer<OrderImage> orders) {
        final int[] count = new int[1];
        rows(reply, () -> {
            count[0]++;
            readOrder(instrument, image.clear());
            if (image.isOpen()) {
                orders.accept(image);
            }
        });
        return next(count[0]);
    }

    /** A page of nothing is the last, whatever it names; the venue's cursors are percent-encoded as they come. */
    private String next(int rows) {
        return rows == 0 ? "" : json.token("nextPageCursor");
    }

    boolean order(RestReply reply, Instrument instrument, OrderImage image) {
        final boolean[] found = new boolean[1];
        rows(reply, () -> {
            if (!found[0]) {
                readOrder(instrument, image);
                found[0] = true;
            }
        });
        return found[0];
    }

    private void readOrder(Instrument instrument, OrderImage image) {
        image.instrument = instrument;
        if (!json.isEmpty("orderLinkId")) {
            final int from = json.begin("orderLinkId");
            image.clientOrderId = ClientOrderText.parse(json.text(), from, json.end("orderLinkId"));
            image.clientText.set(json.text(), from, json.end("orderLinkId"));
        }
        image.venueOrderText.set(json.text(), json.begin("orderId"), json.end("orderId"));
        image.side = side(json);
        image.price = json.price("price", instrument.priceExponent());
        image.quantity = json.amount("qty", instrument.quantityExponent());
        image.cumulative = json.amountOr("cumExecQty", instrument.quantityExponent(), 0);
        image.status = status(json);
        image.code = code(json);
        image.venueTimeNs = json.timeNsOr("updatedTime", 0);
    }

    /** The name of the next page. The venue tells the newest first. */
    String fills(RestReply reply, Instrument instrument, Report report, Consumer<Report> fills) {
        final int[] count = new int[1];
        rows(reply, () -> {
            count[0]++;
            if (json.is("execType", "Trade")) {
                report.clear();
                report.executionId = TextIds.id(json.text(), json.begin("execId"), json.end("execId"));
                report.lastPrice = json.positive("execPrice", instrument.priceExponent());
                report.lastQuantity = json.positive("execQty", instrument.quantityExponent());
                report.fee = json.moneyOr("execFee", 0);
                report.feeAsset.set(json.words("feeCurrency"));
                report.role = json.flag("isMaker") ? LiquidityRole.MAKER : LiquidityRole.TAKER;
                report.venueTimeNs = json.timeNs("execTime");
                fills.accept(report);
            }
        });
        return next(count[0]);
    }

    void balances(RestReply reply, AccountEvents events) {
        rows(reply, () -> json.each("coin", () -> balance(json, events, AccountEvents.NULL, reply.receiveTimeNs(),
            ReportSource.QUERY)));
    }

    /** One coin of a wallet. */
    static void balance(JsonMessage json, AccountEvents events, long venueTimeNs, long receiveTimeNs,
                        ReportSource source) {
        if (json.isEmpty("walletBalance")) {
            return;
        }
        final long total = json.cut("walletBalance", -8);
        final long locked = json.isEmpty("locked") ? 0 : json.cut("locked", -8);
        events.balance(venueTimeNs, receiveTimeNs, total, AccountEvents.sum(total, -locked), source, json.text(),
            json.begin("coin"), json.end("coin"));
    }

    void positions(RestReply reply, Instrument instrument, AccountEvents events) {
        final boolean[] told = new boolean[1];
        rows(reply, () -> {
            told[0] = true;
            position(json, events, instrument, "avgPrice", reply.receiveTimeNs(), ReportSource.QUERY);
        });
        if (!told[0]) {
            events.position(AccountEvents.NULL, reply.receiveTimeNs(), instrument, 0, AccountEvents.NULL,
                ReportSource.QUERY);
        }
    }

    /** @param price name of the field of the average price, which differs between REST and stream */
    static void position(JsonMessage json, AccountEvents events, Instrument instrument, String price,
                         long receiveTimeNs, ReportSource source) {
        final long size = json.amountOr("size", instrument.quantityExponent(), 0);
        events.position(json.timeNsOr("updatedTime", 0), receiveTimeNs, instrument,
            json.is("side", "Sell") ? -size : size,
            json.isEmpty(price) ? AccountEvents.NULL : json.cut(price, instrument.priceExponent()), source);
    }

    static Side side(JsonMessage json) {
        if (json.is("side", "Buy")) {
            return Side.BUY;
        }
        if (json.is("side", "Sell")) {
            return Side.SELL;
        }
        throw new ReplyException("the field side is " + json.words("side") + "; expected Buy or Sell");
    }

    static OrderStatus status(JsonMessage json) {
        if (json.is("orderStatus", "New") || json.is("orderStatus", "Untriggered")
            || json.is("orderStatus", "Triggered")) {
            return OrderStatus.ACCEPTED;
        }
        if (json.is("orderStatus", "PartiallyFilled")) {
            return OrderStatus.PARTIALLY_FILLED;
        }
        if (json.is("orderStatus", "Filled")) {
            return OrderStatus.FILLED;
        }
        if (json.is("orderStatus", "Rejected")) {
            return OrderStatus.REJECTED;
        }
        if (json.is("orderStatus", "Cancelled") || json.is("orderStatus", "PartiallyFilledCanceled")
            || json.is("orderStatus", "Deactivated")) {
            return OrderStatus.CANCELLED;
        }
        throw new ReplyException("the field orderStatus is " + json.words("orderStatus")
            + "; expected an order's status");
    }

    /** Why the venue has refused or cancelled an order. */
    static RejectCode code(JsonMessage json) {
        if (json.is("rejectReason", "EC_PostOnlyWillTakeLiquidity")) {
            return RejectCode.WOULD_CROSS;
        }
        if (json.is("rejectReason", "EC_NoImmediateQtyToFill") || json.is("rejectReason", "EC_NoEnoughQtyToFill")) {
            return RejectCode.NO_LIQUIDITY;
        }
        if (json.is("cancelType", "CancelBySmp")) {
            return RejectCode.SELF_TRADE;
        }
        if (json.is("cancelType", "CancelByReduceOnly")) {
            return RejectCode.REDUCE_ONLY;
        }
        return json.is("orderStatus", "Rejected") ? RejectCode.OTHER : RejectCode.NONE;
    }
}
