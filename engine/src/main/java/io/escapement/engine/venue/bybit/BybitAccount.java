package io.escapement.engine.venue.bybit;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.OrderType;
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
import io.escapement.engine.venue.orders.GatewayOrder;
import io.escapement.engine.venue.orders.JsonMessage;
import io.escapement.engine.venue.orders.Operation;
import io.escapement.engine.venue.orders.OrderImage;
import io.escapement.engine.venue.orders.Query;
import io.escapement.engine.venue.orders.RefusalTable;
import io.escapement.engine.venue.orders.ReplyException;
import io.escapement.engine.venue.orders.Report;
import io.escapement.engine.venue.orders.RequestBudget;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Bybit v5, a unified account: orders of spot and linear contracts over the trade socket, the account's stream over the
 * private one, questions by REST. A reply says that a request has arrived, no more; how an order stands is told by the
 * stream. The venue's timer (DCP) is for institutions: it is armed where it is wanted, and said where it is refused.
 */
public final class BybitAccount implements AccountProtocol {
    public static final String WEB_SOCKET = "wss://stream.bybit.com";
    public static final String REST = "https://api.bybit.com";
    private static final int MAX_LENGTH = 640;
    private static final int REQUESTS_PER_5_S = 600;
    private static final int ORDERS_PER_S = 10;
    /** Of each kind of question; counted as if they were all of one. */
    private static final int QUESTIONS_PER_S = 50;
    private static final long LEAST_DEAD_MAN_MS = 3_000;
    private static final long MOST_DEAD_MAN_MS = 300_000;
    private static final int FORBIDDEN = 403;

    private final AccountConfig config;
    /** Windows a tenth longer than the venue's: what leaves a second apart may arrive closer together. */
    private final RequestBudget budget = new RequestBudget(
        List.of(new Allowance(REQUESTS_PER_5_S, 5_500, false, 20), new Allowance(QUESTIONS_PER_S, 1_100, false, 0)),
        List.of(new Allowance(ORDERS_PER_S, 1_100, false, 30)));
    private final RefusalTable refusals = BybitReading.refusals();
    private final BybitReading reading = new BybitReading();
    private final BybitRequests requests;
    private final JsonMessage json = new JsonMessage();
    private final Query query = new Query(true);
    private final UnsafeBuffer body = new UnsafeBuffer(new byte[MAX_LENGTH]);
    private String nextFills = "";

    public BybitAccount(AccountConfig config) {
        this.config = config;
        this.requests = new BybitRequests(config.recvWindowMs());
        if (config.secrets().isEd25519()) {
            throw new IllegalArgumentException("Bybit's keys of this kind sign by HMAC; expected a shared secret");
        }
    }

    @Override
    public Venue venue() {
        return Venue.BYBIT;
    }

    @Override
    public Set<OrderType> nativeTypes() {
        return EnumSet.of(OrderType.LIMIT, OrderType.MARKET, OrderType.STOP, OrderType.STOP_LIMIT,
            OrderType.TAKE_PROFIT, OrderType.TAKE_PROFIT_LIMIT);
    }

    @Override
    public boolean amends() {
        return true;
    }

    @Override
    public boolean effectByReply() {
        return false;
    }

    @Override
    public RequestBudget budget() {
        return budget;
    }

    @Override
    public int maxEncodedLength() {
        return MAX_LENGTH;
    }

    // Connections

    @Override
    public Ask time() {
        final String path = "/v5/market/time";
        return new Ask(new RestCall("GET", path, path, null, List.of(), true), 1, 0);
    }

    @Override
    public long readTime(RestReply reply) {
        return json.object(reply.body(), 0, reply.body().capacity()).integer("time");
    }

    @Override
    public List<AccountLine> lines(AccountDesk desk, String listenKey) {
        return List.of(new BybitPrivateLine(config, desk), new BybitTradeLine(config, desk, refusals));
    }

    /** The time, the key, the window and the query or body are signed, in this order. */
    private Ask signed(String method, String path, String parameters, int orders, long venueMs) {
        final String key = config.secrets().key();
        final String window = String.valueOf(config.recvWindowMs());
        final String time = String.valueOf(venueMs);
        final String signature = config.secrets().signer().sign(time + key + window + parameters);
        final boolean get = method.equals("GET");
        return new Ask(new RestCall(method, get ? path + "?" + parameters : path, path, get ? null : parameters,
            List.of("X-BAPI-API-KEY", key, "X-BAPI-TIMESTAMP", time, "X-BAPI-RECV-WINDOW", window, "X-BAPI-SIGN",
                signature), get), 1, orders);
    }

    private Query of(Instrument instrument) {
        return query.clear().add("category", BybitRequests.category(instrument)).add("symbol", instrument.symbol());
    }

    // Orders

    @Override
    public boolean entersByLine() {
        return true;
    }

    @Override
    public int encode(Operation operation, GatewayOrder order, long venueMs, MutableDirectBuffer out) {
        return requests.encode(operation, order, venueMs, out);
    }

    @Override
    public Ask request(Operation operation, GatewayOrder order, long venueMs) {
        final String path = switch (operation) {
            case PLACE -> "/v5/order/create";
            case AMEND -> "/v5/order/amend";
            case CANCEL -> "/v5/order/cancel";
        };
        final int length = requests.body(operation, order, body);
        return signed("POST", path, body.getStringWithoutLengthUtf8(0, length), 1, venueMs);
    }

    @Override
    public Answer refusal(RestReply reply) {
        if (reply.status() != 200) {
            return new Answer(RefusalTable.ofStatus(reply.status()), reply.status(), reply.httpStatus().toString());
        }
        try {
            json.object(reply.body(), 0, reply.body().capacity());
            final int code = (int) json.integer("retCode");
            return code == 0 ? null
                : new Answer(refusals.of(code), code, config.secrets().redact(json.words("retMsg")));
        } catch (final ReplyException malformed) {
            return new Answer(RefusalTable.ofStatus(reply.status()), 0, malformed.getMessage());
        }
    }

    @Override
    public void observe(RestReply reply, long nowMs) {
        if (reply.status() == FORBIDDEN) {
            budget.close(nowMs + TimeUnit.MINUTES.toMillis(10));
        } else if (reply.number("X-Bapi-Limit-Status", 1) == 0) {
            budget.close(Math.min(nowMs + 5_000, reply.number("X-Bapi-Limit-Reset-Timestamp", nowMs + 1_000)));
        }
    }

    @Override
    public void readPlaced(RestReply reply, Report report) {
        json.object(reply.body(), 0, reply.body().capacity()).enter("result");
        report.venueOrderText.set(json.text(), json.begin("orderId"), json.end("orderId"));
    }

    // Questions

    @Override
    public Ask openOrders(Instrument instrument, String page, long venueMs) {
        of(instrument).add("openOnly", 0).add("limit", 50);
        if (!page.isEmpty()) {
            query.addEncoded("cursor", page);
        }
        return signed("GET", "/v5/order/realtime", query.toString(), 0, venueMs);
    }

    @Override
    public String readOpenOrders(RestReply reply, Instrument instrument, OrderImage image,
                                 Consumer<OrderImage> orders) {
        return reading.openOrders(reply, instrument, image, orders);
    }

    /** What the venue has closed lately is in the same place; older orders are in the history. */
    @Override
    public Ask order(GatewayOrder order, int attempt, long venueMs) {
        final String path = attempt % 2 == 0 ? "/v5/order/realtime" : "/v5/order/history";
        return signed("GET", path, of(order.instrument).addOrder("orderLinkId", order.clientOrderId).toString(), 0,
            venueMs);
    }

    @Override
    public boolean readOrder(RestReply reply, Instrument instrument, OrderImage image) {
        return reading.order(reply, instrument, image);
    }

    @Override
    public Ask fills(GatewayOrder order, long venueMs) {
        return fills(order, "", venueMs);
    }

    @Override
    public Ask fills(GatewayOrder order, String page, long venueMs) {
        of(order.instrument).addOrder("orderLinkId", order.clientOrderId).add("limit", 100);
        if (!page.isEmpty()) {
            query.addEncoded("cursor", page);
        }
        return signed("GET", "/v5/execution/list", query.toString(), 0, venueMs);
    }

    @Override
    public void readFills(RestReply reply, GatewayOrder order, Report report, Consumer<Report> fills) {
        nextFills = reading.fills(reply, order.instrument, report, fills);
    }

    @Override
    public String nextFills(GatewayOrder order) {
        return nextFills;
    }

    @Override
    public Ask balances(long venueMs) {
        return signed("GET", "/v5/account/wallet-balance", "accountType=UNIFIED", 0, venueMs);
    }

    @Override
    public void readBalances(RestReply reply, AccountEvents events) {
        reading.balances(reply, events);
    }

    @Override
    public Ask positions(Instrument instrument, long venueMs) {
        return instrument.kind() == InstrumentKind.SPOT ? null
            : signed("GET", "/v5/position/list", of(instrument).toString(), 0, venueMs);
    }

    @Override
    public void readPositions(RestReply reply, Instrument instrument, AccountEvents events) {
        reading.positions(reply, instrument, events);
    }

    // Safety

    @Override
    public Ask cancelAll(Instrument instrument, long venueMs) {
        return signed("POST", "/v5/order/cancel-all", "{\"category\":\"" + BybitRequests.category(instrument)
            + "\",\"symbol\":\"" + instrument.symbol() + "\"}", 1, venueMs);
    }

    /** Without a filter the venue takes spot's active orders alone. */
    @Override
    public Ask cancelAllWaiting(Instrument instrument, long venueMs) {
        return instrument.kind() != InstrumentKind.SPOT ? null : signed("POST", "/v5/order/cancel-all",
            "{\"category\":\"spot\",\"symbol\":\"" + instrument.symbol() + "\",\"orderFilter\":\"StopOrder\"}", 1,
            venueMs);
    }

    @Override
    public String withoutDeadMan() {
        return "";
    }

    @Override
    public long deadManMs(long wantedMs) {
        return Math.max(LEAST_DEAD_MAN_MS, Math.min(MOST_DEAD_MAN_MS, wantedMs / 1_000 * 1_000));
    }

    /** The private line keeps the timer from running out: it hears the timer's topic, and pings. */
    @Override
    public boolean deadManByLine() {
        return true;
    }

    @Override
    public Ask deadMan(Instrument instrument, long countdownMs, long venueMs) {
        final String product = instrument.kind() == InstrumentKind.SPOT ? "SPOT" : "DERIVATIVES";
        return signed("POST", "/v5/order/disconnected-cancel-all", "{\"product\":\"" + product
            + "\",\"timeWindow\":" + countdownMs / 1_000 + "}", 0, venueMs);
    }
}
