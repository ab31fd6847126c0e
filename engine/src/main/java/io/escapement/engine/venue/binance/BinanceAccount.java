package io.escapement.engine.venue.binance;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.net.RestReply;
import io.escapement.engine.venue.orders.AccountConfig;
import io.escapement.engine.venue.orders.AccountDesk;
import io.escapement.engine.venue.orders.AccountEvents;
import io.escapement.engine.venue.orders.AccountLine;
import io.escapement.engine.venue.orders.AccountProtocol;
import io.escapement.engine.venue.orders.Allowance;
import io.escapement.engine.venue.orders.Answer;
import io.escapement.engine.venue.orders.Ask;
import io.escapement.engine.venue.orders.GatewayOrder;
import io.escapement.engine.venue.orders.JsonMessage;
import io.escapement.engine.venue.orders.JsonWriter;
import io.escapement.engine.venue.orders.Operation;
import io.escapement.engine.venue.orders.OrderImage;
import io.escapement.engine.venue.orders.Query;
import io.escapement.engine.venue.orders.Report;
import io.escapement.engine.venue.orders.RequestBudget;
import org.agrona.MutableDirectBuffer;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Binance spot. With an Ed25519 key orders go over the WebSocket API behind a logon; a key for HMAC cannot log on, so
 * its orders go by REST. Either way the WebSocket API tells of the account, and REST answers questions. There is no
 * dead-man timer.
 */
public final class BinanceAccount implements AccountProtocol {
    public static final String WEB_SOCKET = "wss://ws-api.binance.com:443";
    public static final String REST = "https://api.binance.com";
    private static final String ORDER = "/api/v3/order";
    private static final int MAX_LENGTH = 640;
    private static final int WEIGHT_PER_MINUTE = 6_000;
    private static final int ORDERS_PER_10_S = 50;
    private static final int ORDERS_PER_DAY = 160_000;

    private final AccountConfig config;
    private final BinanceCalls calls;
    private final BinanceOrderReading reading = new BinanceOrderReading();
    private final JsonMessage json = new JsonMessage();
    private final JsonWriter writer = new JsonWriter();
    private final BinanceRequests requests;

    public BinanceAccount(AccountConfig config) {
        this.config = config;
        this.calls = new BinanceCalls(config, new RequestBudget(
            List.of(new Allowance(WEIGHT_PER_MINUTE, 60_000, true, 20)),
            List.of(new Allowance(ORDERS_PER_10_S, 10_000, true, 20),
                new Allowance(ORDERS_PER_DAY, 86_400_000, true, 10))), BinanceCalls.codes());
        this.requests = new BinanceRequests(config.recvWindowMs());
    }

    @Override
    public Venue venue() {
        return Venue.BINANCE;
    }

    @Override
    public Set<OrderType> nativeTypes() {
        return EnumSet.of(OrderType.LIMIT, OrderType.MARKET, OrderType.STOP, OrderType.STOP_LIMIT,
            OrderType.TAKE_PROFIT, OrderType.TAKE_PROFIT_LIMIT);
    }

    /** Less quantity at the same price, which keeps the place in the queue. */
    @Override
    public boolean amends() {
        return true;
    }

    @Override
    public boolean effectByReply() {
        return true;
    }

    @Override
    public RequestBudget budget() {
        return calls.budget();
    }

    @Override
    public int maxEncodedLength() {
        return MAX_LENGTH;
    }

    // Connections

    @Override
    public Ask time() {
        return calls.plain("/api/v3/time", 1);
    }

    @Override
    public long readTime(RestReply reply) {
        return BinanceCalls.object(json, reply).integer("serverTime");
    }

    @Override
    public List<AccountLine> lines(AccountDesk desk, String listenKey) {
        return List.of(new BinanceLine(config, calls, desk));
    }

    // Orders

    @Override
    public boolean entersByLine() {
        return config.secrets().isEd25519();
    }

    @Override
    public boolean entersByRestToo() {
        return true;
    }

    @Override
    public int encode(Operation operation, GatewayOrder order, long venueMs, MutableDirectBuffer out) {
        return requests.encode(operation, order, venueMs, out, writer);
    }

    @Override
    public Ask request(Operation operation, GatewayOrder order, long venueMs) {
        final Query query = calls.query().add("symbol", order.instrument.symbol());
        return switch (operation) {
            case PLACE -> calls.signed("POST", ORDER, place(query, order), 1, 1, venueMs);
            case CANCEL -> calls.signed("DELETE", ORDER, query.addOrder("origClientOrderId", order.clientOrderId), 1,
                0, venueMs);
            case AMEND -> {
                BinanceRequests.checkAmendable(order);
                yield calls.signed("PUT", ORDER + "/amend/keepPriority",
                    query.addOrder("origClientOrderId", order.clientOrderId)
                        .addOrder("newClientOrderId", order.clientOrderId)
                        .addDecimal("newQty", order.amendQuantity, order.instrument.quantityExponent()), 4, 0,
                    venueMs);
            }
        };
    }

    private Query place(Query query, GatewayOrder order) {
        // The encoder of the other way knows what the venue takes.
        requests.check(order);
        final Instrument instrument = order.instrument;
        final boolean limit = BinanceRequests.hasPrice(order.type);
        query.add("side", order.side.name()).add("type", BinanceRequests.type(order.type, order.timeInForce));
        if (limit && order.timeInForce != TimeInForce.POST_ONLY) {
            query.add("timeInForce", BinanceRequests.timeInForce(order.timeInForce));
        }
        query.addDecimal("quantity", order.quantity, instrument.quantityExponent());
        if (limit) {
            query.addDecimal("price", order.price, instrument.priceExponent());
        }
        if (BinanceRequests.isStop(order.type)) {
            query.addDecimal("stopPrice", order.triggerPrice, instrument.priceExponent());
        }
        return query.addOrder("newClientOrderId", order.clientOrderId).add("newOrderRespType", "ACK");
    }

    @Override
    public Answer refusal(RestReply reply) {
        return calls.refusal(reply);
    }

    @Override
    public void observe(RestReply reply, long nowMs) {
        calls.observe(reply, nowMs);
    }

    @Override
    public void readPlaced(RestReply reply, Report report) {
        reading.placed(reply, report);
    }

    // Questions

    @Override
    public Ask openOrders(Instrument instrument, String page, long venueMs) {
        return calls.signed("GET", "/api/v3/openOrders", calls.query().add("symbol", instrument.symbol()), 6, 0,
            venueMs);
    }

    @Override
    public String readOpenOrders(RestReply reply, Instrument instrument, OrderImage image,
                                 Consumer<OrderImage> orders) {
        reading.openOrders(reply, instrument, image, orders);
        return "";
    }

    @Override
    public Ask order(GatewayOrder order, int attempt, long venueMs) {
        return calls.signed("GET", ORDER, calls.query().add("symbol", order.instrument.symbol())
            .addOrder("origClientOrderId", order.clientOrderId), 4, 0, venueMs);
    }

    @Override
    public boolean readOrder(RestReply reply, Instrument instrument, OrderImage image) {
        reading.order(reply, instrument, image);
        return true;
    }

    @Override
    public Ask fills(GatewayOrder order, long venueMs) {
        return order.venueOrderId == Report.NULL ? null : calls.signed("GET", "/api/v3/myTrades",
            calls.query().add("symbol", order.instrument.symbol()).add("orderId", order.venueOrderId)
                .add("fromId", 0).add("limit", BinanceOrderReading.FILLS_PER_PAGE), 5, 0, venueMs);
    }

    @Override
    public Ask fills(GatewayOrder order, String page, long venueMs) {
        return calls.signed("GET", "/api/v3/myTrades", calls.query().add("symbol", order.instrument.symbol())
            .add("orderId", order.venueOrderId).add("fromId", page)
            .add("limit", BinanceOrderReading.FILLS_PER_PAGE), 5, 0, venueMs);
    }

    @Override
    public String nextFills(GatewayOrder order) {
        return reading.isFull() ? Long.toString(reading.lastTrade() + 1) : "";
    }

    @Override
    public void readFills(RestReply reply, GatewayOrder order, Report report, Consumer<Report> fills) {
        reading.lookThrough(reply, order.instrument);
        reading.fills(reply, order.instrument, order.venueOrderId, "isMaker", report, fills);
    }

    @Override
    public Ask balances(long venueMs) {
        return calls.signed("GET", "/api/v3/account", calls.query().add("omitZeroBalances", "true"), 20, 0, venueMs);
    }

    @Override
    public void readBalances(RestReply reply, AccountEvents events) {
        BinanceCalls.object(json, reply);
        final long timeNs = json.timeNsOr("updateTime", 0);
        json.each("balances", () -> {
            final long free = json.cut("free", -8);
            events.balance(timeNs, reply.receiveTimeNs(), AccountEvents.sum(free, json.cut("locked", -8)), free,
                ReportSource.QUERY, json.text(), json.begin("asset"), json.end("asset"));
        });
    }

    @Override
    public Ask positions(Instrument instrument, long venueMs) {
        return null;
    }

    @Override
    public void readPositions(RestReply reply, Instrument instrument, AccountEvents events) {
        throw new IllegalStateException("Binance spot has no positions");
    }

    // Safety

    @Override
    public Ask cancelAll(Instrument instrument, long venueMs) {
        return calls.signed("DELETE", "/api/v3/openOrders", calls.query().add("symbol", instrument.symbol()), 1, 0,
            venueMs);
    }

    @Override
    public String withoutDeadMan() {
        return "Binance spot has no dead-man timer";
    }
}
