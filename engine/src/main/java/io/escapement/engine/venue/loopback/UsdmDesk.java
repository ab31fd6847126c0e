package io.escapement.engine.venue.loopback;

import io.escapement.codecs.sbe.RejectCode;
import io.escapement.engine.venue.loopback.exchange.Change;
import io.escapement.engine.venue.loopback.exchange.Fill;
import io.escapement.engine.venue.loopback.exchange.Order;
import io.escapement.engine.venue.loopback.exchange.OrderRefused;
import io.escapement.engine.venue.loopback.exchange.Product;
import io.escapement.engine.venue.loopback.exchange.Ticket;
import io.escapement.engine.venue.loopback.exchange.TradedSymbol;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.concurrent.Future;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Binance USD-M's order entry: REST under {@code /fapi}, the WebSocket API, and the private stream under a listen key.
 * One-way positions, cross margin. Conditional orders are a service of their own ({@link UsdmConditionals}).
 */
final class UsdmDesk extends BinanceDesk {
    private static final String GOOD_TILL = "goodTillDate";
    private static final long LEAST_GOOD_TILL_MS = 600_000;
    private static final long MOST_WAIT_MS = 100;
    private static final Method FREE_READ = Method.read(1);
    private static final Method KEY_ONLY = new Method(Security.KEY, 1, 0, false, false);

    private static final Map<String, Method> METHODS = Map.ofEntries(
        Map.entry("ping", Method.open(1)), Map.entry("time", Method.open(1)), Map.entry("exchangeInfo", Method.open(1)),
        Map.entry("ticker.price", Method.open(1)), Map.entry("ticker.book", Method.open(2)),
        Map.entry("ticker.24hr", Method.open(1)), Map.entry("premiumIndex", Method.open(1)),
        Map.entry("order.place", Method.change(1, true)), Map.entry("order.modify", Method.change(1, true)),
        Map.entry("order.cancel", Method.change(0, false)), Map.entry("openOrders.cancelAll", Method.change(0, false)),
        Map.entry("order.test", FREE_READ), Map.entry("order.status", FREE_READ),
        Map.entry("openOrder.status", FREE_READ), Map.entry("openOrders.status", FREE_READ),
        Map.entry("allOrders", Method.read(5)), Map.entry("userTrades", Method.read(5)),
        Map.entry("v2/account.balance", Method.read(5)), Map.entry("v2/account.status", Method.read(5)),
        Map.entry("v2/account.position", Method.read(5)), Map.entry("countdownCancelAll", Method.read(10)),
        Map.entry("rateLimits.orders", FREE_READ), Map.entry("leverage", FREE_READ), Map.entry("marginType", FREE_READ),
        Map.entry("positionSide", FREE_READ), Map.entry("multiAssetsMargin", FREE_READ),
        Map.entry("leverageBracket", FREE_READ), Map.entry("commissionRate", FREE_READ),
        Map.entry("algoOrder.place", Method.change(1, true)), Map.entry("algoOrder.cancel", Method.change(0, false)),
        Map.entry("algoOrder.status", FREE_READ), Map.entry("algoOrders.open", FREE_READ),
        Map.entry("algoOrders.cancelAll", Method.change(0, false)), Map.entry("margin.pairs", Method.open(1)),
        Map.entry("capital.config.getall", Method.read(10)), Map.entry("symbolConfig", FREE_READ),
        Map.entry("userDataStream.start", KEY_ONLY),
        Map.entry("userDataStream.ping", KEY_ONLY), Map.entry("userDataStream.stop", KEY_ONLY));

    private static final Map<String, String> PATHS = Map.ofEntries(
        Map.entry("GET /fapi/v1/ping", "ping"), Map.entry("GET /fapi/v1/time", "time"),
        Map.entry("GET /fapi/v1/exchangeInfo", "exchangeInfo"), Map.entry("GET /fapi/v1/ticker/price", "ticker.price"),
        Map.entry("GET /fapi/v2/ticker/price", "ticker.price"),
        Map.entry("GET /fapi/v1/ticker/bookTicker", "ticker.book"),
        Map.entry("GET /fapi/v1/ticker/24hr", "ticker.24hr"), Map.entry("GET /fapi/v1/premiumIndex", "premiumIndex"),
        Map.entry("POST /fapi/v1/order", "order.place"), Map.entry("PUT /fapi/v1/order", "order.modify"),
        Map.entry("DELETE /fapi/v1/order", "order.cancel"),
        Map.entry("DELETE /fapi/v1/allOpenOrders", "openOrders.cancelAll"),
        Map.entry("POST /fapi/v1/order/test", "order.test"), Map.entry("GET /fapi/v1/order", "order.status"),
        Map.entry("GET /fapi/v1/openOrder", "openOrder.status"),
        Map.entry("GET /fapi/v1/openOrders", "openOrders.status"), Map.entry("GET /fapi/v1/allOrders", "allOrders"),
        Map.entry("GET /fapi/v1/userTrades", "userTrades"), Map.entry("GET /fapi/v2/balance", "v2/account.balance"),
        Map.entry("GET /fapi/v3/balance", "v2/account.balance"), Map.entry("GET /fapi/v2/account", "v2/account.status"),
        Map.entry("GET /fapi/v3/account", "v2/account.status"),
        Map.entry("GET /fapi/v2/positionRisk", "v2/account.position"),
        Map.entry("GET /fapi/v3/positionRisk", "v2/account.position"),
        Map.entry("POST /fapi/v1/countdownCancelAll", "countdownCancelAll"),
        Map.entry("GET /fapi/v1/rateLimit/order", "rateLimits.orders"), Map.entry("POST /fapi/v1/leverage", "leverage"),
        Map.entry("POST /fapi/v1/marginType", "marginType"),
        Map.entry("GET /fapi/v1/positionSide/dual", "positionSide"),
        Map.entry("POST /fapi/v1/positionSide/dual", "marginType"),
        Map.entry("GET /fapi/v1/multiAssetsMargin", "multiAssetsMargin"),
        Map.entry("GET /fapi/v1/leverageBracket", "leverageBracket"),
        Map.entry("GET /fapi/v1/symbolConfig", "symbolConfig"),
        Map.entry("POST /fapi/v1/algoOrder", "algoOrder.place"),
        Map.entry("DELETE /fapi/v1/algoOrder", "algoOrder.cancel"),
        Map.entry("GET /fapi/v1/algoOrder", "algoOrder.status"),
        Map.entry("GET /fapi/v1/openAlgoOrders", "algoOrders.open"),
        Map.entry("DELETE /fapi/v1/algoOpenOrders", "algoOrders.cancelAll"),
        Map.entry("GET /fapi/v1/commissionRate", "commissionRate"),
        Map.entry("GET /sapi/v1/margin/allPairs", "margin.pairs"),
        Map.entry("GET /sapi/v1/margin/isolated/allPairs", "margin.pairs"),
        Map.entry("GET /sapi/v1/capital/config/getall", "capital.config.getall"),
        Map.entry("POST /fapi/v1/listenKey", "userDataStream.start"),
        Map.entry("PUT /fapi/v1/listenKey", "userDataStream.ping"),
        Map.entry("DELETE /fapi/v1/listenKey", "userDataStream.stop"));

    private final String listing;
    private final PrivateFeed<String> feed;
    private final ListenKeys listenKeys;
    private final UsdmConditionals conditionals;
    private final Map<String, Future<?>> countdowns = new TreeMap<>();

    UsdmDesk(final Serve serve, final VenueSource source, final Faults faults, final EventLoop loop) {
        super(Product.LINEAR, serve, source.exchangeInfo(), source, faults, loop);
        this.listing = source.exchangeInfo();
        this.feed = new PrivateFeed<>(faults, loop);
        this.listenKeys = new ListenKeys(exchange.clock(), false);
        this.conditionals = new UsdmConditionals(this, loop);
    }

    @Override
    Method method(final String name) {
        return METHODS.get(name);
    }

    @Override
    PrivateFeed<String> feed() {
        return feed;
    }

    @Override
    boolean takes(final String what) {
        return PATHS.containsKey(what);
    }

    @Override
    void answer(final HttpCall call) {
        final String name = PATHS.get(call.what());
        answer(call, name, METHODS.get(name));
    }

    @Override
    DeskTalk talk(final QueryStringDecoder address) {
        if (address.path().equals("/ws-fapi/v1")) {
            return new BinanceSocket(this);
        }
        final String path = address.path();
        final String named = Speech.parameter(address, "listenKey");
        final String key = named.isEmpty() ? path.substring(path.lastIndexOf('/') + 1) : named;
        return path.startsWith("/private/") || listenKeys.isGood(key) ? new UsdmStream(this, listenKeys.isGood(key),
            key, path.endsWith("/stream")) : null;
    }

    @Override
    String result(final String method, final Params params) throws VenueError, OrderRefused {
        return switch (method) {
            case "order.place" -> UsdmWords.order(place(params), params.text("newOrderRespType", "ACK"));
            case "algoOrder.place", "algoOrder.cancel", "algoOrder.status", "algoOrders.open",
                "algoOrders.cancelAll" -> conditionals.result(method, params);
            case "order.test" -> {
                ticket(params);
                yield "{}";
            }
            case "order.modify" -> modify(params);
            case "order.cancel" -> cancel(params);
            case "openOrders.cancelAll" -> {
                cancelAll(symbol(params));
                yield "{\"code\":200,\"msg\":\"The operation of cancel all open order is done.\"}";
            }
            case "order.status" -> UsdmWords.order(working(params, -2013), "RESULT");
            case "openOrder.status" -> {
                final Order order = working(params, -2013);
                if (!order.state().isOpen()) {
                    throw unknown(-2013);
                }
                yield UsdmWords.order(order, "RESULT");
            }
            case "openOrders.status" -> orders(exchange.open(params.has("symbol") ? symbol(params) : null).stream()
                .filter(order -> !UsdmConditionals.isHere(order)));
            case "allOrders" -> {
                final long from = params.number("orderId", 0);
                final long startMs = params.number("startTime", 0);
                yield orders(exchange.orders(symbol(params)).stream().filter(order -> order.id() >= from
                    && order.createdMs() >= startMs && !UsdmConditionals.isHere(order)));
            }
            case "userTrades" -> trades(params);
            case "countdownCancelAll" -> countdown(params);
            case "userDataStream.start" -> "{\"listenKey\":\"" + listenKeys.create() + "\"}";
            case "userDataStream.ping", "userDataStream.stop" -> listenKey(method, params);
            default -> told(method, params);
        };
    }

    private String told(final String method, final Params params) throws VenueError {
        return switch (method) {
            case "ping" -> "{}";
            case "time" -> "{\"serverTime\":" + nowMs() + '}';
            case "exchangeInfo" -> listing;
            case "ticker.price", "ticker.book", "ticker.24hr", "premiumIndex" -> tickers(method, params);
            case "v2/account.balance" -> JsonText.array(exchange.balances().values().stream().map(balance ->
                UsdmWords.balance(exchange, balance, nowMs())).toList());
            case "v2/account.status" -> UsdmWords.account(exchange, nowMs());
            case "v2/account.position" -> JsonText.array(exchange.positions().stream().filter(position ->
                (position.quantity().signum() != 0) && (!params.has("symbol")
                || params.text("symbol").equals(position.symbol()))).map(position -> UsdmWords.risk(exchange, position,
                nowMs())).toList());
            case "rateLimits.orders" -> limits.json(true, nowMs());
            case "leverage" -> JsonText.object().number("leverage", exchange.terms().leverage())
                .text("maxNotionalValue", "1000000000").text("symbol", symbol(params)).toString();
            case "positionSide" -> "{\"dualSidePosition\":false}";
            case "multiAssetsMargin" -> "{\"multiAssetsMargin\":false}";
            case "leverageBracket" -> JsonText.array(exchange.symbols().stream().map(symbol -> JsonText.object()
                .text("symbol", symbol.name()).raw("brackets", "[{\"bracket\":1,\"initialLeverage\":125,"
                + "\"notionalCap\":1000000000,\"notionalFloor\":0,\"maintMarginRatio\":0.004,\"cum\":0}]").toString())
                .toList());
            case "symbolConfig" -> JsonText.array(exchange.symbols().stream().map(symbol -> JsonText.object()
                .text("symbol", symbol.name()).text("marginType", "CROSSED").bool("isAutoAddMargin", false)
                .number("leverage", exchange.terms().leverage()).text("maxNotionalValue", "1000000000").toString())
                .toList());
            case "margin.pairs" -> "[]";
            case "capital.config.getall" -> SpotDesk.coins(exchange);
            case "commissionRate" -> JsonText.object().text("symbol", symbol(params))
                .text("makerCommissionRate", UsdmWords.decimal(exchange.terms().makerBps().movePointLeft(4)))
                .text("takerCommissionRate", UsdmWords.decimal(exchange.terms().takerBps().movePointLeft(4)))
                .toString();
            default -> "{\"code\":200,\"msg\":\"success\"}";
        };
    }

    private String tickers(final String method, final Params params) throws VenueError {
        final Stream<String> names = params.has("symbol") ? Stream.of(symbol(params))
            : exchange.symbols().stream().map(TradedSymbol::name);
        final List<String> rows = names.map(name -> switch (method) {
            case "ticker.price" -> SpotWords.priceTicker(exchange, name);
            case "ticker.book" -> SpotWords.bookTicker(exchange, name);
            case "ticker.24hr" -> SpotWords.dayTicker(exchange, name, nowMs());
            default -> premium(name);
        }).toList();
        return params.has("symbol") ? rows.get(0) : JsonText.array(rows);
    }

    private String premium(final String symbol) {
        final BigDecimal last = exchange.lastPrice(symbol);
        final String mark = UsdmWords.decimal(last == null ? BigDecimal.ZERO : last);
        return JsonText.object().text("symbol", symbol).text("markPrice", mark).text("indexPrice", mark)
            .text("estimatedSettlePrice", mark).text("lastFundingRate", "0").text("interestRate", "0")
            .number("nextFundingTime", 0).number("time", nowMs()).toString();
    }

    private Ticket ticket(final Params params) throws VenueError {
        final String type = params.needed("type");
        if (type.startsWith("STOP") || type.startsWith("TAKE_PROFIT") || type.startsWith("TRAILING")) {
            throw new VenueError(400, -4120, "Order type not supported for this endpoint. Please use the Algo Order"
                + " API endpoints instead.");
        }
        if (!type.equals("LIMIT") && !type.equals("MARKET")) {
            throw new VenueError(400, -1116, "Invalid orderType.");
        }
        if (!params.text("positionSide", "BOTH").equals("BOTH")) {
            throw new VenueError(400, -4061, "Order's position side does not match user's setting.");
        }
        final boolean limit = type.equals("LIMIT");
        final String timeInForce = limit ? params.needed("timeInForce") : "GTC";
        final long goodTillMs = timeInForce.equals("GTD") ? goodTillMs(params) : 0;
        final Ticket.Force force = !limit ? Ticket.Force.MARKET : goodTillMs > 0 ? Ticket.Force.GTC
            : force(timeInForce, "GTX");
        return ticket(params, force, limit ? needed(params, "price") : null, null, false, Map.of("type", type,
            "timeInForce", timeInForce, GOOD_TILL, Long.toString(goodTillMs)));
    }

    /** In whole seconds, more than ten minutes from now. */
    private long goodTillMs(final Params params) throws VenueError {
        params.needed(GOOD_TILL);
        final long untilMs = params.number(GOOD_TILL, 0) / 1_000 * 1_000;
        if (untilMs <= nowMs() + LEAST_GOOD_TILL_MS) {
            throw new VenueError(400, -1130, "Data sent for parameter 'goodTillDate' is not valid.");
        }
        return untilMs;
    }

    private Order place(final Params params) throws VenueError, OrderRefused {
        final Order order = exchange.place(ticket(params));
        final long untilMs = Long.parseLong(order.words().get(GOOD_TILL));
        if (untilMs > 0) {
            watch(order, untilMs);
        }
        return order;
    }

    /** Ends an order at its time, by the venue's clock, which tests put forward. */
    private void watch(final Order order, final long untilMs) {
        loop.schedule(() -> {
            if (order.state().isOpen() && nowMs() >= untilMs) {
                exchange.expire(order);
            } else if (order.state().isOpen()) {
                watch(order, untilMs);
            }
            return null;
        }, Math.max(1, Math.min(MOST_WAIT_MS, untilMs - nowMs())), TimeUnit.MILLISECONDS);
    }

    /** The order that a request names, unless it waits for its trigger, or has ended before. */
    private Order working(final Params params, final int unknown) throws VenueError {
        final Order order = order(params, unknown);
        if (UsdmConditionals.isHere(order)) {
            throw unknown(unknown);
        }
        return order;
    }

    /** What would leave nothing, or must not trade and would, ends the order instead. */
    private String modify(final Params params) throws VenueError, OrderRefused {
        final Order order = working(params, -2013);
        final BigDecimal quantity = needed(params, "quantity");
        final BigDecimal price = needed(params, "price");
        if (isBuy(params) != order.isBuy()) {
            throw new VenueError(400, -4400, "Side of the order cannot be changed.");
        }
        if (order.state().isOpen() && quantity.compareTo(order.filled()) <= 0) {
            exchange.cancel(order);
        } else if (quantity.compareTo(order.quantity()) == 0 && price.compareTo(order.price()) == 0) {
            throw new VenueError(400, -5027, "No need to modify the order.");
        } else {
            try {
                exchange.amend(order, price, quantity);
            } catch (final OrderRefused ex) {
                if (ex.code() != RejectCode.WOULD_CROSS) {
                    throw ex;
                }
                exchange.cancel(order);
            }
        }
        return UsdmWords.order(order, "RESULT");
    }

    private String cancel(final Params params) throws VenueError {
        final Order order = working(params, -2011);
        try {
            exchange.cancel(order);
        } catch (final OrderRefused ex) {
            throw unknown(-2011);
        }
        return UsdmWords.order(order, "RESULT");
    }

    private void cancelAll(final String symbol) throws OrderRefused {
        for (final Order order : exchange.open(symbol)) {
            if (!UsdmConditionals.isHere(order)) {
                exchange.cancel(order);
            }
        }
    }

    /** The dead-man's handle: all orders of the symbol go unless it is set again in time. */
    private String countdown(final Params params) throws VenueError {
        final String symbol = symbol(params);
        params.needed("countdownTime");
        final long milliseconds = params.number("countdownTime", 0);
        final Future<?> before = countdowns.remove(symbol);
        if (before != null) {
            before.cancel(false);
        }
        if (milliseconds > 0) {
            countdowns.put(symbol, loop.schedule(() -> {
                cancelAll(symbol);
                return null;
            }, milliseconds, TimeUnit.MILLISECONDS));
        }
        return JsonText.object().text("symbol", symbol).text("countdownTime", Long.toString(milliseconds)).toString();
    }

    private static String orders(final Stream<Order> orders) {
        return JsonText.array(orders.map(order -> UsdmWords.order(order, "RESULT")).toList());
    }

    private String trades(final Params params) throws VenueError {
        final long from = params.number("fromId", 0);
        final long order = params.number("orderId", 0);
        final long startMs = params.number("startTime", 0);
        final List<Fill> all = new ArrayList<>(exchange.fills(symbol(params)).stream().filter(fill -> fill.id() >= from
            && (order == 0 || fill.orderId() == order) && fill.timeMs() >= startMs).toList());
        final int rows = (int) Math.max(1, Math.min(1_000, params.number("limit", 500)));
        final int begin = params.has("fromId") || startMs > 0 ? 0 : Math.max(0, all.size() - rows);
        return JsonText.array(all.subList(begin, Math.min(all.size(), begin + rows)).stream().map(UsdmWords::trade)
            .toList());
    }

    private String listenKey(final String method, final Params params) throws VenueError {
        final List<String> good = listenKeys.good();
        final String key = params.has("listenKey") ? params.text("listenKey") : good.isEmpty() ? "" : good.get(0);
        if (!(method.endsWith("ping") ? listenKeys.extend(key) : listenKeys.close(key))) {
            throw new VenueError(400, -1125, "This listenKey does not exist.");
        }
        return method.endsWith("ping") ? "{\"listenKey\":\"" + key + "\"}" : "{}";
    }

    @Override
    VenueError error(final RejectCode code, final String detail) {
        return switch (code) {
            case WOULD_TRIGGER -> new VenueError(400, -2021, "Order would immediately trigger.");
            case UNKNOWN_INSTRUMENT -> new VenueError(400, -1121, "Invalid symbol.");
            case OFF_TICK -> new VenueError(400, -4014, "Price not increased by tick size.");
            case OFF_LOT -> new VenueError(400, -4023, "Qty not increased by step size.");
            case QUANTITY_LIMIT -> new VenueError(400, -4005, "Quantity greater than max quantity, or too small.");
            case BELOW_MINIMUM_NOTIONAL -> new VenueError(400, -4164,
                "Order's notional must be no smaller than the minimum (unless you choose reduce only).");
            case RATE_LIMIT -> new VenueError(400, -2025, "Reach max open order limit.");
            case WOULD_CROSS -> new VenueError(400, -5022, "Due to the order could not be executed as maker, the Post"
                + " Only order will be rejected.");
            case DUPLICATE_ORDER -> new VenueError(400, -4116, "ClientOrderId is duplicated.");
            case INSUFFICIENT_BALANCE -> new VenueError(400, -2019, "Margin is insufficient.");
            case REDUCE_ONLY -> new VenueError(400, -2022, "ReduceOnly Order is rejected.");
            case UNKNOWN_ORDER -> unknown(-2011);
            default -> new VenueError(400, -2010, "Order refused: " + detail);
        };
    }

    @Override
    VenueError usualRejection() {
        return new VenueError(400, -2019, "Margin is insufficient.");
    }

    @Override
    VenueError unknownOutcome() {
        return new VenueError(503, -1000, "Unknown error, please check your request or try again later.");
    }

    @Override
    VenueError closed() {
        return new VenueError(503, -1000, "Service Unavailable.");
    }

    @Override
    void onChange(final Order order, final Change change, final Fill fill) {
        if (!UsdmConditionals.isHere(order) && change != Change.TRIGGERED) {
            feed.report(UsdmWords.report(order, change, fill, nowMs()));
        }
        conditionals.onChange(order, change);
        if (fill != null) {
            feed.tell(UsdmWords.accountEvent(exchange, fill, nowMs()));
        }
    }
}
