package io.escapement.engine.venue.loopback;

import io.escapement.codecs.sbe.RejectCode;
import io.escapement.engine.venue.loopback.exchange.Balance;
import io.escapement.engine.venue.loopback.exchange.Exchange;
import io.escapement.engine.venue.loopback.exchange.Fill;
import io.escapement.engine.venue.loopback.exchange.Order;
import io.escapement.engine.venue.loopback.exchange.Position;
import io.escapement.engine.venue.loopback.exchange.Product;
import io.escapement.engine.venue.loopback.exchange.Ticket;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.Set;

/** Bybit's words for orders, fills, positions and the wallet. */
final class BybitWords {
    private final Exchange exchange;
    private final String category;
    private final Set<Long> disconnected = new HashSet<>();

    BybitWords(final Exchange exchange) {
        this.exchange = exchange;
        this.category = exchange.terms().product() == Product.SPOT ? "spot" : "linear";
    }

    String category() {
        return category;
    }

    boolean isSpot() {
        return exchange.terms().product() == Product.SPOT;
    }

    static String plain(final BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** Spot has numbers, contracts have what looks like a UUID. */
    String id(final long id) {
        return isSpot() ? Long.toString(1_900_000_000_000_000_000L + id)
            : String.format("5cf98598-39a7-459e-97bf-%012x", id);
    }

    /** Null where it names no order. */
    Order order(final Params params) {
        if (params.has("orderId")) {
            final String id = params.text("orderId");
            try {
                return exchange.order(isSpot() ? Long.parseLong(id) - 1_900_000_000_000_000_000L
                    : Long.parseLong(id.substring(id.lastIndexOf('-') + 1), 16));
            } catch (final NumberFormatException ex) {
                return null;
            }
        }
        return exchange.named(params.text("orderLinkId"));
    }

    static String side(final boolean buy) {
        return buy ? "Buy" : "Sell";
    }

    private String status(final Order order) {
        return switch (order.state()) {
            case WAITING -> "Untriggered";
            case NEW -> "New";
            case PARTIALLY_FILLED -> "PartiallyFilled";
            case FILLED -> "Filled";
            default -> isSpot() && order.filled().signum() > 0 ? "PartiallyFilledCanceled" : "Cancelled";
        };
    }

    /** The order has been cancelled since its owner was away for too long. */
    void disconnected(final Order order) {
        disconnected.add(order.id());
    }

    private String cancelType(final Order order) {
        return disconnected.contains(order.id()) ? "CancelByDCP" : switch (order.state()) {
            case CANCELLED -> order.code() == RejectCode.WOULD_CROSS ? "UNKNOWN" : "CancelByUser";
            case PREVENTED -> "CancelBySmp";
            default -> "UNKNOWN";
        };
    }

    private static String rejectReason(final Order order) {
        if (order.code() == RejectCode.WOULD_CROSS) {
            return "EC_PostOnlyWillTakeLiquidity";
        }
        return switch (order.state()) {
            case EXPIRED -> order.filled().signum() == 0 ? "EC_NoImmediateQtyToFill" : "EC_NoError";
            case CANCELLED -> "EC_PerCancelRequest";
            default -> "EC_NoError";
        };
    }

    private static BigDecimal fees(final Order order) {
        return order.fills().stream().map(Fill::fee).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static String type(final Order order) {
        return order.force() == Ticket.Force.MARKET ? "Market" : "Limit";
    }

    String order(final Order order) {
        return order(order, status(order));
    }

    /** As it is told in the moment between waiting and working. */
    String triggered(final Order order) {
        return order(order, "Triggered");
    }

    private String order(final Order order, final String status) {
        return JsonText.object().text("category", category).text("symbol", order.symbol())
            .text("orderId", id(order.id())).text("orderLinkId", order.clientId()).text("blockTradeId", "")
            .text("side", side(order.isBuy())).number("positionIdx", 0).text("orderStatus", status)
            .text("cancelType", cancelType(order)).text("rejectReason", rejectReason(order))
            .text("timeInForce", order.words().get("timeInForce")).text("isLeverage", isSpot() ? "0" : "")
            .text("price", plain(order.price())).text("qty", plain(order.quantity()))
            .text("avgPrice", order.filled().signum() == 0 ? "" : plain(order.averagePrice()))
            .text("leavesQty", plain(order.leaves()))
            .text("leavesValue", plain(order.leaves().multiply(order.price())))
            .text("cumExecQty", plain(order.filled())).text("cumExecValue", plain(order.filledQuote()))
            .text("cumExecFee", plain(fees(order))).text("orderType", type(order))
            .text("stopOrderType", order.trigger() == null ? "" : "Stop").text("orderIv", "")
            .text("triggerPrice", order.trigger() == null ? "" : plain(order.trigger()))
            .text("takeProfit", "").text("stopLoss", "").text("tpTriggerBy", "").text("slTriggerBy", "")
            .number("triggerDirection", order.trigger() == null ? 0 : order.ticket().rises() ? 1 : 2)
            .text("triggerBy", order.trigger() == null ? "" : "LastPrice").text("lastPriceOnCreated", "")
            .bool("reduceOnly", order.isReduceOnly()).bool("closeOnTrigger", false).text("smpType", "None")
            .number("smpGroup", 0).text("smpOrderId", "").text("placeType", "")
            .text("createdTime", Long.toString(order.createdMs())).text("updatedTime",
                Long.toString(order.updatedMs())).toString();
    }

    String execution(final Fill fill) {
        final Order order = exchange.order(fill.orderId());
        return JsonText.object().text("category", category).text("symbol", fill.symbol())
            .text("execId", execution(fill.id())).text("execPrice", plain(fill.price()))
            .text("execQty", plain(fill.quantity())).text("execType", "Trade")
            .text("execValue", plain(fill.notional())).text("execFee", plain(fill.fee()))
            .text("feeCurrency", fill.feeAsset()).text("feeRate", plain((fill.maker() ? exchange.terms().makerBps()
                : exchange.terms().takerBps()).movePointLeft(4)))
            .bool("isMaker", fill.maker()).text("side", side(fill.buy())).text("orderId", id(fill.orderId()))
            .text("orderLinkId", fill.clientId()).text("orderPrice", plain(order.price()))
            .text("orderQty", plain(order.quantity())).text("leavesQty", plain(order.leaves()))
            .text("orderType", type(order)).text("stopOrderType", "UNKNOWN").text("closedSize", "0")
            .text("markPrice", "").text("indexPrice", "").text("underlyingPrice", "").text("tradeIv", "")
            .text("markIv", "").text("blockTradeId", "").text("isLeverage", "0").number("seq", fill.id())
            .text("execTime", Long.toString(fill.timeMs())).toString();
    }

    String execution(final long id) {
        return isSpot() ? Long.toString(2_290_000_000_000_000_000L + id)
            : String.format("7e2ae69c-4edf-5800-a352-%012x", id);
    }

    /** @param pushed by the stream, where the entry has another name */
    String position(final Position position, final boolean pushed, final long nowMs) {
        final BigDecimal mark = exchange.lastPrice(position.symbol());
        final BigDecimal gain = mark == null ? BigDecimal.ZERO
            : mark.subtract(position.entry()).multiply(position.quantity());
        return JsonText.object().number("positionIdx", 0).number("tradeMode", 0).number("riskId", 1)
            .text("riskLimitValue", "").text("symbol", position.symbol())
            .text("side", position.quantity().signum() == 0 ? "" : side(position.quantity().signum() > 0))
            .text("size", plain(position.quantity().abs()))
            .text(pushed ? "entryPrice" : "avgPrice", plain(position.entry()))
            .text("positionValue", plain(position.quantity().abs().multiply(position.entry())))
            .number("autoAddMargin", 0).text("leverage", Integer.toString(exchange.terms().leverage()))
            .text("positionBalance", "0").text("markPrice", mark == null ? "" : plain(mark)).text("liqPrice", "")
            .text("bustPrice", "").text("positionMM", "0").text("positionIM", plain(position.quantity().abs()
                .multiply(position.entry()).divide(BigDecimal.valueOf(exchange.terms().leverage()),
                MathContext.DECIMAL64))).text("tpslMode", "Full").text("takeProfit", "").text("stopLoss", "")
            .text("trailingStop", "0").text("unrealisedPnl", plain(gain))
            .text("curRealisedPnl", plain(position.profit())).text("cumRealisedPnl", plain(position.profit()))
            .text("positionStatus", "Normal").number("adlRankIndicator", 0).bool("isReduceOnly", false)
            .number("seq", nowMs).text("category", category).text("createdTime", Long.toString(nowMs))
            .text("updatedTime", Long.toString(nowMs)).toString();
    }

    String wallet() {
        BigDecimal dollars = BigDecimal.ZERO;
        for (final Balance balance : exchange.balances().values()) {
            dollars = dollars.add(balance.asset().startsWith("USD") ? balance.total() : BigDecimal.ZERO);
        }
        final String sum = plain(dollars);
        return JsonText.object().text("accountType", "UNIFIED").text("accountIMRate", "0").text("accountMMRate", "0")
            .text("accountLTV", "0").text("totalEquity", sum).text("totalWalletBalance", sum)
            .text("totalMarginBalance", sum).text("totalAvailableBalance", plain(isSpot() ? dollars
                : exchange.available("USDT"))).text("totalPerpUPL", "0").text("totalInitialMargin",
                plain(isSpot() ? BigDecimal.ZERO : exchange.positionMargin().add(exchange.orderMargin())))
            .text("totalMaintenanceMargin", "0")
            .raw("coin", JsonText.array(exchange.balances().values().stream().map(this::coin).toList())).toString();
    }

    private String coin(final Balance balance) {
        final boolean margin = !isSpot() && balance.asset().equals("USDT");
        return JsonText.object().text("coin", balance.asset()).text("equity", plain(balance.total()))
            .text("usdValue", plain(balance.total())).text("walletBalance", plain(balance.total()))
            .text("free", "").text("locked", plain(balance.locked())).text("spotHedgingQty", "0")
            .text("borrowAmount", "0").text("availableToWithdraw", "").text("accruedInterest", "0")
            .text("totalOrderIM", margin ? plain(exchange.orderMargin()) : "0")
            .text("totalPositionIM", margin ? plain(exchange.positionMargin()) : "0").text("totalPositionMM", "0")
            .text("unrealisedPnl", "0").text("cumRealisedPnl", "0").text("bonus", "0")
            .bool("marginCollateral", true).bool("collateralSwitch", true).toString();
    }

    String ticker(final String symbol) {
        final BigDecimal last = exchange.lastPrice(symbol);
        final String price = last == null ? "" : plain(last);
        return JsonText.object().text("symbol", symbol).text("bid1Price", best(symbol, true))
            .text("bid1Size", plain(exchange.bestQuantity(symbol, true))).text("ask1Price", best(symbol, false))
            .text("ask1Size", plain(exchange.bestQuantity(symbol, false))).text("lastPrice", price)
            .text("prevPrice24h", price).text("price24hPcnt", "0").text("highPrice24h", price)
            .text("lowPrice24h", price).text("turnover24h", "0").text("volume24h", "0").toString();
    }

    private String best(final String symbol, final boolean bid) {
        final BigDecimal best = exchange.best(symbol, bid);
        return best == null ? "" : plain(best);
    }

    /** The venue's word for a refusal. */
    VenueError error(final RejectCode code, final String detail) {
        return switch (code) {
            case INSUFFICIENT_BALANCE -> either(170131, "Insufficient balance.", 110007,
                "ab not enough for new order");
            case BELOW_MINIMUM_NOTIONAL -> either(170140, "Order value exceeded lower limit.", 110094,
                "Order does not meet minimum order value");
            case OFF_TICK -> either(170134, "Order price decimal too long.", 10001, "params error: price " + detail);
            case OFF_LOT -> either(170137, "Order quantity decimal too long.", 10001, "Qty invalid");
            case QUANTITY_LIMIT -> either(170136, "Order quantity lower than the minimum.", 10001,
                "The number of contracts exceeds maximum limit allowed, or is below the minimum");
            case DUPLICATE_ORDER -> either(170141, "Duplicate clientOrderId", 110072, "OrderLinkedID is duplicate");
            case UNKNOWN_ORDER -> either(170213, "Order does not exist.", 110001,
                "order not exists or too late to cancel");
            case UNKNOWN_INSTRUMENT -> either(170121, "Invalid symbol.", 10001, "params error: symbol invalid "
                + detail);
            case REDUCE_ONLY -> either(10001, "reduceOnly is not for spot", 110017,
                "current position is zero, cannot fix reduce-only order qty");
            case RATE_LIMIT -> either(170810, "Cannot exceed maximum of 500 conditional, TP/SL and active orders.",
                110020, "Not allowed to have more than 500 active orders");
            default -> either(10001, "params error: " + detail, 10001, "params error: " + detail);
        };
    }

    private VenueError either(final int spot, final String spotMessage, final int linear, final String message) {
        return isSpot() ? new VenueError(200, spot, spotMessage) : new VenueError(200, linear, message);
    }
}
