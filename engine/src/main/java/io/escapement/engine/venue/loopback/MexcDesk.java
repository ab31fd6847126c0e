package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.loopback.exchange.Balance;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** MEXC's order entry: REST, and the private stream in protobuf under a listen key. */
final class MexcDesk extends OrderDesk {
    /** A binary frame for those who subscribed to its channel. */
    record Push(String channel, byte[] frame) {
    }

    private static final List<String> OPEN = List.of("GET /api/v3/ping", "GET /api/v3/time",
        "GET /api/v3/ticker/price", "GET /api/v3/ticker/bookTicker", "GET /api/v3/ticker/24hr",
        "GET /api/v3/defaultSymbols", "GET /api/v1/contract/detail");
    private static final List<String> READS = List.of("GET /api/v3/order", "GET /api/v3/openOrders",
        "GET /api/v3/allOrders", "GET /api/v3/myTrades", "GET /api/v3/account", "GET /api/v3/tradeFee",
        "GET /api/v3/selfSymbols", "GET /api/v3/capital/config/getall", "POST /api/v3/order/test",
        "POST /api/v3/userDataStream", "GET /api/v3/userDataStream", "PUT /api/v3/userDataStream",
        "DELETE /api/v3/userDataStream");
    private static final List<String> CHANGES = List.of("POST /api/v3/order", "DELETE /api/v3/order",
        "DELETE /api/v3/openOrders", "POST /api/v3/batchOrders");

    private final Trading trading;
    private final OrderFaults faults;
    private final Exchange exchange;
    private final PrivateFeed<Push> feed;
    private final ListenKeys listenKeys;
    private final MexcLimits limits;
    private final Map<String, Balance> told = new HashMap<>();
    private long lastClientId;

    MexcDesk(final Serve serve, final SpokenSource source, final Faults faults, final EventLoop loop) {
        this.trading = serve.trading();
        this.faults = new OrderFaults(faults);
        this.feed = new PrivateFeed<>(faults, loop);
        final String listing = source.replies().find(new QueryStringDecoder("/api/v3/exchangeInfo"));
        if (listing == null) {
            throw new IllegalArgumentException("the recording has no exchangeInfo, without which there is nothing to"
                + " trade");
        }
        this.exchange = new Exchange(new Terms(Product.SPOT, trading.balances(), trading.makerBps(),
            trading.takerBps(), trading.leverage(), false, true),
            TradedSymbols.mexc(JsonTree.parse(listing), source.symbols()), new ServerClock(trading.clockOffsetMs()),
            this::onChange, () -> faults.happens(FaultKind.PARTIAL_FILL));
        this.listenKeys = new ListenKeys(exchange.clock(), true);
        this.limits = new MexcLimits(trading.ordersPerTenSeconds());
    }

    @Override
    Exchange exchange() {
        return exchange;
    }

    PrivateFeed<Push> feed() {
        return feed;
    }

    private long nowMs() {
        return exchange.clock().nowMs();
    }

    @Override
    RestReply refusal(final String what) {
        try {
            limits.count(what, true, false, nowMs());
            return null;
        } catch (final VenueError ex) {
            return ex.reply();
        }
    }

    @Override
    int refusedForLimits() {
        return limits.refused();
    }

    @Override
    boolean takes(final String what) {
        return OPEN.contains(what) || READS.contains(what) || CHANGES.contains(what);
    }

    @Override
    DeskTalk talk(final QueryStringDecoder address) {
        final String key = Speech.parameter(address, "listenKey");
        return address.path().equals("/ws") && !key.isEmpty() ? new MexcSocket(this, listenKeys.isGood(key)) : null;
    }

    @Override
    void answer(final HttpCall call) {
        final Params params = Params.of(call.query(), call.body());
        try {
            final boolean open = OPEN.contains(call.what());
            limits.count(call.what(), open, CHANGES.contains(call.what()), nowMs());
            if (!open) {
                authorize(call.header("X-MEXC-APIKEY"), params);
            }
        } catch (final VenueError ex) {
            call.answer(ex.reply());
            return;
        }
        if (!CHANGES.contains(call.what())) {
            final RestReply fault = faults.refusal();
            call.answer(fault == null ? reply(call.what(), params) : fault);
            return;
        }
        faults.perform(new OrderFaults.Request<RestReply>() {
            @Override
            public RestReply carryOut() {
                return reply(call.what(), params);
            }

            @Override
            public RestReply unknown() {
                return new VenueError(503, 503, "Service unavailable (injected fault)").reply();
            }

            @Override
            public RestReply tooMany(final boolean banned, final long retryAfterMs) {
                return (banned ? MexcLimits.banned(retryAfterMs) : MexcLimits.tooMany(retryAfterMs)).reply();
            }

            @Override
            public RestReply refused(final int code) {
                return call.what().equals("POST /api/v3/order") ? new VenueError(400, code == 1 ? 30_004 : code,
                    "Order refused (injected fault)").reply() : null;
            }

            @Override
            public RestReply maintenance() {
                return new VenueError(503, 30_000, "Trading is suspended for maintenance").reply();
            }
        }, call);
    }

    private void authorize(final String keyName, final Params params) throws VenueError {
        final ApiKey key = trading.key(keyName);
        if (key == null) {
            throw new VenueError(400, 10_072, "Api key info invalid");
        }
        if (!params.has("timestamp") || !params.has("signature")) {
            throw new VenueError(400, 700_004, "Mandatory parameter was not sent, was empty/null, or malformed.");
        }
        final long sent = params.number("timestamp", 0);
        final long window = params.number("recvWindow", 5_000);
        if (window > 60_000) {
            throw new VenueError(400, 700_005, "recvWindow must less than 60000");
        }
        if (sent >= nowMs() + 1_000 || nowMs() - sent > window) {
            throw new VenueError(400, 700_003, "Timestamp for this request is outside of the recvWindow.");
        }
        if (!key.verifies(params.payload(), params.text("signature"))) {
            throw new VenueError(400, 700_002, "Signature for this request is not valid.");
        }
    }

    private RestReply reply(final String what, final Params params) {
        try {
            return RestReply.ok(OPEN.contains(what) ? open(what, params) : result(what, params));
        } catch (final VenueError ex) {
            return ex.reply();
        } catch (final OrderRefused ex) {
            return MexcWords.error(ex.code(), ex.getMessage()).reply();
        }
    }

    private String open(final String what, final Params params) throws VenueError {
        return switch (what) {
            case "GET /api/v3/ping" -> "{}";
            case "GET /api/v3/time" -> "{\"serverTime\":" + nowMs() + '}';
            case "GET /api/v3/defaultSymbols" -> symbols();
            case "GET /api/v1/contract/detail" -> "{\"success\":true,\"code\":0,\"data\":[]}";
            default -> {
                final Stream<String> names = params.has("symbol") ? Stream.of(symbol(params))
                    : exchange.symbols().stream().map(TradedSymbol::name);
                final List<String> rows = names.map(name -> what.endsWith("price")
                    ? SpotWords.priceTicker(exchange, name) : what.endsWith("bookTicker")
                    ? SpotWords.bookTicker(exchange, name) : SpotWords.dayTicker(exchange, name, nowMs())).toList();
                yield params.has("symbol") ? rows.get(0) : JsonText.array(rows);
            }
        };
    }

    private String symbols() {
        return "{\"code\":0,\"data\":" + JsonText.array(exchange.symbols().stream().map(symbol ->
            JsonTree.quoted(symbol.name())).toList()) + ",\"msg\":null}";
    }

    private String symbol(final Params params) throws VenueError {
        final String symbol = params.needed("symbol");
        if (exchange.symbol(symbol) == null) {
            throw new VenueError(400, -1121, "Invalid symbol.");
        }
        return symbol;
    }

    private String result(final String what, final Params params) throws VenueError, OrderRefused {
        return switch (what) {
            case "POST /api/v3/order" -> MexcWords.placed(exchange.place(ticket(params)));
            case "POST /api/v3/order/test" -> {
                ticket(params);
                yield "{}";
            }
            case "POST /api/v3/batchOrders" -> batch(params);
            case "DELETE /api/v3/order" -> cancel(order(params, -2011));
            case "DELETE /api/v3/openOrders" -> cancelAll(params);
            case "GET /api/v3/order" -> {
                final Order order = order(params, -2013);
                yield MexcWords.order(order, MexcWords.status(order));
            }
            case "GET /api/v3/openOrders" -> orders(exchange.open(params.has("symbol") ? symbol(params) : null));
            case "GET /api/v3/allOrders" -> orders(exchange.orders(symbol(params)).stream().filter(order ->
                order.createdMs() >= longOf(params, "startTime", 0)).toList());
            case "GET /api/v3/myTrades" -> trades(params);
            case "GET /api/v3/account" -> MexcWords.account(exchange);
            case "GET /api/v3/selfSymbols" -> symbols();
            case "GET /api/v3/tradeFee" -> JsonText.object().raw("data", JsonText.object()
                .text("makerCommission", MexcWords.plain(exchange.terms().makerBps().movePointLeft(4)))
                .text("takerCommission", MexcWords.plain(exchange.terms().takerBps().movePointLeft(4))).toString())
                .number("code", 0).text("msg", "success").number("timestamp", nowMs()).toString();
            case "GET /api/v3/capital/config/getall" -> JsonText.array(exchange.balances().keySet().stream()
                .map(asset -> JsonText.object().text("coin", asset).text("name", asset).raw("networkList", "[]")
                .toString()).toList());
            default -> listenKey(what, params);
        };
    }

    private static long longOf(final Params params, final String name, final long otherwise) {
        return params.text(name).matches("[0-9]{1,18}") ? Long.parseLong(params.text(name)) : otherwise;
    }

    private String listenKey(final String what, final Params params) throws VenueError {
        if (what.startsWith("POST")) {
            return "{\"listenKey\":\"" + listenKeys.create() + "\"}";
        }
        if (what.startsWith("GET")) {
            return "{\"listenKey\":" + JsonText.array(listenKeys.good().stream().map(JsonTree::quoted).toList()) + '}';
        }
        final String key = params.needed("listenKey");
        if (!(what.startsWith("PUT") ? listenKeys.extend(key) : listenKeys.close(key))) {
            throw new VenueError(400, 10_098, "listen key does not exist");
        }
        return "{\"listenKey\":\"" + key + "\"}";
    }

    private Ticket ticket(final Params params) throws VenueError {
        final String type = params.needed("type");
        final Ticket.Force force = switch (type) {
            case "LIMIT" -> Ticket.Force.GTC;
            case "LIMIT_MAKER" -> Ticket.Force.POST_ONLY;
            case "IMMEDIATE_OR_CANCEL" -> Ticket.Force.IOC;
            case "FILL_OR_KILL" -> Ticket.Force.FOK;
            case "MARKET" -> Ticket.Force.MARKET;
            default -> throw new VenueError(400, 30_041, "current order type can not place order");
        };
        final boolean market = force == Ticket.Force.MARKET;
        final BigDecimal quantity = params.decimal("quantity");
        final BigDecimal quote = market ? params.decimal("quoteOrderQty") : null;
        if (quantity == null && quote == null) {
            throw new VenueError(400, 700_004, "Param 'quantity' or 'quoteOrderQty' must be sent, but both were"
                + " empty/null!");
        }
        final String asked = params.text("newClientOrderId");
        if (!asked.matches("[A-Za-z0-9_-]{0,32}")) {
            throw new VenueError(400, 700_008, "Illegal characters found in parameter 'newClientOrderId'");
        }
        return new Ticket(asked.isEmpty() ? "loopback-" + ++lastClientId : asked, symbol(params),
            BinanceDesk.isBuy(params), force, market ? null : BinanceDesk.needed(params, "price"), quantity, quote,
            null, false, false, Map.of("type", type));
    }

    /** Each for itself. */
    private String batch(final Params params) throws VenueError {
        final List<String> results = new ArrayList<>();
        for (final JsonTree row : JsonTree.parse(params.needed("batchOrders")).items()) {
            final Params one = Params.of(row);
            try {
                results.add(MexcWords.placed(exchange.place(ticket(one))));
            } catch (final VenueError ex) {
                results.add(failed(one, ex));
            } catch (final OrderRefused ex) {
                results.add(failed(one, MexcWords.error(ex.code(), ex.getMessage())));
            }
        }
        return JsonText.array(results);
    }

    private static String failed(final Params order, final VenueError error) {
        return JsonText.object().text("newClientOrderId", order.text("newClientOrderId"))
            .text("msg", error.getMessage()).number("code", error.code()).toString();
    }

    private Order order(final Params params, final int unknown) throws VenueError {
        symbol(params);
        final Order order = params.has("orderId") ? exchange.order(MexcWords.number(params.text("orderId")))
            : exchange.named(params.needed("origClientOrderId"));
        if (order == null || !order.symbol().equals(params.text("symbol"))) {
            throw BinanceDesk.unknown(unknown);
        }
        return order;
    }

    /** Tells the state before: that the order is gone is told by the stream, or when asked again. */
    private String cancel(final Order order) throws OrderRefused {
        final String before = MexcWords.status(order);
        exchange.cancel(order);
        return MexcWords.order(order, before);
    }

    private String cancelAll(final Params params) throws VenueError, OrderRefused {
        final List<String> cancelled = new ArrayList<>();
        for (final String symbol : params.needed("symbol").split(",")) {
            for (final Order order : exchange.open(symbol)) {
                cancelled.add(cancel(order));
            }
        }
        return JsonText.array(cancelled);
    }

    private static String orders(final List<Order> orders) {
        return JsonText.array(orders.stream().map(order -> MexcWords.order(order, MexcWords.status(order))).toList());
    }

    private String trades(final Params params) throws VenueError {
        final long order = params.has("orderId") ? MexcWords.number(params.text("orderId")) : 0;
        final long startMs = longOf(params, "startTime", 0);
        final long endMs = longOf(params, "endTime", Long.MAX_VALUE);
        final List<Fill> all = exchange.fills(symbol(params)).stream().filter(fill -> (order == 0
            || fill.orderId() == order) && fill.timeMs() >= startMs && fill.timeMs() <= endMs).toList();
        final int rows = (int) Math.min(100, longOf(params, "limit", 100));
        return JsonText.array(all.subList(Math.max(0, all.size() - rows), all.size()).stream().map(MexcWords::trade)
            .toList());
    }

    private void onChange(final Order order, final Change change, final Fill fill) {
        if (fill != null) {
            feed.report(new Push(MexcWords.DEALS, MexcWords.dealPush(fill, nowMs())));
        }
        feed.report(new Push(MexcWords.ORDERS, MexcWords.orderPush(order, fill, nowMs())));
        final TradedSymbol symbol = exchange.symbol(order.symbol());
        for (final String asset : List.of(symbol.base(), symbol.quote())) {
            final Balance now = exchange.balance(asset);
            final Balance before = told.getOrDefault(asset, new Balance(asset, trading.balances().getOrDefault(asset,
                BigDecimal.ZERO), BigDecimal.ZERO));
            if (!now.equals(before)) {
                told.put(asset, now);
                feed.tell(new Push(MexcWords.ACCOUNT, MexcWords.accountPush(now, before, switch (change) {
                    case TAKEN -> "ENTRUST_PLACE";
                    case FILL -> "ENTRUST";
                    default -> "ENTRUST_CANCEL";
                }, nowMs())));
            }
        }
    }
}
