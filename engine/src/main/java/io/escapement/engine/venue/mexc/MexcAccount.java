package io.escapement.engine.venue.mexc;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.net.RestCall;
import io.escapement.engine.venue.net.RestReply;
import io.escapement.engine.venue.orders.AccountConfig;
import io.escapement.engine.venue.orders.AccountDesk;
import io.escapement.engine.venue.orders.AccountEvents;
import io.escapement.engine.venue.orders.AccountLine;
import io.escapement.engine.venue.orders.AccountProtocol;
import io.escapement.engine.venue.orders.Allowance;
import io.escapement.engine.venue.orders.Answer;
import io.escapement.engine.venue.orders.Ask;
import io.escapement.engine.venue.orders.ClientOrderText;
import io.escapement.engine.venue.orders.GatewayOrder;
import io.escapement.engine.venue.orders.JsonMessage;
import io.escapement.engine.venue.orders.Operation;
import io.escapement.engine.venue.orders.OrderImage;
import io.escapement.engine.venue.orders.Query;
import io.escapement.engine.venue.orders.Refusal;
import io.escapement.engine.venue.orders.RefusalTable;
import io.escapement.engine.venue.orders.ReplyException;
import io.escapement.engine.venue.orders.Report;
import io.escapement.engine.venue.orders.RequestBudget;
import io.escapement.engine.venue.orders.TextIds;
import org.agrona.MutableDirectBuffer;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * MEXC spot: orders and questions by REST, the account's stream in protobuf by a listen key. No amendments, no stops,
 * no dead-man timer. Everything stands in the query, also of POST and DELETE, and is signed as it stands.
 */
public final class MexcAccount implements AccountProtocol {
    private static final String ORDER = "/api/v3/order";
    private static final String STREAM = "/api/v3/userDataStream";
    private static final int OK = 200;
    private static final int WEIGHT_PER_10_S = 300;
    /** New orders, cancels and cancels of everything together. */
    private static final int ORDERS_PER_S = 12;
    private static final int ACCOUNTS_PER_S = 2;
    /** A tenth longer than the venue's windows: what leaves a second apart may arrive closer together. */
    private static final int WEIGHT_WINDOW_MS = 11_000;
    private static final int SECOND_MS = 1_100;
    /** The most that a page of fills has. */
    private static final int MOST_FILLS = 100;
    private static final long NS_PER_MS = 1_000_000L;

    private final AccountConfig config;
    private final RequestBudget budget = new RequestBudget(
        List.of(new Allowance(WEIGHT_PER_10_S, WEIGHT_WINDOW_MS, false, 20)),
        List.of(new Allowance(ORDERS_PER_S, SECOND_MS, false, 40)),
        List.of(new Allowance(ACCOUNTS_PER_S, SECOND_MS, false, 0)));
    private final RefusalTable refusals = new RefusalTable()
        .notFound(-2011, -2013)
        .refused(RejectCode.INSUFFICIENT_BALANCE, 10101, 30004, 30005)
        .refused(RejectCode.QUANTITY_LIMIT, 30003)
        .refused(RejectCode.BELOW_MINIMUM_NOTIONAL, 30002)
        .refused(RejectCode.PRICE_BAND, 30010, 30087)
        .refused(RejectCode.NOT_SUPPORTED, 30041)
        .refused(RejectCode.UNKNOWN_INSTRUMENT, -1121, 10007, 30014, 30021)
        .refused(RejectCode.NOT_TRADING, 30000, 30001, 30016, 30018, 30019, 30020)
        .refused(RejectCode.NO_LIQUIDITY, 30025)
        .refused(RejectCode.OPEN_ORDER_LIMIT, 30029)
        .refused(RejectCode.POSITION_LIMIT, 30027, 30028)
        .refused(RejectCode.AUTHENTICATION, 602, 700002, 10072, 700001)
        .refused(RejectCode.CLOCK, 700003)
        .refused(RejectCode.MALFORMED, 700004, 700005, 700008, 700013)
        .refused(RejectCode.PERMISSION, 700006, 700007)
        .refused(RejectCode.RATE_LIMIT, 429);
    private final Query query = new Query(true);
    private final JsonMessage json = new JsonMessage();
    private final List<String> headers;
    private String nextFills = "";

    public MexcAccount(AccountConfig config) {
        this.config = config;
        this.headers = List.of("X-MEXC-APIKEY", config.secrets().key(), "Content-Type", "application/json");
        if (config.secrets().isEd25519()) {
            throw new IllegalArgumentException("MEXC signs by HMAC; expected a shared secret, no private key");
        }
    }

    @Override
    public Venue venue() {
        return Venue.MEXC;
    }

    @Override
    public Set<OrderType> nativeTypes() {
        return EnumSet.of(OrderType.LIMIT, OrderType.MARKET);
    }

    @Override
    public boolean amends() {
        return false;
    }

    @Override
    public boolean effectByReply() {
        return true;
    }

    @Override
    public RequestBudget budget() {
        return budget;
    }

    @Override
    public int maxEncodedLength() {
        return 0;
    }

    // Connections

    @Override
    public Ask time() {
        return new Ask(new RestCall("GET", "/api/v3/time", "/api/v3/time", null, List.of(), true), 1, 0);
    }

    @Override
    public long readTime(RestReply reply) {
        return object(reply).integer("serverTime");
    }

    private JsonMessage object(RestReply reply) {
        return json.object(reply.body(), 0, reply.body().capacity());
    }

    @Override
    public Ask listenKey(long venueMs) {
        return signed("POST", STREAM, query.clear(), 1, 0, venueMs);
    }

    @Override
    public String readListenKey(RestReply reply) {
        object(reply);
        return json.text().getStringWithoutLengthAscii(json.begin("listenKey"),
            json.end("listenKey") - json.begin("listenKey"));
    }

    @Override
    public Ask keepListenKey(String key, long venueMs) {
        return signed("PUT", STREAM, query.clear().add("listenKey", key), 1, 0, venueMs);
    }

    @Override
    public List<AccountLine> lines(AccountDesk desk, String listenKey) {
        return List.of(new MexcLine(config, desk, listenKey));
    }

    private Ask signed(String method, String path, Query parameters, int weight, int orders, long venueMs) {
        final String text = parameters.add("recvWindow", config.recvWindowMs()).add("timestamp", venueMs)
            .sign(config.secrets().signer()).toString();
        return new Ask(new RestCall(method, path + "?" + text, path, null, headers, method.equals("GET")), weight,
            orders);
    }

    // Orders

    @Override
    public boolean entersByLine() {
        return false;
    }

    @Override
    public int encode(Operation operation, GatewayOrder order, long venueMs, MutableDirectBuffer out) {
        throw new IllegalStateException("orders of MEXC go by REST");
    }

    @Override
    public Ask request(Operation operation, GatewayOrder order, long venueMs) {
        query.clear().add("symbol", order.instrument.symbol());
        return switch (operation) {
            case PLACE -> signed("POST", ORDER, place(order), 1, 1, venueMs);
            case CANCEL -> signed("DELETE", ORDER, query.addOrder("origClientOrderId", order.clientOrderId), 1, 1,
                venueMs);
            case AMEND -> throw new IllegalArgumentException("MEXC does not amend orders");
        };
    }

    private Query place(GatewayOrder order) {
        final String type = type(order);
        query.add("side", order.side.name()).add("type", type)
            .addDecimal("quantity", order.quantity, order.instrument.quantityExponent());
        if (order.type == OrderType.LIMIT) {
            query.addDecimal("price", order.price, order.instrument.priceExponent());
        }
        return query.addOrder("newClientOrderId", order.clientOrderId);
    }

    /** The type is the time in force as well. A market order to buy by quantity is not reliably taken. */
    private static String type(GatewayOrder order) {
        final boolean market = order.type == OrderType.MARKET;
        if (order.side != Side.BUY && order.side != Side.SELL || order.quantity <= 0
            || order.type == OrderType.LIMIT && order.price <= 0 || !market && order.type != OrderType.LIMIT) {
            throw new IllegalArgumentException("order " + order + " is " + order.side + " " + order.type
                + "; expected BUY or SELL, and LIMIT with a price, or MARKET");
        }
        if (market && order.side == Side.BUY) {
            throw new IllegalArgumentException("MEXC takes market orders to buy by their value only; expected an IOC"
                + " limit order");
        }
        if (market) {
            return "MARKET";
        }
        return switch (order.timeInForce) {
            case GTC, GTD -> "LIMIT";
            case IOC -> "IMMEDIATE_OR_CANCEL";
            case FOK -> "FILL_OR_KILL";
            case POST_ONLY -> "LIMIT_MAKER";
            default -> throw new IllegalArgumentException("order " + order + " has the time in force "
                + order.timeInForce + "; expected GTC, IOC, FOK, POST_ONLY or GTD");
        };
    }

    @Override
    public Answer refusal(RestReply reply) {
        if (reply.status() == OK) {
            return null;
        }
        int code = 0;
        String words = reply.httpStatus().toString();
        try {
            object(reply);
            code = (int) json.integerOr("code", 0);
            words = json.words("msg");
        } catch (final ReplyException noJson) {
            // Of a gateway before the venue; the status says what is to be said.
        }
        final Refusal byStatus = RefusalTable.ofStatus(reply.status());
        final Refusal refusal = byStatus == Refusal.UNKNOWN || code == 0 ? byStatus : refusals.of(code);
        return new Answer(refusal, code, config.secrets().redact(words));
    }

    /** The venue documents no headers: what is used is counted here alone. */
    @Override
    public void observe(RestReply reply, long nowMs) {
        if (reply.status() == 429) {
            budget.weight(WEIGHT_WINDOW_MS).exhausted(nowMs);
            budget.orders(SECOND_MS).exhausted(nowMs);
        }
    }

    @Override
    public void readPlaced(RestReply reply, Report report) {
        object(reply);
        report.venueOrderId = TextIds.number(json.text(), json.begin("orderId"), json.end("orderId"));
        if (report.venueOrderId == TextIds.NO_NUMBER) {
            report.venueOrderId = Report.NULL;
        }
        report.venueOrderText.set(json.text(), json.begin("orderId"), json.end("orderId"));
    }

    // Questions

    @Override
    public Ask openOrders(Instrument instrument, String page, long venueMs) {
        return signed("GET", "/api/v3/openOrders", query.clear().add("symbol", instrument.symbol()), 3, 0, venueMs);
    }

    @Override
    public String readOpenOrders(RestReply reply, Instrument instrument, OrderImage image,
                                 Consumer<OrderImage> orders) {
        json.array(reply.body(), 0, reply.body().capacity()).eachRow(() -> {
            readOrder(instrument, image.clear());
            orders.accept(image);
        });
        return "";
    }

    @Override
    public Ask order(GatewayOrder order, int attempt, long venueMs) {
        return signed("GET", ORDER, query.clear().add("symbol", order.instrument.symbol())
            .addOrder("origClientOrderId", order.clientOrderId), 2, 0, venueMs);
    }

    @Override
    public boolean readOrder(RestReply reply, Instrument instrument, OrderImage image) {
        object(reply);
        readOrder(instrument, image);
        return true;
    }

    private void readOrder(Instrument instrument, OrderImage image) {
        image.instrument = instrument;
        if (!json.isEmpty("clientOrderId")) {
            final int from = json.begin("clientOrderId");
            image.clientOrderId = ClientOrderText.parse(json.text(), from, json.end("clientOrderId"));
            image.clientText.set(json.text(), from, json.end("clientOrderId"));
        }
        image.venueOrderText.set(json.text(), json.begin("orderId"), json.end("orderId"));
        image.side = side();
        image.price = json.price("price", instrument.priceExponent());
        image.quantity = json.amount("origQty", instrument.quantityExponent());
        image.cumulative = json.amount("executedQty", instrument.quantityExponent());
        image.status = status();
        image.code = json.is("cancelReason", "stp_cancel") ? RejectCode.SELF_TRADE : RejectCode.NONE;
        image.venueTimeNs = json.timeNsOr("updateTime", json.timeNsOr("time", 0));
    }

    private Side side() {
        if (!json.is("side", "BUY") && !json.is("side", "SELL")) {
            throw new ReplyException("the field side is " + json.words("side") + "; expected BUY or SELL");
        }
        return json.is("side", "BUY") ? Side.BUY : Side.SELL;
    }

    private OrderStatus status() {
        if (json.is("status", "NEW") || json.is("status", "PENDING")) {
            return OrderStatus.ACCEPTED;
        }
        if (json.is("status", "PARTIALLY_FILLED")) {
            return OrderStatus.PARTIALLY_FILLED;
        }
        if (json.is("status", "FILLED")) {
            return OrderStatus.FILLED;
        }
        if (json.is("status", "CANCELED") || json.is("status", "PARTIALLY_CANCELED")) {
            return OrderStatus.CANCELLED;
        }
        if (json.is("status", "PENDING_CANCEL")) {
            return OrderStatus.CANCEL_PENDING;
        }
        if (json.is("status", "EXPIRED")) {
            return OrderStatus.EXPIRED;
        }
        if (json.is("status", "REJECTED")) {
            return OrderStatus.REJECTED;
        }
        throw new ReplyException("the field status is " + json.words("status") + "; expected an order's status");
    }

    @Override
    public Ask fills(GatewayOrder order, long venueMs) {
        return fills(order, "", venueMs);
    }

    @Override
    public Ask fills(GatewayOrder order, String page, long venueMs) {
        if (order.venueOrderText.isEmpty()) {
            return null;
        }
        query.clear().add("symbol", order.instrument.symbol()).add("orderId", order.venueOrderText.toString());
        if (!page.isEmpty()) {
            query.add("endTime", page);
        }
        return signed("GET", "/api/v3/myTrades", query.add("limit", MOST_FILLS), 10, 0, venueMs);
    }

    /**
     * The venue has no cursors, and tells the newest where there are more than a page: a full page is followed by what
     * came up to its oldest row's millisecond, that row included. What is in a millisecond beyond a page of it cannot
     * be asked for.
     */
    @Override
    public void readFills(RestReply reply, GatewayOrder order, Report report, Consumer<Report> fills) {
        final Instrument instrument = order.instrument;
        final long[] range = {Long.MAX_VALUE, Long.MIN_VALUE, 0};
        json.array(reply.body(), 0, reply.body().capacity()).eachRow(() -> {
            final long timeNs = json.timeNs("time");
            final long timeMs = timeNs / NS_PER_MS;
            range[0] = Math.min(range[0], timeMs);
            range[1] = Math.max(range[1], timeMs);
            range[2]++;
            report.clear();
            report.executionId = TextIds.id(json.text(), json.begin("id"), json.end("id"));
            report.lastPrice = json.positive("price", instrument.priceExponent());
            report.lastQuantity = json.positive("qty", instrument.quantityExponent());
            report.fee = json.moneyOr("commission", 0);
            report.feeAsset.set(json.words("commissionAsset"));
            report.role = json.flag("isMaker") ? LiquidityRole.MAKER : LiquidityRole.TAKER;
            report.venueTimeNs = timeNs;
            fills.accept(report);
        });
        final long next = range[0] < range[1] ? range[0] : range[0] - 1;
        nextFills = range[2] < MOST_FILLS ? "" : Long.toString(next);
    }

    @Override
    public String nextFills(GatewayOrder order) {
        return nextFills;
    }

    @Override
    public Ask balances(long venueMs) {
        final Ask ask = signed("GET", "/api/v3/account", query.clear(), 10, 0, venueMs);
        return new Ask(ask.call(), ask.weight(), 0, 1);
    }

    @Override
    public void readBalances(RestReply reply, AccountEvents events) {
        object(reply).each("balances", () -> {
            final long free = json.cut("free", -8);
            events.balance(AccountEvents.NULL, reply.receiveTimeNs(), AccountEvents.sum(free, json.cut("locked", -8)),
                free, ReportSource.QUERY, json.text(), json.begin("asset"), json.end("asset"));
        });
    }

    @Override
    public Ask positions(Instrument instrument, long venueMs) {
        return null;
    }

    @Override
    public void readPositions(RestReply reply, Instrument instrument, AccountEvents events) {
        throw new IllegalStateException("MEXC spot has no positions");
    }

    // Safety

    @Override
    public Ask cancelAll(Instrument instrument, long venueMs) {
        return signed("DELETE", "/api/v3/openOrders", query.clear().add("symbol", instrument.symbol()), 1, 1,
            venueMs);
    }

    @Override
    public String withoutDeadMan() {
        return "MEXC has no dead-man timer";
    }
}
