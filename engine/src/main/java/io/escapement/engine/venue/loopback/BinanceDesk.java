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
import io.netty.channel.EventLoop;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;

/** What the order entry of Binance's markets has in common: keys, clock, allowances, the parts of an order. */
abstract class BinanceDesk extends OrderDesk {
    /** Where a request has to prove whose it is. */
    enum Security { NONE, KEY, SIGNED }

    /**
     * A kind of request.
     *
     * @param weight  that it costs
     * @param orders  that it counts as
     * @param changes whether it changes orders, and so can go wrong
     * @param free    whether it costs no weight where it succeeds
     */
    record Method(Security security, int weight, int orders, boolean changes, boolean free) {
        static Method read(final int weight) {
            return new Method(Security.SIGNED, weight, 0, false, false);
        }

        static Method open(final int weight) {
            return new Method(Security.NONE, weight, 0, false, false);
        }

        static Method change(final int orders, final boolean free) {
            return new Method(Security.SIGNED, 1, orders, true, free);
        }
    }

    private static final Pattern CLIENT_ID = Pattern.compile("[.A-Z:/a-z0-9_-]{1,36}");
    private static final long MOST_RECEIVE_WINDOW_MS = 60_000;
    private static final long MICROS = 100_000_000_000_000L;

    final Trading trading;
    final Exchange exchange;
    final OrderFaults faults;
    final BinanceLimits limits;
    final EventLoop loop;
    private long lastClientId;

    BinanceDesk(final Product product, final Serve serve, final String listing, final VenueSource source,
        final Faults faults, final EventLoop loop) {
        this.trading = serve.trading();
        this.loop = loop;
        this.faults = new OrderFaults(faults);
        final JsonTree list = JsonTree.parse(listing);
        this.limits = new BinanceLimits(list.get("rateLimits"), serve.limits().weightPerMinute(),
            trading.ordersPerTenSeconds());
        this.exchange = new Exchange(new Terms(product, trading.balances(), trading.makerBps(), trading.takerBps(),
            trading.leverage(), false, false), TradedSymbols.binance(list, source.symbols()),
            new ServerClock(trading.clockOffsetMs()), this::onChange, () -> faults.happens(FaultKind.PARTIAL_FILL));
    }

    @Override
    final Exchange exchange() {
        return exchange;
    }

    /** The method of that name, or null. */
    abstract Method method(String name);

    /** Where the account's events go. */
    abstract PrivateFeed<String> feed();

    /** Tells those who listen. */
    abstract void onChange(Order order, Change change, Fill fill);

    /** The venue's word for a refusal. */
    abstract VenueError error(RejectCode code, String detail);

    /** Does what was asked. @return the result, JSON */
    abstract String result(String method, Params params) throws VenueError, OrderRefused;

    final long nowMs() {
        return exchange.clock().nowMs();
    }

    /** @throws VenueError where the request does not prove to be of the account, or not of now */
    final ApiKey authorize(final Security security, final String keyName, final Params params) throws VenueError {
        if (security == Security.NONE) {
            return null;
        }
        if (keyName.isEmpty()) {
            throw new VenueError(401, -2014, "API-key format invalid.");
        }
        final ApiKey key = trading.key(keyName);
        if (key == null) {
            throw new VenueError(401, -2015, "Invalid API-key, IP, or permissions for action.");
        }
        if (security == Security.SIGNED) {
            checkTime(params);
            if (!key.verifies(params.payload(), params.needed("signature"))) {
                throw new VenueError(400, -1022, "Signature for this request is not valid.");
            }
        }
        return key;
    }

    final void checkTime(final Params params) throws VenueError {
        params.needed("timestamp");
        final long sent = params.number("timestamp", 0);
        final long sentMs = sent >= MICROS ? sent / 1_000 : sent;
        final BigDecimal asked = params.decimal("recvWindow");
        final long window = asked == null ? 5_000 : asked.longValue();
        if (window > MOST_RECEIVE_WINDOW_MS) {
            throw new VenueError(400, -1131, "recvWindow must be less than 60000");
        }
        if (sentMs > nowMs() + 1_000) {
            throw new VenueError(400, -1021, "Timestamp for this request was 1000ms ahead of the server's time.");
        }
        if (nowMs() - sentMs > window) {
            throw new VenueError(400, -1021, "Timestamp for this request is outside of the recvWindow.");
        }
    }

    /** The result of a method that has been authorised and counted. */
    final String perform(final String name, final Method method, final Params params) throws VenueError {
        try {
            final String result = result(name, params);
            if (method.free()) {
                limits.giveBack(method.weight(), nowMs());
            }
            return result;
        } catch (final OrderRefused ex) {
            throw error(ex.code(), ex.getMessage());
        }
    }

    final String clientId(final String asked) throws VenueError {
        if (asked.isEmpty()) {
            return "loopback" + Long.toString(nowMs(), 36) + '-' + ++lastClientId;
        }
        if (!CLIENT_ID.matcher(asked).matches()) {
            throw new VenueError(400, -1100, "Illegal characters found in parameter 'newClientOrderId'; legal range is"
                + " '^[\\\\.A-Z\\\\:/a-z0-9_-]{1,36}$'.");
        }
        return asked;
    }

    static boolean isBuy(final Params params) throws VenueError {
        final String side = params.needed("side");
        if (!side.equals("BUY") && !side.equals("SELL")) {
            throw new VenueError(400, -1117, "Invalid side.");
        }
        return side.equals("BUY");
    }

    static Ticket.Force force(final String timeInForce, final String postOnly) throws VenueError {
        return switch (timeInForce) {
            case "GTC" -> Ticket.Force.GTC;
            case "IOC" -> Ticket.Force.IOC;
            case "FOK" -> Ticket.Force.FOK;
            default -> {
                if (timeInForce.equals(postOnly)) {
                    yield Ticket.Force.POST_ONLY;
                }
                throw new VenueError(400, -1115, "Invalid timeInForce.");
            }
        };
    }

    /** The order that a request names. @throws VenueError with that code where there is none */
    final Order order(final Params params, final int unknown) throws VenueError {
        symbol(params);
        if (!params.has("orderId") && !params.has("origClientOrderId")) {
            throw new VenueError(400, -1102,
                "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!");
        }
        final Order order = params.has("orderId") ? exchange.order(params.number("orderId", 0))
            : exchange.named(params.text("origClientOrderId"));
        if (order == null || !order.symbol().equals(params.text("symbol"))
            || params.has("origClientOrderId") && !order.clientId().equals(params.text("origClientOrderId"))) {
            throw unknown(unknown);
        }
        return order;
    }

    static VenueError unknown(final int code) {
        return new VenueError(400, code, code == -2013 ? "Order does not exist." : "Unknown order sent.");
    }

    /** The symbol that a request has to name. */
    final String symbol(final Params params) throws VenueError {
        final String symbol = params.needed("symbol");
        if (exchange.symbol(symbol) == null) {
            throw new VenueError(400, -1121, "Invalid symbol.");
        }
        return symbol;
    }

    final Ticket ticket(final Params params, final Ticket.Force force, final BigDecimal price,
        final BigDecimal trigger, final boolean rises, final Map<String, String> words) throws VenueError {
        final BigDecimal quantity = params.decimal("quantity");
        final BigDecimal quote = params.decimal("quoteOrderQty");
        if (quantity == null && (quote == null || force != Ticket.Force.MARKET)) {
            params.needed("quantity");
        }
        return new Ticket(clientId(params.text("newClientOrderId")), symbol(params), isBuy(params), force, price,
            quantity, quote, trigger, rises, params.text("reduceOnly").equals("true"), words);
    }

    static BigDecimal needed(final Params params, final String name) throws VenueError {
        params.needed(name);
        return params.decimal(name);
    }

    /** Answers over HTTP. @param name of the method */
    final void answer(final HttpCall call, final String name, final Method method) {
        final Params params = Params.of(call.query(), call.body());
        final long startMs = nowMs();
        try {
            limits.count(method.weight(), method.orders(), startMs);
            authorize(method.security(), call.header("X-MBX-APIKEY"), params);
        } catch (final VenueError ex) {
            call.answer(limits.sign(ex.reply(), method.orders() > 0, startMs));
            return;
        }
        final OrderFaults.Request<RestReply> request = new OrderFaults.Request<>() {
            @Override
            public RestReply carryOut() {
                RestReply reply;
                try {
                    reply = RestReply.ok(perform(name, method, params));
                } catch (final VenueError ex) {
                    reply = ex.reply();
                }
                return limits.sign(reply, method.orders() > 0, nowMs());
            }

            @Override
            public RestReply unknown() {
                return unknownOutcome().reply();
            }

            @Override
            public RestReply tooMany(final boolean banned, final long retryAfterMs) {
                return (banned ? BinanceLimits.banned(retryAfterMs) : BinanceLimits.tooMany(true,
                    "Too many new orders (injected fault).", retryAfterMs)).reply();
            }

            @Override
            public RestReply refused(final int code) {
                return name.equals("order.place") ? rejection(code).reply() : null;
            }

            @Override
            public RestReply maintenance() {
                return closed().reply();
            }
        };
        if (method.changes()) {
            faults.perform(request, call);
        } else {
            final RestReply refusal = faults.refusal();
            call.answer(refusal == null ? request.carryOut() : refusal);
        }
    }

    VenueError unknownOutcome() {
        return new VenueError(503, -1007, "Timeout waiting for response from backend server. Send status unknown;"
            + " execution status unknown.");
    }

    final VenueError rejection(final int code) {
        return code == 1 ? usualRejection()
            : new VenueError(400, -code, "Order refused (injected fault).");
    }

    VenueError usualRejection() {
        return new VenueError(400, -2010, "Account has insufficient balance for requested action.");
    }

    VenueError closed() {
        return new VenueError(503, -1016, "This service is no longer available (maintenance).");
    }
}
