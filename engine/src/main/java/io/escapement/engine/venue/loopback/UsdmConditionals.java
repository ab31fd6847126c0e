package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.loopback.exchange.Change;
import io.escapement.engine.venue.loopback.exchange.Exchange;
import io.escapement.engine.venue.loopback.exchange.Order;
import io.escapement.engine.venue.loopback.exchange.OrderRefused;
import io.escapement.engine.venue.loopback.exchange.Ticket;
import io.netty.channel.EventLoop;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Binance USD-M's service for conditional orders. They wait here, under a number of the service's, and are triggered by
 * the last price of the play; the mark price is the same here. What comes of one is an order like others, under our
 * name for the conditional one, and from then on the other requests know it. Unlike the venue this asks for the margin
 * at once, and for what reduces a position that there is one.
 */
final class UsdmConditionals {
    private static final long FIRST_ID = 1_000_000_000_000L;
    private static final int MOST_OPEN = 200;

    private final BinanceDesk desk;
    private final Exchange exchange;
    private final EventLoop loop;

    UsdmConditionals(final BinanceDesk desk, final EventLoop loop) {
        this.desk = desk;
        this.exchange = desk.exchange;
        this.loop = loop;
    }

    /** Whether the order has been one of this service. */
    private static boolean isConditional(final Order order) {
        return order.trigger() != null;
    }

    /** Whether the order is none of the other requests': it waits, or has ended before its trigger. */
    static boolean isHere(final Order order) {
        return isConditional(order) && !order.isWorking();
    }

    private static long id(final Order order) {
        return FIRST_ID + order.id();
    }

    // Requests

    String result(final String method, final Params params) throws VenueError, OrderRefused {
        return switch (method) {
            case "algoOrder.place" -> order(place(params));
            case "algoOrder.cancel" -> cancel(params);
            case "algoOrder.status" -> order(named(params, -2013, order -> true));
            case "algoOrders.cancelAll" -> {
                for (final Order order : open(desk.symbol(params))) {
                    exchange.cancel(order);
                }
                yield "{\"code\":200,\"msg\":\"The operation of cancel all open order is done.\"}";
            }
            default -> JsonText.array(open(params.has("symbol") ? desk.symbol(params) : null).stream()
                .map(UsdmConditionals::order).toList());
        };
    }

    private List<Order> open(final String symbol) {
        return exchange.open(symbol).stream().filter(UsdmConditionals::isHere).toList();
    }

    private Order place(final Params params) throws VenueError, OrderRefused {
        if (!params.needed("algoType").equals("CONDITIONAL")) {
            throw new VenueError(400, -1130, "Data sent for parameter 'algoType' is not valid.");
        }
        final String type = params.needed("type");
        final boolean stop = type.equals("STOP") || type.equals("STOP_MARKET");
        final boolean market = type.endsWith("_MARKET");
        if (!stop && !type.equals("TAKE_PROFIT") && !type.equals("TAKE_PROFIT_MARKET")) {
            throw new VenueError(400, -1116, "Invalid orderType.");
        }
        if (!params.text("positionSide", "BOTH").equals("BOTH")) {
            throw new VenueError(400, -4061, "Order's position side does not match user's setting.");
        }
        if (exchange.open(null).stream().filter(UsdmConditionals::isHere).count() >= MOST_OPEN) {
            throw new VenueError(400, -4045, "Reach max stop order limit.");
        }
        final String working = params.text("workingType", "CONTRACT_PRICE");
        if (!working.equals("CONTRACT_PRICE") && !working.equals("MARK_PRICE")) {
            throw new VenueError(400, -1130, "Data sent for parameter 'workingType' is not valid.");
        }
        params.needed("quantity");
        final String timeInForce = params.text("timeInForce", "GTC");
        final boolean buy = BinanceDesk.isBuy(params);
        final BigDecimal price = market ? null : BinanceDesk.needed(params, "price");
        final Ticket ticket = new Ticket(desk.clientId(params.text("clientAlgoId")), desk.symbol(params), buy,
            market ? Ticket.Force.MARKET : BinanceDesk.force(timeInForce, null), price, params.decimal("quantity"),
            null, BinanceDesk.needed(params, "triggerPrice"), stop == buy,
            params.text("reduceOnly").equals("true"), Map.of("type", market ? "MARKET" : "LIMIT", "algo", type,
                "timeInForce", timeInForce, "workingType", working));
        return exchange.place(ticket);
    }

    private Order named(final Params params, final int unknown, final Predicate<Order> wanted) throws VenueError {
        if (!params.has("algoId") && !params.has("clientAlgoId")) {
            throw new VenueError(400, -1102,
                "Param 'algoId' or 'clientAlgoId' must be sent, but both were empty/null!");
        }
        final Order order = params.has("algoId") ? exchange.order(params.number("algoId", 0) - FIRST_ID)
            : exchange.named(params.text("clientAlgoId"));
        if (order == null || !isConditional(order) || !wanted.test(order)) {
            throw BinanceDesk.unknown(unknown);
        }
        return order;
    }

    private String cancel(final Params params) throws VenueError, OrderRefused {
        final Order order = named(params, -2011, each -> isHere(each) && each.state().isOpen());
        exchange.cancel(order);
        return JsonText.object().number("algoId", id(order)).text("clientAlgoId", order.clientId()).text("code", "200")
            .text("msg", "success").toString();
    }

    // Words

    private static String status(final Order order) {
        if (order.isWorking()) {
            return order.state().isOpen() ? "TRIGGERED" : "FINISHED";
        }
        return switch (order.state()) {
            case CANCELLED -> "CANCELED";
            case EXPIRED, PREVENTED -> "EXPIRED";
            default -> "NEW";
        };
    }

    private static String order(final Order order) {
        final boolean working = order.isWorking();
        return JsonText.object().number("algoId", id(order)).text("clientAlgoId", order.clientId())
            .text("algoType", "CONDITIONAL").text("orderType", order.words().get("algo"))
            .text("symbol", order.symbol()).text("side", SpotWords.side(order)).text("positionSide", "BOTH")
            .text("timeInForce", order.words().get("timeInForce")).text("quantity", UsdmWords.decimal(order.quantity()))
            .text("algoStatus", status(order)).text("actualOrderId", working ? Long.toString(order.id()) : "")
            .text("actualPrice", UsdmWords.decimal(order.averagePrice()))
            .text("triggerPrice", UsdmWords.decimal(order.trigger())).text("price", UsdmWords.decimal(order.price()))
            .text("selfTradePreventionMode", "EXPIRE_TAKER").text("workingType", order.words().get("workingType"))
            .text("priceMatch", "NONE").bool("closePosition", false).bool("priceProtect", false)
            .bool("reduceOnly", order.isReduceOnly()).number("createTime", order.createdMs())
            .number("updateTime", order.updatedMs()).number("triggerTime", working ? order.workingMs() : 0)
            .number("goodTillDate", 0).toString();
    }

    private static String event(final Order order, final String status, final long nowMs) {
        final boolean working = order.isWorking();
        final JsonText told = JsonText.object().text("caid", order.clientId()).number("aid", id(order))
            .text("at", "CONDITIONAL").text("o", order.words().get("algo")).text("s", order.symbol())
            .text("S", SpotWords.side(order)).text("ps", "BOTH").text("f", order.words().get("timeInForce"))
            .text("q", UsdmWords.decimal(order.quantity())).text("X", status)
            .text("ai", working ? Long.toString(order.id()) : "").text("ap", UsdmWords.decimal(order.averagePrice()))
            .text("aq", UsdmWords.decimal(order.filled())).text("act", working ? order.words().get("type") : "")
            .text("tp", UsdmWords.decimal(order.trigger())).text("p", UsdmWords.decimal(order.price()))
            .text("V", "EXPIRE_TAKER").text("wt", order.words().get("workingType")).text("pm", "NONE")
            .bool("cp", false).bool("pP", false).bool("R", order.isReduceOnly())
            .number("tt", working ? order.workingMs() : 0).number("gtd", 0).text("rm", "");
        return JsonText.object().text("e", "ALGO_UPDATE").number("T", order.updatedMs()).number("E", nowMs)
            .raw("o", told.toString()).toString();
    }

    // What happens to orders

    /** What this service tells of a change, in its turn; what comes of an order tells sooner than it does. */
    void onChange(final Order order, final Change change) {
        if (!isConditional(order)) {
            return;
        }
        if (change == Change.TRIGGERED) {
            tell(order, "TRIGGERING");
        } else if (isHere(order)) {
            tell(order, status(order));
        } else if (change == Change.TAKEN) {
            loop.execute(() -> tell(order, "TRIGGERED"));
        } else if (!order.state().isOpen()) {
            loop.execute(() -> tell(order, "FINISHED"));
        }
    }

    private void tell(final Order order, final String status) {
        desk.feed().report(event(order, status, desk.nowMs()));
    }
}
