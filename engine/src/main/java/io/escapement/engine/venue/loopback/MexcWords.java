package io.escapement.engine.venue.loopback;

import io.escapement.codecs.sbe.RejectCode;
import io.escapement.engine.venue.loopback.exchange.Balance;
import io.escapement.engine.venue.loopback.exchange.Exchange;
import io.escapement.engine.venue.loopback.exchange.Fill;
import io.escapement.engine.venue.loopback.exchange.Order;
import java.math.BigDecimal;

/** MEXC's words for orders, fills and the account: JSON of REST, protobuf of the private stream. */
final class MexcWords {
    static final String ORDERS = "spot@private.orders.v3.api.pb";
    static final String DEALS = "spot@private.deals.v3.api.pb";
    static final String ACCOUNT = "spot@private.account.v3.api.pb";

    private static final String PREFIX = "C02__";
    private static final int CHANNEL_FIELD = 1;
    private static final int SYMBOL_FIELD = 3;
    private static final int SEND_TIME_FIELD = 6;
    private static final int ORDERS_FIELD = 304;
    private static final int DEALS_FIELD = 306;
    private static final int ACCOUNT_FIELD = 307;

    private MexcWords() {
    }

    static String id(final long id) {
        return PREFIX + String.format("%021d", id);
    }

    /** -1 where it is none. */
    static long number(final String id) {
        return id.matches(PREFIX + "[0-9]{1,21}") ? Long.parseLong(id.substring(PREFIX.length())) : -1;
    }

    static String plain(final BigDecimal value) {
        return BybitWords.plain(value);
    }

    static String status(final Order order) {
        return switch (order.state()) {
            case WAITING, NEW -> "NEW";
            case PARTIALLY_FILLED -> "PARTIALLY_FILLED";
            case FILLED -> "FILLED";
            default -> order.filled().signum() > 0 ? "PARTIALLY_CANCELED" : "CANCELED";
        };
    }

    private static int statusNumber(final Order order) {
        return switch (order.state()) {
            case WAITING, NEW -> 1;
            case FILLED -> 2;
            case PARTIALLY_FILLED -> 3;
            default -> order.filled().signum() > 0 ? 5 : 4;
        };
    }

    private static int typeNumber(final Order order) {
        return switch (order.force()) {
            case GTC -> 1;
            case POST_ONLY -> 2;
            case IOC -> 3;
            case FOK -> 4;
            case MARKET -> 5;
        };
    }

    /** The answer to a new order: it says nothing of fills. */
    static String placed(final Order order) {
        return JsonText.object().text("symbol", order.symbol()).text("orderId", id(order.id()))
            .number("orderListId", -1).text("price", plain(order.price())).text("origQty", plain(order.quantity()))
            .text("type", order.words().get("type")).text("side", SpotWords.side(order)).text("stpMode", "")
            .number("transactTime", order.createdMs()).toString();
    }

    /** @param status as told; a cancel's answer may tell the one before */
    static String order(final Order order, final String status) {
        return JsonText.object().text("symbol", order.symbol()).text("orderId", id(order.id()))
            .number("orderListId", -1).text("clientOrderId", order.clientId()).text("price", plain(order.price()))
            .text("origQty", plain(order.quantity())).text("executedQty", plain(order.filled()))
            .text("cummulativeQuoteQty", plain(order.filledQuote())).text("status", status)
            .raw("timeInForce", "null").text("type", order.words().get("type")).text("side", SpotWords.side(order))
            .raw("stopPrice", "null").raw("icebergQty", "null").number("time", order.createdMs())
            .number("updateTime", order.updatedMs()).bool("isWorking", order.isWorking()).text("stpMode", "")
            .text("cancelReason", order.state() == Order.State.PREVENTED ? "stp_cancel" : "")
            .text("origQuoteOrderQty", plain(order.quantity().multiply(order.price()))).toString();
    }

    static String trade(final Fill fill) {
        return JsonText.object().text("symbol", fill.symbol()).text("id", dealId(fill))
            .text("orderId", id(fill.orderId())).number("orderListId", -1).text("price", plain(fill.price()))
            .text("qty", plain(fill.quantity())).text("quoteQty", plain(fill.notional()))
            .text("commission", plain(fill.fee())).text("commissionAsset", fill.feeAsset())
            .number("time", fill.timeMs()).bool("isBuyer", fill.buy()).bool("isMaker", fill.maker())
            .bool("isBestMatch", true).bool("isSelfTrade", false).text("clientOrderId", fill.clientId()).toString();
    }

    private static String dealId(final Fill fill) {
        return fill.id() + "X1";
    }

    static String account(final Exchange exchange) {
        return JsonText.object().bool("canTrade", true).bool("canWithdraw", false).bool("canDeposit", false)
            .raw("updateTime", "null").text("accountType", "SPOT")
            .raw("balances", JsonText.array(exchange.balances().values().stream().map(balance -> JsonText.object()
                .text("asset", balance.asset()).text("free", plain(balance.free()))
                .text("locked", plain(balance.locked())).text("available", plain(balance.free())).toString())
                .toList())).raw("permissions", "[\"SPOT\"]").toString();
    }

    private static byte[] push(final String channel, final String symbol, final long nowMs, final int field,
        final Protobuf body) {
        final Protobuf wrapper = new Protobuf().text(CHANNEL_FIELD, channel);
        return (symbol == null ? wrapper : wrapper.text(SYMBOL_FIELD, symbol)).number(SEND_TIME_FIELD, nowMs)
            .message(field, body).toByteArray();
    }

    static byte[] orderPush(final Order order, final Fill fill, final long nowMs) {
        final Protobuf body = new Protobuf().text(1, id(order.id())).text(2, order.clientId())
            .text(3, plain(order.price())).text(4, plain(order.quantity()))
            .text(5, plain(order.quantity().multiply(order.price()))).text(6, plain(order.averagePrice()))
            .number(7, typeNumber(order)).number(8, order.isBuy() ? 1 : 2);
        if (fill != null && fill.maker()) {
            body.number(9, 1);
        }
        body.text(10, plain(order.leaves().multiply(order.price()))).text(11, plain(order.leaves()));
        if (fill != null) {
            body.text(12, plain(fill.quantity()));
        }
        body.text(13, plain(order.filled())).text(14, plain(order.filledQuote())).number(15, statusNumber(order))
            .number(16, order.createdMs());
        return push(ORDERS, order.symbol(), nowMs, ORDERS_FIELD, body);
    }

    static byte[] dealPush(final Fill fill, final long nowMs) {
        final Protobuf body = new Protobuf().text(1, plain(fill.price())).text(2, plain(fill.quantity()))
            .text(3, plain(fill.notional())).number(4, fill.buy() ? 1 : 2);
        if (fill.maker()) {
            body.number(5, 1);
        }
        body.text(7, dealId(fill)).text(8, fill.clientId()).text(9, id(fill.orderId())).text(10, plain(fill.fee()))
            .text(11, fill.feeAsset()).number(12, fill.timeMs());
        return push(DEALS, fill.symbol(), nowMs, DEALS_FIELD, body);
    }

    static byte[] accountPush(final Balance balance, final Balance before, final String type, final long nowMs) {
        return push(ACCOUNT, null, nowMs, ACCOUNT_FIELD, new Protobuf().text(1, balance.asset())
            .text(2, balance.asset()).text(3, plain(balance.free()))
            .text(4, plain(balance.free().subtract(before.free()))).text(5, plain(balance.locked()))
            .text(6, plain(balance.locked().subtract(before.locked()))).text(7, type).number(8, nowMs));
    }

    /** The venue's word for a refusal. */
    static VenueError error(final RejectCode code, final String detail) {
        return switch (code) {
            case INSUFFICIENT_BALANCE -> new VenueError(400, 30_004, "Insufficient position");
            case BELOW_MINIMUM_NOTIONAL -> new VenueError(400, 30_002,
                "The minimum transaction volume cannot be less than the minimum");
            case OFF_TICK -> new VenueError(400, 30_087, "Order price is outside the allowed range: " + detail);
            case OFF_LOT -> new VenueError(400, 400, "amount scale is invalid");
            case QUANTITY_LIMIT -> new VenueError(400, 30_003, "The quantity is beyond the limits: " + detail);
            case UNKNOWN_INSTRUMENT -> new VenueError(400, -1121, "Invalid symbol.");
            case NO_BOOK -> new VenueError(400, 30_025, "No opposite side");
            case RATE_LIMIT -> new VenueError(400, 30_029, "Too many open orders");
            case UNKNOWN_ORDER -> new VenueError(400, -2011, "Unknown order sent.");
            case DUPLICATE_ORDER -> new VenueError(400, -2010, "Duplicate order sent.");
            default -> new VenueError(400, 30_041, "Order refused: " + detail);
        };
    }
}
