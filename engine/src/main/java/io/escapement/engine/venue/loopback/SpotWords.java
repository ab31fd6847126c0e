package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.loopback.exchange.Balance;
import io.escapement.engine.venue.loopback.exchange.Change;
import io.escapement.engine.venue.loopback.exchange.Exchange;
import io.escapement.engine.venue.loopback.exchange.Fill;
import io.escapement.engine.venue.loopback.exchange.Order;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/** Binance spot's words for orders, fills and the account. */
final class SpotWords {
    private static final int DIGITS = 8;

    private SpotWords() {
    }

    /** With 8 digits, as Binance writes all amounts. */
    static String decimal(final BigDecimal value) {
        return value.setScale(DIGITS, RoundingMode.HALF_EVEN).toPlainString();
    }

    static String status(final Order order) {
        return switch (order.state()) {
            case WAITING, NEW -> "NEW";
            case PARTIALLY_FILLED -> "PARTIALLY_FILLED";
            case FILLED -> "FILLED";
            case CANCELLED -> "CANCELED";
            case EXPIRED -> "EXPIRED";
            case PREVENTED -> "EXPIRED_IN_MATCH";
        };
    }

    static String side(final Order order) {
        return order.isBuy() ? "BUY" : "SELL";
    }

    private static JsonText amounts(final JsonText out, final Order order) {
        return out.text("price", decimal(order.price())).text("origQty", decimal(order.quantity()))
            .text("executedQty", decimal(order.filled()))
            .text("origQuoteOrderQty", decimal(order.ticket().quoteQuantity() == null ? BigDecimal.ZERO
                : order.ticket().quoteQuantity()))
            .text("cummulativeQuoteQty", decimal(order.filledQuote())).text("status", status(order))
            .text("timeInForce", order.words().get("timeInForce")).text("type", order.words().get("type"))
            .text("side", side(order));
    }

    /** The answer to a new order. @param form ACK, RESULT or FULL */
    static String placed(final Order order, final String form) {
        final JsonText out = JsonText.object().text("symbol", order.symbol()).number("orderId", order.id())
            .number("orderListId", -1).text("clientOrderId", order.clientId())
            .number("transactTime", order.createdMs());
        if (form.equals("ACK")) {
            return out.toString();
        }
        amounts(out, order).number("workingTime", order.isWorking() ? order.workingMs() : -1)
            .text("selfTradePreventionMode", "EXPIRE_TAKER");
        if (order.trigger() != null) {
            out.text("stopPrice", decimal(order.trigger()));
        }
        if (form.equals("FULL")) {
            out.raw("fills", JsonText.array(order.fills().stream().map(fill -> JsonText.object()
                .text("price", decimal(fill.price())).text("qty", decimal(fill.quantity()))
                .text("commission", decimal(fill.fee())).text("commissionAsset", fill.feeAsset())
                .number("tradeId", fill.id()).toString()).toList()));
        }
        return out.toString();
    }

    /** The answer to a query. */
    static String order(final Order order) {
        return amounts(JsonText.object().text("symbol", order.symbol()).number("orderId", order.id())
            .number("orderListId", -1).text("clientOrderId", order.clientId()), order)
            .text("stopPrice", decimal(order.trigger() == null ? BigDecimal.ZERO : order.trigger()))
            .text("icebergQty", decimal(BigDecimal.ZERO)).number("time", order.createdMs())
            .number("updateTime", order.updatedMs()).bool("isWorking", order.isWorking())
            .number("workingTime", order.isWorking() ? order.workingMs() : -1)
            .text("selfTradePreventionMode", "EXPIRE_TAKER").toString();
    }

    /** The answer to a cancel. @param cancelId the cancel's own name */
    static String cancelled(final Order order, final String cancelId) {
        return amounts(JsonText.object().text("symbol", order.symbol()).text("origClientOrderId", order.clientId())
            .number("orderId", order.id()).number("orderListId", -1).text("clientOrderId", cancelId)
            .number("transactTime", order.updatedMs()), order).text("selfTradePreventionMode", "EXPIRE_TAKER")
            .toString();
    }

    /** The answer to an amendment. */
    static String amended(final Order order, final String formerId, final long executionId) {
        return JsonText.object().number("transactTime", order.updatedMs()).number("executionId", executionId)
            .raw("amendedOrder", JsonText.object().text("symbol", order.symbol()).number("orderId", order.id())
                .number("orderListId", -1).text("origClientOrderId", formerId)
                .text("clientOrderId", order.clientId()).text("price", decimal(order.price()))
                .text("qty", decimal(order.quantity())).text("executedQty", decimal(order.filled()))
                .text("preventedQty", decimal(BigDecimal.ZERO)).text("quoteOrderQty", decimal(BigDecimal.ZERO))
                .text("cumulativeQuoteQty", decimal(order.filledQuote())).text("status", status(order))
                .text("timeInForce", order.words().get("timeInForce")).text("type", order.words().get("type"))
                .text("side", side(order)).number("workingTime", order.workingMs())
                .text("selfTradePreventionMode", "EXPIRE_TAKER").toString()).toString();
    }

    static String trade(final Fill fill) {
        return JsonText.object().text("symbol", fill.symbol()).number("id", fill.id()).number("orderId", fill.orderId())
            .number("orderListId", -1).text("price", decimal(fill.price())).text("qty", decimal(fill.quantity()))
            .text("quoteQty", decimal(fill.notional())).text("commission", decimal(fill.fee()))
            .text("commissionAsset", fill.feeAsset()).number("time", fill.timeMs()).bool("isBuyer", fill.buy())
            .bool("isMaker", fill.maker()).bool("isBestMatch", true).toString();
    }

    static String account(final Exchange exchange, final boolean omitZero, final long nowMs) {
        final BigDecimal maker = exchange.terms().makerBps();
        final BigDecimal taker = exchange.terms().takerBps();
        return JsonText.object().number("makerCommission", maker.longValue())
            .number("takerCommission", taker.longValue()).number("buyerCommission", 0).number("sellerCommission", 0)
            .raw("commissionRates", JsonText.object().text("maker", decimal(maker.movePointLeft(4)))
                .text("taker", decimal(taker.movePointLeft(4))).text("buyer", decimal(BigDecimal.ZERO))
                .text("seller", decimal(BigDecimal.ZERO)).toString())
            .bool("canTrade", true).bool("canWithdraw", false).bool("canDeposit", false).bool("brokered", false)
            .bool("requireSelfTradePrevention", false).bool("preventSor", false).number("updateTime", nowMs)
            .text("accountType", "SPOT").raw("balances", balances(exchange.balances().values(), omitZero))
            .raw("permissions", "[\"SPOT\"]").number("uid", 1).toString();
    }

    private static String balances(final Collection<Balance> balances, final boolean omitZero) {
        return JsonText.array(balances.stream().filter(balance -> !omitZero || balance.total().signum() != 0)
            .map(balance -> JsonText.object().text("asset", balance.asset()).text("free", decimal(balance.free()))
                .text("locked", decimal(balance.locked())).toString()).toList());
    }

    static String positionEvent(final Collection<Balance> touched, final long nowMs) {
        return JsonText.object().text("e", "outboundAccountPosition").number("E", nowMs).number("u", nowMs)
            .raw("B", JsonText.array(touched.stream().map(balance -> JsonText.object().text("a", balance.asset())
                .text("f", decimal(balance.free())).text("l", decimal(balance.locked())).toString()).toList()))
            .toString();
    }

    private static String execution(final Change change) {
        return switch (change) {
            case FILL -> "TRADE";
            case AMENDED -> "REPLACED";
            case CANCELLED -> "CANCELED";
            case EXPIRED -> "EXPIRED";
            case PREVENTED -> "TRADE_PREVENTION";
            default -> "NEW";
        };
    }

    /**
     * An executionReport.
     *
     * @param name     client id that the report is under: a cancel's own
     * @param formerId client id of the order that it is about, where that is another; else empty
     */
    static String report(final Order order, final Change change, final Fill fill, final String name,
        final String formerId, final long executionId, final long nowMs) {
        final JsonText out = JsonText.object().text("e", "executionReport").number("E", nowMs)
            .text("s", order.symbol()).text("c", name).text("S", side(order)).text("o", order.words().get("type"))
            .text("f", order.words().get("timeInForce")).text("q", decimal(order.quantity()))
            .text("p", decimal(order.price()))
            .text("P", decimal(order.trigger() == null ? BigDecimal.ZERO : order.trigger()))
            .text("F", decimal(BigDecimal.ZERO)).number("g", -1).text("C", formerId).text("x", execution(change))
            .text("X", status(order)).text("r", "NONE")
            .number("i", order.id()).text("l", decimal(fill == null ? BigDecimal.ZERO : fill.quantity()))
            .text("z", decimal(order.filled())).text("L", decimal(fill == null ? BigDecimal.ZERO : fill.price()))
            .text("n", fill == null ? "0" : decimal(fill.fee()))
            .raw("N", fill == null ? "null" : JsonTree.quoted(fill.feeAsset())).number("T", order.updatedMs())
            .number("t", fill == null ? -1 : fill.id()).number("I", executionId)
            .bool("w", order.state().isOpen() && order.isWorking()).bool("m", fill != null && fill.maker())
            .bool("M", fill != null).number("O", order.createdMs()).text("Z", decimal(order.filledQuote()))
            .text("Y", decimal(fill == null ? BigDecimal.ZERO : fill.notional()))
            .text("Q", decimal(order.ticket().quoteQuantity() == null ? BigDecimal.ZERO
                : order.ticket().quoteQuantity()));
        if (order.isWorking()) {
            out.number("W", order.workingMs());
        }
        if (change == Change.PREVENTED) {
            out.text("A", decimal(order.quantity().subtract(order.filled())))
                .text("B", decimal(order.quantity().subtract(order.filled())));
        }
        return out.text("V", "EXPIRE_TAKER").toString();
    }

    /** The parts of a day's summary that a book and its last trade can tell; the rest stands still. */
    static String dayTicker(final Exchange exchange, final String symbol, final long nowMs) {
        final String last = price(exchange.lastPrice(symbol));
        return JsonText.object().text("symbol", symbol).text("priceChange", "0").text("priceChangePercent", "0")
            .text("weightedAvgPrice", last).text("prevClosePrice", last).text("lastPrice", last).text("lastQty", "0")
            .all(quotes(exchange, symbol)).text("openPrice", last).text("highPrice", last).text("lowPrice", last)
            .text("volume", "0").text("quoteVolume", "0").number("openTime", nowMs - 86_400_000)
            .number("closeTime", nowMs).number("firstId", -1).number("lastId", -1).number("count", 0).toString();
    }

    static String bookTicker(final Exchange exchange, final String symbol) {
        return JsonText.object().text("symbol", symbol).all(quotes(exchange, symbol)).toString();
    }

    private static JsonText quotes(final Exchange exchange, final String symbol) {
        return JsonText.object().text("bidPrice", price(exchange.best(symbol, true)))
            .text("bidQty", decimal(exchange.bestQuantity(symbol, true)))
            .text("askPrice", price(exchange.best(symbol, false)))
            .text("askQty", decimal(exchange.bestQuantity(symbol, false)));
    }

    static String priceTicker(final Exchange exchange, final String symbol) {
        return JsonText.object().text("symbol", symbol).text("price", price(exchange.lastPrice(symbol))).toString();
    }

    private static String price(final BigDecimal price) {
        return decimal(price == null ? BigDecimal.ZERO : price);
    }
}
