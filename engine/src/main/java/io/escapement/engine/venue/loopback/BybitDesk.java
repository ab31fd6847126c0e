package io.escapement.engine.venue.loopback;

import io.escapement.codecs.sbe.RejectCode;
import io.escapement.engine.venue.loopback.exchange.Change;
import io.escapement.engine.venue.loopback.exchange.Exchange;
import io.escapement.engine.venue.loopback.exchange.Fill;
import io.escapement.engine.venue.loopback.exchange.Order;
import io.escapement.engine.venue.loopback.exchange.OrderRefused;
import io.escapement.engine.venue.loopback.exchange.Product;
import io.escapement.engine.venue.loopback.exchange.ServerClock;
import io.escapement.engine.venue.loopback.exchange.Terms;
import io.escapement.engine.venue.loopback.exchange.Ticket;
import io.escapement.engine.venue.loopback.exchange.TradedSymbol;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bybit v5's order entry, of spot or of linear contracts: REST, the trade connection and the private stream. An
 * answer says no more than that a request has come; what became of it is in the stream.
 */
final class BybitDesk extends OrderDesk {
    /** Something for those who subscribed to its topic. */
    record Push(String topic, String data) {
    }

    private static final String LISTING = "/v5/market/instruments-info?category=";
    private static final int OK = 0;
    private static final int PARAMETERS = 10_001;
    private static final int DENIED = 10_005;
    private static final int MOST_ORDERS = 50;
    private static final int MOST_FILLS = 100;

    private static final Map<String, String> CHANGES = Map.of("POST /v5/order/create", "order.create",
        "POST /v5/order/amend", "order.amend", "POST /v5/order/cancel", "order.cancel", "POST /v5/order/cancel-all",
        "order.cancel-all");
    private static final String STOPS = "StopOrder";
    private static final Pattern CURSOR = Pattern.compile("page_token=([0-9]{1,18})&");
    private static final List<String> OPEN = List.of("GET /v5/market/time", "GET /v5/market/tickers",
        "GET /v5/market/instruments-info");
    private static final List<String> READS = List.of("GET /v5/order/realtime", "GET /v5/order/history",
        "GET /v5/execution/list", "GET /v5/position/list", "GET /v5/account/wallet-balance", "GET /v5/account/info",
        "GET /v5/account/fee-rate", "GET /v5/user/query-api", "GET /v5/asset/coin/query-info",
        "GET /v5/account/query-dcp-info", "POST /v5/order/disconnected-cancel-all", "POST /v5/position/set-leverage",
        "POST /v5/position/switch-mode");

    final OrderFaults faults;
    private final Trading trading;
    private final Exchange exchange;
    private final BybitWords words;
    private final PrivateFeed<Push> feed;
    private final String listing;
    private final Map<String, FixedWindow> used = new HashMap<>();
    private final FixedWindow perAddress = new FixedWindow(5_000);
    private final DisconnectCancel disconnectCancel;
    private long lastLink;
    private boolean isDisconnected;
    private int refused;

    BybitDesk(final Serve serve, final SpokenSource source, final Faults faults, final EventLoop loop) {
        this.trading = serve.trading();
        this.faults = new OrderFaults(faults);
        this.feed = new PrivateFeed<>(faults, loop);
        final String spot = source.replies().find(new QueryStringDecoder(LISTING + "spot"));
        final String linear = source.replies().find(new QueryStringDecoder(LISTING + "linear"));
        final boolean isLinear = linear != null && ("bybit-linear".equals(serve.venue()) || spot == null);
        this.listing = isLinear ? linear : spot;
        if (listing == null) {
            throw new IllegalArgumentException("the recording has no list of instruments, without which there is"
                + " nothing to trade");
        }
        this.exchange = new Exchange(new Terms(isLinear ? Product.LINEAR : Product.SPOT, trading.balances(),
            trading.makerBps(), trading.takerBps(), trading.leverage(), true, true),
            TradedSymbols.bybit(JsonTree.parse(listing), source.symbols()),
            new ServerClock(trading.clockOffsetMs()), this::onChange, () -> faults.happens(FaultKind.PARTIAL_FILL));
        this.words = new BybitWords(exchange);
        this.disconnectCancel = new DisconnectCancel(loop, this::onDisconnected);
    }

    @Override
    Exchange exchange() {
        return exchange;
    }

    PrivateFeed<Push> feed() {
        return feed;
    }

    Trading trading() {
        return trading;
    }

    BybitWords words() {
        return words;
    }

    DisconnectCancel disconnectCancel() {
        return disconnectCancel;
    }

    /** The topic of the timer that cancels what this desk trades. */
    String disconnectTopic() {
        return words.isSpot() ? "dcp.spot" : "dcp.future";
    }

    long nowMs() {
        return exchange.clock().nowMs();
    }

    @Override
    boolean takes(final String what) {
        return CHANGES.containsKey(what) || OPEN.contains(what) || READS.contains(what);
    }

    @Override
    DeskTalk talk(final QueryStringDecoder address) {
        return switch (address.path()) {
            case "/v5/private" -> new BybitSocket(this, false);
            case "/v5/trade" -> new BybitSocket(this, true);
            default -> null;
        };
    }

    // Requests

    @Override
    void answer(final HttpCall call) {
        final String method = CHANGES.get(call.what());
        final Params params = call.method().equals("GET") ? Params.of(call.query(), "") : body(call);
        if (OPEN.contains(call.what())) {
            call.answer(reply(() -> open(call.what(), params)));
            return;
        }
        if (perAddress.add(1, nowMs()) > 600) {
            refused++;
            call.answer(tooFrequent());
            return;
        }
        final String refusal = authorization(call);
        if (refusal != null) {
            call.answer(RestReply.ok(refusal));
            return;
        }
        final String window = method == null ? call.what() : method;
        if (isTooMany(window)) {
            call.answer(limited(RestReply.ok(wrap(10_006, "Too many visits. Exceeded the API Rate Limit.", "{}")),
                window));
            return;
        }
        if (method == null) {
            final RestReply fault = faults.refusal();
            call.answer(fault != null ? fault : limited(reply(() -> read(call.what(), params)), window));
            return;
        }
        faults.perform(request(method, params, window), call);
    }

    private static Params body(final HttpCall call) {
        try {
            return Params.of(JsonTree.parse(call.body().isEmpty() ? "{}" : call.body()));
        } catch (final IllegalArgumentException ex) {
            return Params.of(JsonTree.parse("{}"));
        }
    }

    private OrderFaults.Request<RestReply> request(final String method, final Params params, final String window) {
        return new OrderFaults.Request<>() {
            @Override
            public RestReply carryOut() {
                return limited(reply(() -> change(method, params)), window);
            }

            @Override
            public RestReply unknown() {
                return new RestReply(503, wrap(10_016, "Server error (injected fault)", "{}"), Map.of());
            }

            @Override
            public RestReply tooMany(final boolean banned, final long retryAfterMs) {
                return banned ? tooFrequent() : RestReply.ok(wrap(10_006,
                    "Too many visits. Exceeded the API Rate Limit.", "{}")).with("X-Bapi-Limit-Reset-Timestamp",
                    Long.toString(nowMs() + retryAfterMs));
            }

            @Override
            public RestReply refused(final int code) {
                return method.equals("order.create") ? RestReply.ok(wrap(refusal(code), "refused (injected fault)",
                    "{}")) : null;
            }

            @Override
            public RestReply maintenance() {
                return new RestReply(503, wrap(10_016, "Service is under maintenance", "{}"), Map.of());
            }
        };
    }

    int refusal(final int code) {
        return code != 1 ? code : words.isSpot() ? 170_131 : 110_007;
    }

    private static RestReply tooFrequent() {
        return new RestReply(403, "{\"retCode\":10018,\"retMsg\":\"access too frequent\"}", Map.of());
    }

    /** What is wrong with a request's proof, as an answer; null = nothing. */
    private String authorization(final HttpCall call) {
        final String key = call.header("X-BAPI-API-KEY");
        final String sent = call.header("X-BAPI-TIMESTAMP");
        final String window = call.header("X-BAPI-RECV-WINDOW").isEmpty() ? "5000"
            : call.header("X-BAPI-RECV-WINDOW");
        final ApiKey known = trading.key(key);
        if (known == null) {
            return wrap(10_003, "API key is invalid.", "{}");
        }
        final String time = time(sent, window);
        if (time != null) {
            return time;
        }
        final String payload = sent + key + (call.header("X-BAPI-RECV-WINDOW").isEmpty() ? "" : window)
            + (call.method().equals("GET") ? call.query() : call.body());
        return known.verifies(payload, call.header("X-BAPI-SIGN")) ? null
            : wrap(10_004, "error sign! origin_string[" + payload + "]", "{}");
    }

    /** What is wrong with a request's time; null = nothing. */
    String time(final String sent, final String window) {
        if (!sent.matches("[0-9]{1,15}") || !window.matches("[0-9]{1,6}")) {
            return wrap(PARAMETERS, "params error: timestamp or recvWindow", "{}");
        }
        final long sentMs = Long.parseLong(sent);
        return nowMs() - Long.parseLong(window) <= sentMs && sentMs < nowMs() + 1_000 ? null : wrap(10_002,
            "invalid request, please check your server timestamp or recv_window param. req_timestamp[" + sent
            + "],server_timestamp[" + nowMs() + "],recv_window[" + window + ']', "{}");
    }

    /** Counts a request in its second. */
    boolean isTooMany(final String window) {
        final boolean tooMany = used.computeIfAbsent(window, name -> new FixedWindow(1_000)).add(1, nowMs())
            > most(window);
        refused += tooMany ? 1 : 0;
        return tooMany;
    }

    private int most(final String window) {
        if (!window.startsWith("order.")) {
            return 50;
        }
        return trading.ordersPerTenSeconds() > 0 ? Math.max(1, trading.ordersPerTenSeconds() / 10)
            : words.isSpot() && !window.equals("order.amend") ? 20 : 10;
    }

    private RestReply limited(final RestReply reply, final String window) {
        RestReply signed = reply;
        for (final Map.Entry<String, String> header : limits(window).entrySet()) {
            signed = signed.with(header.getKey(), header.getValue());
        }
        return signed;
    }

    /** The headers that say how much is left. */
    Map<String, String> limits(final String window) {
        final long now = nowMs();
        final FixedWindow count = used.computeIfAbsent(window, name -> new FixedWindow(1_000));
        return Map.of("X-Bapi-Limit", Integer.toString(most(window)), "X-Bapi-Limit-Status",
            Integer.toString(Math.max(0, most(window) - count.count(now))), "X-Bapi-Limit-Reset-Timestamp",
            Long.toString(now + count.leftMs(now)));
    }

    /** What answers a request. */
    interface Doing {
        String result() throws VenueError, OrderRefused;
    }

    private RestReply reply(final Doing doing) {
        try {
            return RestReply.ok(wrap(OK, "OK", doing.result()));
        } catch (final VenueError ex) {
            return RestReply.ok(wrap(code(ex), ex.getMessage(), "{}"));
        } catch (final OrderRefused ex) {
            final VenueError error = words.error(ex.code(), ex.getMessage());
            return RestReply.ok(wrap(error.code(), error.getMessage(), "{}"));
        }
    }

    /** What our reader of parameters finds is one thing to Bybit. */
    static int code(final VenueError error) {
        return error.code() < 0 ? PARAMETERS : error.code();
    }

    String wrap(final int code, final String message, final String result) {
        return JsonText.object().number("retCode", code).text("retMsg", message).raw("result", result)
            .raw("retExtInfo", "{}").number("time", nowMs()).toString();
    }

    // What they do

    /** A request that changes orders, over either way. */
    String change(final String method, final Params params) throws VenueError, OrderRefused {
        if (!params.needed("category").equals(words.category())) {
            throw new VenueError(200, PARAMETERS, "params error: category, this server has " + words.category());
        }
        return switch (method) {
            case "order.create" -> named(exchange.place(ticket(params)));
            case "order.cancel-all" -> cancelAll(params);
            default -> {
                final Order order = words.order(params);
                if (order == null || method.equals("order.cancel") && isApart(order, params)) {
                    throw new OrderRefused(RejectCode.UNKNOWN_ORDER, "");
                }
                if (method.equals("order.cancel")) {
                    exchange.cancel(order);
                } else {
                    exchange.amend(order, params.decimal("price"), params.decimal("qty"));
                }
                yield named(order);
            }
        };
    }

    private String named(final Order order) {
        return JsonText.object().text("orderId", words.id(order.id())).text("orderLinkId", order.clientId())
            .toString();
    }

    private Ticket ticket(final Params params) throws VenueError {
        final boolean market = params.needed("orderType").equals("Market");
        final boolean buy = params.needed("side").equals("Buy");
        final String timeInForce = params.text("timeInForce", market ? "IOC" : "GTC");
        final Ticket.Force force = market ? Ticket.Force.MARKET
            : BinanceDesk.force(timeInForce, "PostOnly");
        params.needed("qty");
        final BigDecimal quantity = params.decimal("qty");
        final boolean ofQuote = words.isSpot() && market && buy && !params.text("marketUnit").equals("baseCoin");
        final BigDecimal trigger = params.decimal("triggerPrice");
        final BigDecimal last = exchange.symbol(params.needed("symbol")) == null ? null
            : exchange.lastPrice(params.text("symbol"));
        final boolean rises = params.has("triggerDirection") ? params.text("triggerDirection").equals("1")
            : trigger != null && last != null && trigger.compareTo(last) > 0;
        final String link = params.text("orderLinkId", "");
        if (!link.matches("[A-Za-z0-9_-]{0,36}")) {
            throw new VenueError(200, PARAMETERS, "params error: orderLinkId");
        }
        return new Ticket(link.isEmpty() ? "loopback-" + ++lastLink : link, params.text("symbol"), buy, force,
            market ? null : BinanceDesk.needed(params, "price"), ofQuote ? null : quantity, ofQuote ? quantity : null,
            trigger, rises, params.text("reduceOnly").equals("true"), Map.of("timeInForce", market ? "IOC"
            : timeInForce));
    }

    /** Spot has what waits for its trigger under a filter of its own; without one the active orders are meant. */
    private boolean isApart(final Order order, final Params params) {
        final boolean waits = order.state() == Order.State.WAITING;
        return words.isSpot() ? waits != params.text("orderFilter").equals(STOPS)
            : params.has("orderFilter") && waits != params.text("orderFilter").equals(STOPS);
    }

    private String cancelAll(final Params params) throws VenueError, OrderRefused {
        if (!words.isSpot() && !params.has("symbol") && !params.has("settleCoin") && !params.has("baseCoin")) {
            throw new VenueError(200, PARAMETERS, "params error: symbol, settleCoin or baseCoin is needed");
        }
        final List<String> cancelled = new ArrayList<>();
        for (final Order order : exchange.open(params.has("symbol") ? params.text("symbol") : null)) {
            if (!isApart(order, params)) {
                exchange.cancel(order);
                cancelled.add(named(order));
            }
        }
        return JsonText.object().raw("list", JsonText.array(cancelled)).text("success", "1").toString();
    }

    // On disconnection

    private void onDisconnected() {
        isDisconnected = true;
        for (final Order order : exchange.open(null)) {
            try {
                exchange.cancel(order);
            } catch (final OrderRefused notOpen) {
                throw new IllegalStateException("an open order could not be cancelled: " + order, notOpen);
            }
        }
        isDisconnected = false;
    }

    private String setDisconnectCancel(final Params params) throws VenueError {
        if (!trading.deadMan()) {
            throw new VenueError(200, DENIED, "Permission denied, DCP is not enabled for this account");
        }
        final long seconds = params.number("timeWindow", 0);
        if (seconds < DisconnectCancel.LEAST_SECONDS || seconds > DisconnectCancel.MOST_SECONDS) {
            throw new VenueError(200, PARAMETERS, "params error: timeWindow");
        }
        if (params.text("product", "OPTIONS").equals(product())) {
            disconnectCancel.set((int) seconds);
        }
        return "{}";
    }

    private String product() {
        return words.isSpot() ? "SPOT" : "DERIVATIVES";
    }

    private String disconnectInfo() {
        return "{\"dcpInfos\":" + (trading.deadMan() ? '[' + JsonText.object().text("product", product())
            .text("dcpStatus", "ON").text("timeWindow", Integer.toString(disconnectCancel.seconds())).toString() + ']'
            : "[]") + '}';
    }

    private String open(final String what, final Params params) throws VenueError {
        if (what.endsWith("time")) {
            return JsonText.object().text("timeSecond", Long.toString(nowMs() / 1_000))
                .text("timeNano", Long.toString(nowMs() * 1_000_000)).toString();
        }
        final String category = params.needed("category");
        if (!category.equals(words.category())) {
            return JsonText.object().text("category", category).raw("list", "[]").text("nextPageCursor", "")
                .toString();
        }
        if (what.endsWith("tickers")) {
            return listed(exchange.symbols().stream().map(TradedSymbol::name).filter(name -> !params.has("symbol")
                || params.text("symbol").equals(name)).map(words::ticker).toList());
        }
        final int begin = listing.indexOf("\"result\":") + "\"result\":".length();
        final List<JsonTree> rows = JsonTree.parse(listing).get("result").get("list").items();
        return params.has("symbol") || rows.isEmpty() ? oneListed(params.text("symbol"))
            : object(listing, begin);
    }

    /** The listing's row of one symbol, with its own digits. */
    private String oneListed(final String symbol) {
        final int at = listing.indexOf("{\"symbol\":\"" + symbol + '"');
        return at < 0 ? listed(List.of()) : listed(List.of(object(listing, at)));
    }

    /** The object that begins here. */
    private static String object(final String text, final int begin) {
        int depth = 0;
        for (int i = begin; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return text.substring(begin, i + 1);
            }
        }
        return "{}";
    }

    @Override
    int refusedForLimits() {
        return refused;
    }

    private String listed(final List<String> rows) {
        return JsonText.object().text("category", words.category()).raw("list", JsonText.array(rows))
            .text("nextPageCursor", "").toString();
    }

    private String read(final String what, final Params params) throws VenueError {
        return switch (what) {
            case "GET /v5/order/realtime" -> page(realtime(params), Order::id, MOST_ORDERS, params, words::order);
            case "GET /v5/order/history" -> page(orders(params).stream().filter(order -> !order.state().isOpen())
                .toList(), Order::id, MOST_ORDERS, params, words::order);
            case "GET /v5/execution/list" -> page(fills(params), Fill::id, MOST_FILLS, params, words::execution);
            case "GET /v5/position/list" -> listed(exchange.positions().stream().filter(position -> !words.isSpot()
                && (!params.has("symbol") || params.text("symbol").equals(position.symbol())))
                .map(position -> words.position(position, false, nowMs())).toList());
            case "GET /v5/account/wallet-balance" -> "{\"list\":[" + words.wallet() + "]}";
            case "GET /v5/account/info" -> JsonText.object().text("marginMode", "REGULAR_MARGIN")
                .text("updatedTime", Long.toString(nowMs())).number("unifiedMarginStatus", 6)
                .text("dcpStatus", trading.deadMan() ? "ON" : "OFF")
                .number("timeWindow", disconnectCancel.seconds()).number("smpGroup", 0).bool("isMasterTrader", false)
                .text("spotHedgingStatus", "OFF").toString();
            case "GET /v5/account/fee-rate" -> feeRates(params);
            case "GET /v5/account/query-dcp-info" -> disconnectInfo();
            case "POST /v5/order/disconnected-cancel-all" -> setDisconnectCancel(params);
            case "GET /v5/asset/coin/query-info" -> "{\"rows\":[]}";
            case "GET /v5/user/query-api" -> JsonText.object().text("id", "1").text("note", "loopback")
                .number("readOnly", 0).number("unified", 0).number("uta", 1).number("userID", 1)
                .raw("permissions", "{\"ContractTrade\":[\"Order\",\"Position\"],\"Spot\":[\"SpotTrade\"]}")
                .toString();
            default -> "{}";
        };
    }

    private String feeRates(final Params params) {
        return "{\"list\":" + JsonText.array(exchange.symbols().stream().filter(symbol -> !params.has("symbol")
            || params.text("symbol").equals(symbol.name())).map(symbol -> JsonText.object()
            .text("symbol", symbol.name())
            .text("takerFeeRate", BybitWords.plain(exchange.terms().takerBps().movePointLeft(4)))
            .text("makerFeeRate", BybitWords.plain(exchange.terms().makerBps().movePointLeft(4))).toString()).toList())
            + '}';
    }

    /** Open orders; those that are named, and those closed lately, where they are asked for. */
    private List<Order> realtime(final Params params) throws VenueError {
        if (!words.isSpot() && !params.has("symbol") && !params.has("settleCoin") && !params.has("baseCoin")) {
            throw new VenueError(200, PARAMETERS, "params error: symbol, settleCoin or baseCoin is needed");
        }
        final boolean closed = params.text("openOnly").equals("1");
        final boolean named = params.has("orderId") || params.has("orderLinkId");
        return orders(params).stream().filter(order -> named || order.state().isOpen() != closed).toList();
    }

    private List<Order> orders(final Params params) {
        if (!params.text("category").equals(words.category())) {
            return List.of();
        }
        if (params.has("orderId") || params.has("orderLinkId")) {
            final Order order = words.order(params);
            return order == null ? List.of() : List.of(order);
        }
        return newestFirst(exchange.orders(params.has("symbol") ? params.text("symbol") : null));
    }

    private List<Fill> fills(final Params params) {
        if (!params.text("category").equals(words.category())) {
            return List.of();
        }
        final Order order = params.has("orderId") || params.has("orderLinkId") ? words.order(params) : null;
        return newestFirst(exchange.fills(params.has("symbol") ? params.text("symbol") : null).stream()
            .filter(fill -> order == null || fill.orderId() == order.id()).toList());
    }

    private static <T> List<T> newestFirst(final List<T> rows) {
        final List<T> turned = new ArrayList<>(rows);
        Collections.reverse(turned);
        return turned;
    }

    /** A cursor names the last row of its page, so that what closes meanwhile moves nothing. */
    private <T> String page(final List<T> newestFirst, final ToLongFunction<T> id, final int most, final Params params,
        final Function<T, String> written) throws VenueError {
        final Matcher cursor = CURSOR.matcher(params.text("cursor"));
        if (params.has("cursor") && !cursor.matches()) {
            throw new VenueError(200, PARAMETERS, "params error: cursor");
        }
        final long before = params.has("cursor") ? Long.parseLong(cursor.group(1)) : Long.MAX_VALUE;
        final List<T> rest = newestFirst.stream().filter(row -> id.applyAsLong(row) < before).toList();
        final int rows = (int) Math.min(rest.size(), Math.max(1, Math.min(most, params.number("limit", 20))));
        return JsonText.object().text("category", words.category())
            .raw("list", JsonText.array(rest.subList(0, rows).stream().map(written).toList()))
            .text("nextPageCursor", rows == rest.size() ? "" : "page_token%3D"
            + id.applyAsLong(rest.get(rows - 1)) + "%26").toString();
    }

    // What is told

    private void onChange(final Order order, final Change change, final Fill fill) {
        if (isDisconnected) {
            words.disconnected(order);
        }
        feed.report(new Push("order", change == Change.TRIGGERED ? words.triggered(order) : words.order(order)));
        if (fill != null) {
            feed.report(new Push("execution", words.execution(fill)));
            if (!words.isSpot()) {
                feed.tell(new Push("position", words.position(exchange.position(order.symbol()), true, nowMs())));
            }
        }
        feed.tell(new Push("wallet", words.wallet()));
    }
}
