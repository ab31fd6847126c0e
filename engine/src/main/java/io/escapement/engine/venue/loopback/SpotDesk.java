package io.escapement.engine.venue.loopback;

import io.escapement.codecs.sbe.RejectCode;
import io.escapement.engine.venue.loopback.exchange.Change;
import io.escapement.engine.venue.loopback.exchange.Exchange;
import io.escapement.engine.venue.loopback.exchange.Fill;
import io.escapement.engine.venue.loopback.exchange.Order;
import io.escapement.engine.venue.loopback.exchange.OrderRefused;
import io.escapement.engine.venue.loopback.exchange.Product;
import io.escapement.engine.venue.loopback.exchange.Ticket;
import io.escapement.engine.venue.loopback.exchange.TradedSymbol;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Binance spot's order entry: REST under {@code /api/v3}, and the WebSocket API with the account's events. */
final class SpotDesk extends BinanceDesk {
    private static final int DEFAULT_ROWS = 500;
    private static final int MOST_ROWS = 1_000;

    /** By the WebSocket API's names; those of REST that it lacks are there too. */
    private static final Map<String, Method> METHODS = Map.ofEntries(
        Map.entry("ping", Method.open(1)), Map.entry("time", Method.open(1)), Map.entry("ticker.price", Method.open(2)),
        Map.entry("ticker.book", Method.open(2)), Map.entry("ticker.24hr", Method.open(2)),
        Map.entry("exchangeInfo", Method.open(20)), Map.entry("exchangeInfo.others", Method.open(1)),
        Map.entry("margin.pairs", Method.open(1)),
        Map.entry("order.place", Method.change(1, true)), Map.entry("order.test", Method.read(1)),
        Map.entry("order.cancel", Method.change(0, true)), Map.entry("openOrders.cancelAll", Method.change(0, true)),
        Map.entry("order.cancelReplace", Method.change(1, true)),
        Map.entry("order.amend.keepPriority", Method.change(0, false)),
        Map.entry("order.status", Method.read(4)), Map.entry("openOrders.status", Method.read(6)),
        Map.entry("allOrders", Method.read(20)), Map.entry("myTrades", Method.read(20)),
        Map.entry("account.status", Method.read(20)), Map.entry("account.rateLimits.orders", Method.read(40)),
        Map.entry("account.commission", Method.read(20)), Map.entry("capital.config.getall", Method.read(10)));

    private static final Map<String, String> PATHS = Map.ofEntries(
        Map.entry("GET /api/v3/ping", "ping"), Map.entry("GET /api/v3/time", "time"),
        Map.entry("GET /api/v3/exchangeInfo", "exchangeInfo"), Map.entry("GET /api/v3/ticker/price", "ticker.price"),
        Map.entry("GET /api/v3/ticker/bookTicker", "ticker.book"), Map.entry("GET /api/v3/ticker/24hr", "ticker.24hr"),
        Map.entry("POST /api/v3/order", "order.place"), Map.entry("POST /api/v3/order/test", "order.test"),
        Map.entry("DELETE /api/v3/order", "order.cancel"),
        Map.entry("DELETE /api/v3/openOrders", "openOrders.cancelAll"),
        Map.entry("POST /api/v3/order/cancelReplace", "order.cancelReplace"),
        Map.entry("PUT /api/v3/order/amend/keepPriority", "order.amend.keepPriority"),
        Map.entry("GET /api/v3/order", "order.status"), Map.entry("GET /api/v3/openOrders", "openOrders.status"),
        Map.entry("GET /api/v3/allOrders", "allOrders"), Map.entry("GET /api/v3/myTrades", "myTrades"),
        Map.entry("GET /api/v3/account", "account.status"),
        Map.entry("GET /api/v3/rateLimit/order", "account.rateLimits.orders"),
        Map.entry("GET /api/v3/account/commission", "account.commission"),
        Map.entry("GET /fapi/v1/exchangeInfo", "exchangeInfo.others"),
        Map.entry("GET /dapi/v1/exchangeInfo", "exchangeInfo.others"),
        Map.entry("GET /sapi/v1/margin/allPairs", "margin.pairs"),
        Map.entry("GET /sapi/v1/margin/isolated/allPairs", "margin.pairs"),
        Map.entry("GET /sapi/v1/capital/config/getall", "capital.config.getall"));

    /** Other markets of Binance are other servers: here they have no symbols. */
    private static final String NOTHING_LISTED =
        "{\"timezone\":\"UTC\",\"serverTime\":0,\"rateLimits\":[],\"exchangeFilters\":[],\"symbols\":[]}";

    private final String listing;
    private final PrivateFeed<String> feed;
    /** Client ids of cancels on their way, by the order's number. */
    private final Map<Long, String> cancelIds = new TreeMap<>();
    private String formerId = "";
    private long lastExecutionId;

    SpotDesk(final Serve serve, final VenueSource source, final Faults faults, final EventLoop loop) {
        super(Product.SPOT, serve, source.exchangeInfo(), source, faults, loop);
        this.feed = new PrivateFeed<>(faults, loop);
        final int orders = serve.trading().ordersPerTenSeconds();
        this.listing = orders == 0 ? source.exchangeInfo() : source.exchangeInfo().replaceFirst(
            "(\"interval\":\"SECOND\",\"intervalNum\":10,\"limit\":)\\d+", "$1" + orders);
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
        return address.path().equals("/ws-api/v3") ? new BinanceSocket(this) : null;
    }

    @Override
    String result(final String method, final Params params) throws VenueError, OrderRefused {
        return switch (method) {
            case "ping" -> "{}";
            case "time" -> "{\"serverTime\":" + nowMs() + '}';
            case "exchangeInfo" -> exchangeInfo(params);
            case "margin.pairs" -> "[]";
            case "exchangeInfo.others" -> NOTHING_LISTED;
            case "ticker.price" -> tickers(params, symbol -> SpotWords.priceTicker(exchange, symbol));
            case "ticker.book" -> tickers(params, symbol -> SpotWords.bookTicker(exchange, symbol));
            case "ticker.24hr" -> tickers(params, symbol -> SpotWords.dayTicker(exchange, symbol, nowMs()));
            case "order.place" -> place(params);
            case "order.test" -> test(params);
            case "order.cancel" -> cancel(params);
            case "openOrders.cancelAll" -> cancelAll(symbol(params));
            case "order.cancelReplace" -> cancelReplace(params);
            case "order.amend.keepPriority" -> amend(params);
            case "order.status" -> SpotWords.order(order(params, -2013));
            case "openOrders.status" -> orders(exchange.open(params.has("symbol") ? symbol(params) : null).stream());
            case "allOrders" -> allOrders(params);
            case "myTrades" -> myTrades(params);
            case "account.status" -> SpotWords.account(exchange, params.text("omitZeroBalances").equals("true"),
                nowMs());
            case "account.rateLimits.orders" -> limits.json(true, nowMs());
            case "account.commission" -> commission(symbol(params));
            default -> coins(exchange);
        };
    }

    private String exchangeInfo(final Params params) throws VenueError {
        final List<String> wanted = params.has("symbol") ? List.of(params.text("symbol"))
            : params.has("symbols") ? JsonTree.parse(params.text("symbols")).items().stream().map(JsonTree::text)
            .toList() : List.of();
        final String body = ExchangeInfo.only(listing, new java.util.TreeSet<>(wanted));
        if (body == null) {
            throw new VenueError(400, -1121, "Invalid symbol.");
        }
        return body;
    }

    /** One, or all in a list where none is named. */
    private String tickers(final Params params, final Function<String, String> ticker) throws VenueError {
        if (params.has("symbol")) {
            return ticker.apply(symbol(params));
        }
        final Stream<String> names = params.has("symbols")
            ? JsonTree.parse(params.text("symbols")).items().stream().map(JsonTree::text)
            : exchange.symbols().stream().map(TradedSymbol::name);
        return JsonText.array(names.filter(name -> exchange.symbol(name) != null).map(ticker).toList());
    }

    private Ticket ticket(final Params params) throws VenueError {
        final String type = params.needed("type");
        final boolean buy = isBuy(params);
        final boolean limit = type.equals("LIMIT") || type.endsWith("_LIMIT");
        final boolean stop = type.startsWith("STOP_LOSS");
        final boolean triggered = stop || type.startsWith("TAKE_PROFIT");
        if (!limit && !triggered && !type.equals("MARKET") && !type.equals("LIMIT_MAKER")) {
            throw new VenueError(400, -1116, "Invalid orderType.");
        }
        final String timeInForce = limit ? params.needed("timeInForce") : "GTC";
        final Ticket.Force force = type.equals("LIMIT_MAKER") ? Ticket.Force.POST_ONLY
            : limit ? force(timeInForce, null) : Ticket.Force.MARKET;
        return ticket(params, force, force == Ticket.Force.MARKET ? null : needed(params, "price"),
            triggered ? needed(params, "stopPrice") : null, stop == buy,
            Map.of("type", type, "timeInForce", timeInForce));
    }

    private String place(final Params params) throws VenueError, OrderRefused {
        final Ticket ticket = ticket(params);
        final String type = params.text("type");
        return SpotWords.placed(exchange.place(ticket), params.text("newOrderRespType",
            type.equals("LIMIT") || type.equals("MARKET") ? "FULL" : "ACK"));
    }

    private String test(final Params params) throws VenueError {
        ticket(params);
        return "{}";
    }

    private String cancel(final Params params) throws VenueError, OrderRefused {
        final Order order = order(params, -2011);
        final String only = params.text("cancelRestrictions");
        if (only.equals("ONLY_NEW") && order.state() != Order.State.NEW
            || only.equals("ONLY_PARTIALLY_FILLED") && order.state() != Order.State.PARTIALLY_FILLED) {
            throw new VenueError(400, -2011, "Order was not canceled due to cancel restrictions.");
        }
        return cancel(order, params.text("newClientOrderId"));
    }

    private String cancel(final Order order, final String name) throws VenueError, OrderRefused {
        final String cancelId = clientId(name);
        cancelIds.put(order.id(), cancelId);
        try {
            exchange.cancel(order);
        } catch (final OrderRefused ex) {
            throw unknown(-2011);
        } finally {
            cancelIds.remove(order.id());
        }
        return SpotWords.cancelled(order, cancelId);
    }

    private String cancelAll(final String symbol) throws VenueError, OrderRefused {
        final List<Order> open = exchange.open(symbol);
        if (open.isEmpty()) {
            throw unknown(-2011);
        }
        final List<String> cancelled = new ArrayList<>();
        for (final Order order : open) {
            cancelled.add(cancel(order, ""));
        }
        return JsonText.array(cancelled);
    }

    private String cancelReplace(final Params params) throws VenueError {
        final Ticket ticket = ticket(params);
        final boolean goesOn = params.needed("cancelReplaceMode").equals("ALLOW_FAILURE");
        final Order old = params.has("cancelOrderId") ? exchange.order(params.number("cancelOrderId", 0))
            : exchange.named(params.text("cancelOrigClientOrderId"));
        String cancelled;
        boolean isCancelled = false;
        try {
            if (old == null || !old.symbol().equals(ticket.symbol())) {
                throw unknown(-2011);
            }
            cancelled = cancel(old, params.text("cancelNewClientOrderId"));
            isCancelled = true;
        } catch (final VenueError ex) {
            cancelled = ex.json();
        } catch (final OrderRefused ex) {
            cancelled = error(ex.code(), ex.getMessage()).json();
        }
        String placed = "null";
        boolean isPlaced = false;
        if (isCancelled || goesOn) {
            try {
                placed = SpotWords.placed(exchange.place(ticket), params.text("newOrderRespType", "FULL"));
                isPlaced = true;
            } catch (final OrderRefused ex) {
                placed = error(ex.code(), ex.getMessage()).json();
            }
        }
        final JsonText out = JsonText.object().text("cancelResult", isCancelled ? "SUCCESS" : "FAILURE")
            .text("newOrderResult", isPlaced ? "SUCCESS" : isCancelled || goesOn ? "FAILURE" : "NOT_ATTEMPTED")
            .raw("cancelResponse", cancelled).raw("newOrderResponse", placed);
        if (isCancelled && isPlaced) {
            return out.toString();
        }
        throw (isCancelled || isPlaced ? new VenueError(409, -2021, "Order cancel-replace partially failed.")
            : new VenueError(400, -2022, "Order cancel-replace failed.")).with(out.toString());
    }

    private String amend(final Params params) throws VenueError, OrderRefused {
        final Order order = order(params, -2013);
        final BigDecimal quantity = needed(params, "newQty");
        if (!order.state().isOpen()) {
            throw new VenueError(400, -2038, "Order amend (quantity change) rejected: Unknown order sent.");
        }
        if (quantity.compareTo(order.quantity()) >= 0 || quantity.compareTo(order.filled()) <= 0) {
            throw new VenueError(400, -2038,
                "Order amend (quantity change) rejected: The requested action would change no state; rejecting.");
        }
        final String former = order.clientId();
        exchange.rename(order, clientId(params.text("newClientOrderId")));
        formerId = former;
        try {
            exchange.amend(order, null, quantity);
        } finally {
            formerId = "";
        }
        return SpotWords.amended(order, former, lastExecutionId);
    }

    private static int rows(final Params params) throws VenueError {
        return (int) Math.max(1, Math.min(MOST_ROWS, params.number("limit", DEFAULT_ROWS)));
    }

    /** The last ones; from a number on, the first ones. */
    private static <T> List<T> page(final List<T> all, final boolean first, final int rows) {
        final int from = first ? 0 : Math.max(0, all.size() - rows);
        return all.subList(from, Math.min(all.size(), from + rows));
    }

    private String allOrders(final Params params) throws VenueError {
        final long from = params.number("orderId", 0);
        final long startMs = params.number("startTime", 0);
        final long endMs = params.number("endTime", Long.MAX_VALUE);
        return orders(page(exchange.orders(symbol(params)).stream().filter(order -> order.id() >= from
            && order.createdMs() >= startMs && order.createdMs() <= endMs).toList(), from > 0 || startMs > 0,
            rows(params)).stream());
    }

    private static String orders(final Stream<Order> orders) {
        return JsonText.array(orders.map(SpotWords::order).toList());
    }

    private String myTrades(final Params params) throws VenueError {
        final long from = params.number("fromId", 0);
        final long order = params.number("orderId", 0);
        final long startMs = params.number("startTime", 0);
        final long endMs = params.number("endTime", Long.MAX_VALUE);
        return JsonText.array(page(exchange.fills(symbol(params)).stream().filter(fill -> fill.id() >= from
            && (order == 0 || fill.orderId() == order) && fill.timeMs() >= startMs && fill.timeMs() <= endMs).toList(),
            params.has("fromId") || startMs > 0, rows(params)).stream().map(SpotWords::trade).toList());
    }

    private String commission(final String symbol) {
        final String rates = JsonText.object()
            .text("maker", SpotWords.decimal(exchange.terms().makerBps().movePointLeft(4)))
            .text("taker", SpotWords.decimal(exchange.terms().takerBps().movePointLeft(4)))
            .text("buyer", "0.00000000").text("seller", "0.00000000").toString();
        return JsonText.object().text("symbol", symbol).raw("standardCommission", rates).toString();
    }

    /** The account's assets, as Binance lists them for its wallets. */
    static String coins(final Exchange exchange) {
        return JsonText.array(exchange.balances().values().stream().map(balance -> JsonText.object()
            .text("coin", balance.asset()).bool("depositAllEnable", false).bool("withdrawAllEnable", false)
            .text("name", balance.asset()).text("free", SpotWords.decimal(balance.free()))
            .text("locked", SpotWords.decimal(balance.locked())).bool("isLegalMoney", false).bool("trading", true)
            .raw("networkList", "[]").toString()).toList());
    }

    @Override
    VenueError error(final RejectCode code, final String detail) {
        return switch (code) {
            case UNKNOWN_INSTRUMENT -> new VenueError(400, -1121, "Invalid symbol.");
            case OFF_TICK -> new VenueError(400, -1013, "Filter failure: PRICE_FILTER");
            case OFF_LOT, QUANTITY_LIMIT -> new VenueError(400, -1013, "Filter failure: LOT_SIZE");
            case BELOW_MINIMUM_NOTIONAL -> new VenueError(400, -1013, "Filter failure: NOTIONAL");
            case RATE_LIMIT -> new VenueError(400, -1013, "Filter failure: MAX_NUM_ORDERS");
            case NO_BOOK -> new VenueError(400, -1013, "Market is closed.");
            case WOULD_CROSS -> new VenueError(400, -2010, "Order would immediately match and take.");
            case WOULD_TRIGGER -> new VenueError(400, -2010, "Stop price would trigger immediately.");
            case DUPLICATE_ORDER -> new VenueError(400, -2010, "Duplicate order sent.");
            case INSUFFICIENT_BALANCE -> new VenueError(400, -2010,
                "Account has insufficient balance for requested action.");
            case UNKNOWN_ORDER -> unknown(-2011);
            default -> new VenueError(400, -1013, "Order refused: " + detail);
        };
    }

    @Override
    void onChange(final Order order, final Change change, final Fill fill) {
        lastExecutionId++;
        if (change == Change.TRIGGERED) {
            return;
        }
        final String cancelId = cancelIds.get(order.id());
        final boolean isCancel = change == Change.CANCELLED && cancelId != null;
        feed.report(SpotWords.report(order, change, fill, isCancel ? cancelId : order.clientId(),
            isCancel ? order.clientId() : formerId, lastExecutionId, nowMs()));
        final TradedSymbol symbol = exchange.symbol(order.symbol());
        feed.tell(SpotWords.positionEvent(List.of(exchange.balance(symbol.base()), exchange.balance(symbol.quote())),
            nowMs()));
    }
}
