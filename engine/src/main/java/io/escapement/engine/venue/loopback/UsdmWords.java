package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.loopback.exchange.Balance;
import io.escapement.engine.venue.loopback.exchange.Change;
import io.escapement.engine.venue.loopback.exchange.Exchange;
import io.escapement.engine.venue.loopback.exchange.Fill;
import io.escapement.engine.venue.loopback.exchange.Order;
import io.escapement.engine.venue.loopback.exchange.Position;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Binance USD-M's words for orders, fills, positions and the account. */
final class UsdmWords {
    private static final int MOST_DIGITS = 8;

    private UsdmWords() {
    }

    /** With 8 digits behind the point at most, as the venue has them. */
    static String decimal(final BigDecimal value) {
        return BybitWords.plain(value.scale() > MOST_DIGITS ? value.setScale(MOST_DIGITS, RoundingMode.HALF_EVEN)
            : value);
    }

    static String status(final Order order) {
        return SpotWords.status(order);
    }

    private static long goodTillMs(final Order order) {
        return Long.parseLong(order.words().getOrDefault("goodTillDate", "0"));
    }

    /** The answer to anything about one order. */
    static String order(final Order order, final String form) {
        final JsonText out = JsonText.object().number("orderId", order.id()).text("symbol", order.symbol())
            .text("status", form.equals("ACK") ? "NEW" : status(order)).text("clientOrderId", order.clientId())
            .text("price", decimal(order.price())).text("avgPrice", form.equals("ACK") ? "0.00"
                : decimal(order.averagePrice())).text("origQty", decimal(order.quantity()))
            .text("executedQty", form.equals("ACK") ? "0" : decimal(order.filled()))
            .text("cumQty", form.equals("ACK") ? "0" : decimal(order.filled()))
            .text("cumQuote", form.equals("ACK") ? "0" : decimal(order.filledQuote()));
        return out.text("timeInForce", order.words().get("timeInForce")).text("type", order.words().get("type"))
            .bool("reduceOnly", order.isReduceOnly()).bool("closePosition", false)
            .text("side", SpotWords.side(order)).text("positionSide", "BOTH").text("stopPrice", "0")
            .text("workingType", "CONTRACT_PRICE").bool("priceProtect", false)
            .text("origType", order.words().get("type")).text("priceMatch", "NONE")
            .text("selfTradePreventionMode", "EXPIRE_TAKER").number("goodTillDate", goodTillMs(order))
            .number("time", order.createdMs()).number("updateTime", order.updatedMs()).toString();
    }

    static String trade(final Fill fill) {
        return JsonText.object().text("symbol", fill.symbol()).number("id", fill.id()).number("orderId", fill.orderId())
            .text("side", fill.buy() ? "BUY" : "SELL").text("price", decimal(fill.price()))
            .text("qty", decimal(fill.quantity())).text("realizedPnl", decimal(fill.profit()))
            .text("quoteQty", decimal(fill.notional())).text("commission", decimal(fill.fee()))
            .text("commissionAsset", fill.feeAsset()).number("time", fill.timeMs()).text("positionSide", "BOTH")
            .bool("buyer", fill.buy()).bool("maker", fill.maker()).toString();
    }

    private static BigDecimal gain(final Exchange exchange, final Position position) {
        final BigDecimal mark = exchange.lastPrice(position.symbol());
        return mark == null ? BigDecimal.ZERO : mark.subtract(position.entry()).multiply(position.quantity());
    }

    private static BigDecimal margin(final Exchange exchange, final Position position) {
        return position.quantity().abs().multiply(position.entry())
            .divide(BigDecimal.valueOf(exchange.terms().leverage()), MathContext.DECIMAL64);
    }

    static String risk(final Exchange exchange, final Position position, final long nowMs) {
        final BigDecimal mark = exchange.lastPrice(position.symbol());
        return JsonText.object().text("symbol", position.symbol()).text("positionSide", "BOTH")
            .text("positionAmt", decimal(position.quantity())).text("entryPrice", decimal(position.entry()))
            .text("breakEvenPrice", decimal(position.entry()))
            .text("markPrice", decimal(mark == null ? BigDecimal.ZERO : mark))
            .text("unRealizedProfit", decimal(gain(exchange, position))).text("liquidationPrice", "0")
            .text("isolatedMargin", "0").text("notional", decimal(position.quantity().multiply(mark == null
                ? position.entry() : mark))).text("marginAsset", exchange.symbol(position.symbol()).quote())
            .text("isolatedWallet", "0").text("initialMargin", decimal(margin(exchange, position)))
            .text("maintMargin", "0").text("positionInitialMargin", decimal(margin(exchange, position)))
            .text("openOrderInitialMargin", "0").number("adl", 0).text("bidNotional", "0").text("askNotional", "0")
            .text("leverage", Integer.toString(exchange.terms().leverage())).text("marginType", "cross")
            .number("updateTime", nowMs).toString();
    }

    static String balance(final Exchange exchange, final Balance balance, final long nowMs) {
        return JsonText.object().text("accountAlias", "loopback").text("asset", balance.asset())
            .text("balance", decimal(balance.total())).text("crossWalletBalance", decimal(balance.total()))
            .text("crossUnPnl", "0").text("availableBalance", decimal(exchange.available(balance.asset())))
            .text("maxWithdrawAmount", decimal(exchange.available(balance.asset()))).bool("marginAvailable", true)
            .number("updateTime", nowMs).toString();
    }

    static String account(final Exchange exchange, final long nowMs) {
        final BigDecimal wallet = exchange.balance("USDT").total();
        BigDecimal gain = BigDecimal.ZERO;
        for (final Position position : exchange.positions()) {
            gain = gain.add(gain(exchange, position));
        }
        final String margin = decimal(exchange.positionMargin().add(exchange.orderMargin()));
        return JsonText.object().number("feeTier", 0).bool("canTrade", true).bool("canDeposit", false)
            .bool("canWithdraw", false).bool("multiAssetsMargin", false).number("tradeGroupId", -1)
            .number("updateTime", nowMs).text("totalInitialMargin", margin).text("totalMaintMargin", "0")
            .text("totalWalletBalance", decimal(wallet)).text("totalUnrealizedProfit", decimal(gain))
            .text("totalMarginBalance", decimal(wallet.add(gain)))
            .text("totalPositionInitialMargin", decimal(exchange.positionMargin()))
            .text("totalOpenOrderInitialMargin", decimal(exchange.orderMargin()))
            .text("totalCrossWalletBalance", decimal(wallet)).text("totalCrossUnPnl", decimal(gain))
            .text("availableBalance", decimal(exchange.available("USDT")))
            .text("maxWithdrawAmount", decimal(exchange.available("USDT")))
            .raw("assets", JsonText.array(exchange.balances().values().stream().map(balance -> JsonText.object()
                .text("asset", balance.asset()).text("walletBalance", decimal(balance.total()))
                .text("unrealizedProfit", "0").text("marginBalance", decimal(balance.total()))
                .text("maintMargin", "0").text("initialMargin", balance.asset().equals("USDT") ? margin : "0")
                .text("positionInitialMargin", "0").text("openOrderInitialMargin", "0")
                .text("crossWalletBalance", decimal(balance.total())).text("crossUnPnl", "0")
                .text("availableBalance", decimal(balance.asset().equals("USDT") ? exchange.available("USDT")
                    : balance.total())).text("maxWithdrawAmount", "0").bool("marginAvailable", true)
                .number("updateTime", nowMs).toString()).toList()))
            .raw("positions", JsonText.array(exchange.positions().stream().filter(position ->
                position.quantity().signum() != 0).map(position -> JsonText.object().text("symbol", position.symbol())
                .text("positionSide", "BOTH").text("positionAmt", decimal(position.quantity()))
                .text("entryPrice", decimal(position.entry())).text("unrealizedProfit",
                    decimal(gain(exchange, position))).text("leverage", Integer.toString(exchange.terms().leverage()))
                .bool("isolated", false).text("isolatedMargin", "0").text("isolatedWallet", "0")
                .text("notional", decimal(position.quantity().multiply(position.entry())))
                .text("initialMargin", decimal(margin(exchange, position))).text("maintMargin", "0")
                .number("updateTime", nowMs).toString()).toList())).toString();
    }

    private static String execution(final Change change) {
        return switch (change) {
            case FILL -> "TRADE";
            case AMENDED -> "AMENDMENT";
            case CANCELLED -> "CANCELED";
            case EXPIRED, PREVENTED -> "EXPIRED";
            default -> "NEW";
        };
    }

    static String report(final Order order, final Change change, final Fill fill, final long nowMs) {
        final JsonText told = JsonText.object().text("s", order.symbol()).text("c", order.clientId())
            .text("S", SpotWords.side(order)).text("o", order.words().get("type"))
            .text("f", order.words().get("timeInForce")).text("q", decimal(order.quantity()))
            .text("p", decimal(order.price())).text("ap", decimal(order.averagePrice())).text("sp", "0")
            .text("x", execution(change)).text("X", status(order)).number("i", order.id())
            .text("l", fill == null ? "0" : decimal(fill.quantity())).text("z", decimal(order.filled()))
            .text("L", fill == null ? "0" : decimal(fill.price()));
        if (fill != null) {
            told.text("n", decimal(fill.fee())).text("N", fill.feeAsset());
        }
        told.number("T", order.updatedMs()).number("t", fill == null ? 0 : fill.id()).text("b", "0").text("a", "0")
            .bool("m", fill != null && fill.maker()).bool("R", order.isReduceOnly()).text("wt", "CONTRACT_PRICE")
            .text("ot", order.words().getOrDefault("algo", order.words().get("type"))).text("ps", "BOTH")
            .bool("cp", false)
            .text("rp", fill == null ? "0" : decimal(fill.profit())).bool("pP", false).number("si", 0).number("ss", 0)
            .text("V", "EXPIRE_TAKER").text("pm", "NONE").number("gtd", goodTillMs(order)).text("er",
                change == Change.PREVENTED ? "1" : change == Change.EXPIRED ? "2" : "0");
        return JsonText.object().text("e", "ORDER_TRADE_UPDATE").number("E", nowMs).number("T", order.updatedMs())
            .raw("o", told.toString()).toString();
    }

    static String accountEvent(final Exchange exchange, final Fill fill, final long nowMs) {
        final Balance balance = exchange.balance(fill.feeAsset());
        final Position position = exchange.position(fill.symbol());
        return JsonText.object().text("e", "ACCOUNT_UPDATE").number("E", nowMs).number("T", fill.timeMs())
            .raw("a", JsonText.object().text("m", "ORDER").raw("B", '[' + JsonText.object().text("a", balance.asset())
                .text("wb", decimal(balance.total())).text("cw", decimal(balance.total())).text("bc", "0")
                .toString() + ']').raw("P", '[' + JsonText.object().text("s", position.symbol())
                .text("pa", decimal(position.quantity())).text("ep", decimal(position.entry()))
                .text("bep", decimal(position.entry())).text("cr", decimal(position.profit()))
                .text("up", decimal(gain(exchange, position))).text("mt", "cross").text("iw", "0").text("ps", "BOTH")
                .toString() + ']').toString()).toString();
    }
}
