package io.escapement.engine.venue.binance;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
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
import io.escapement.engine.venue.orders.Operation;
import io.escapement.engine.venue.orders.OrderImage;
import io.escapement.engine.venue.orders.Query;
import io.escapement.engine.venue.orders.ReplyException;
import io.escapement.engine.venue.orders.Report;
import io.escapement.engine.venue.orders.RequestBudget;
import org.agrona.MutableDirectBuffer;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Binance USD-M futures, one-way mode: orders and questions by REST, the account's stream by a listen key, the venue's
 * own dead-man timer for each symbol. Stops and take-profits wait at a service of the venue of their own
 * ({@link UsdmStops}), which its timer is not known to cover. What is good till a time is that at the venue where it
 * stands for longer than the venue asks for; the engine ends it at its time in any case.
 */
public final class UsdmAccount implements AccountProtocol {
    public static final String WEB_SOCKET = "wss://fstream.binance.com";
    public static final String REST = "https://fapi.binance.com";
    private static final String ORDER = "/fapi/v1/order";
    /** The page of open orders that has those which wait for their trigger; the others come in one page. */
    private static final String STOPS = "stops";
    private static final String LISTEN_KEY = "/fapi/v1/listenKey";
    private static final int WEIGHT_PER_MINUTE = 2_400;
    private static final int ORDERS_PER_10_S = 300;
    private static final int ORDERS_PER_MINUTE = 1_200;
    private static final long NS_PER_MS = 1_000_000L;
    /** The venue takes no end that is less than ten minutes away; some more for the request's own way. */
    private static final long LEAST_GOOD_TILL_MS = 605_000;

    private final AccountConfig config;
    private final BinanceCalls calls;
    private final UsdmStops stops;
    private final UsdmFills fills = new UsdmFills();
    private final BinanceOrderReading reading = new BinanceOrderReading();
    private final JsonMessage json = new JsonMessage();

    public UsdmAccount(AccountConfig config) {
        this.config = config;
        this.calls = new BinanceCalls(config, new RequestBudget(
            List.of(new Allowance(WEIGHT_PER_MINUTE, 60_000, true, 20)),
            List.of(new Allowance(ORDERS_PER_10_S, 10_000, true, 20),
                new Allowance(ORDERS_PER_MINUTE, 60_000, true, 20))),
            BinanceCalls.codes()
                .duplicate(-4116)
                .refused(RejectCode.INSUFFICIENT_BALANCE, -2018, -2019)
                .refused(RejectCode.WOULD_TRIGGER, -2021)
                .refused(RejectCode.REDUCE_ONLY, -2022, -4118)
                .refused(RejectCode.POSITION_LIMIT, -2027, -2028)
                .refused(RejectCode.OPEN_ORDER_LIMIT, -2025, -4045)
                .refused(RejectCode.PERMISSION, -4061, -4531)
                .refused(RejectCode.PRICE_BAND, -4131, -4016, -4024)
                .refused(RejectCode.BELOW_MINIMUM_NOTIONAL, -4164)
                .refused(RejectCode.OFF_TICK, -4014)
                .refused(RejectCode.OFF_LOT, -4003, -4004, -4005, -4023)
                .refused(RejectCode.NOT_SUPPORTED, -4120, -5000)
                .refused(RejectCode.NO_LIQUIDITY, -5021)
                .refused(RejectCode.WOULD_CROSS, -5022)
                .refused(RejectCode.DUPLICATE_ORDER, -5027, -5028));
        this.stops = new UsdmStops(calls);
    }

    @Override
    public Venue venue() {
        return Venue.BINANCE_USDM;
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
        return true;
    }

    @Override
    public RequestBudget budget() {
        return calls.budget();
    }

    @Override
    public int maxEncodedLength() {
        return 0;
    }

    // Connections

    @Override
    public Ask time() {
        return calls.plain("/fapi/v1/time", 1);
    }

    @Override
    public long readTime(RestReply reply) {
        return BinanceCalls.object(json, reply).integer("serverTime");
    }

    @Override
    public Ask listenKey(long venueMs) {
        return calls.keyed("POST", LISTEN_KEY, 1);
    }

    @Override
    public String readListenKey(RestReply reply) {
        BinanceCalls.object(json, reply);
        return json.text().getStringWithoutLengthAscii(json.begin("listenKey"),
            json.end("listenKey") - json.begin("listenKey"));
    }

    @Override
    public Ask keepListenKey(String key, long venueMs) {
        return calls.keyed("PUT", LISTEN_KEY, 1);
    }

    @Override
    public List<AccountLine> lines(AccountDesk desk, String listenKey) {
        return List.of(new UsdmLine(config, desk, listenKey));
    }

    // Orders

    @Override
    public boolean entersByLine() {
        return false;
    }

    @Override
    public int encode(Operation operation, GatewayOrder order, long venueMs, MutableDirectBuffer out) {
        throw new IllegalStateException("orders of USD-M go by REST");
    }

    @Override
    public Ask request(Operation operation, GatewayOrder order, long venueMs) {
        final Instrument instrument = order.instrument;
        final Query query = calls.query().add("symbol", instrument.symbol());
        return switch (operation) {
            case PLACE -> order.isConditional() ? stops.place(order, venueMs)
                : calls.signed("POST", ORDER, place(query, order, venueMs), 0, 1, venueMs);
            case CANCEL -> UsdmStops.isWaiting(order) ? stops.cancel(order, venueMs)
                : calls.signed("DELETE", ORDER, named(query, order), 1, 0, venueMs);
            case AMEND -> {
                if (order.type != OrderType.LIMIT) {
                    throw new IllegalArgumentException("USD-M changes limit orders only");
                }
                yield calls.signed("PUT", ORDER, query.addOrder("origClientOrderId", order.clientOrderId)
                    .add("side", order.side.name())
                    .addDecimal("quantity", order.amendQuantity, instrument.quantityExponent())
                    .addDecimal("price", order.amendPrice, instrument.priceExponent()), 1, 1, venueMs);
            }
        };
    }

    /** What came of a stop has a number for certain, but maybe not our name. */
    private static Query named(Query query, GatewayOrder order) {
        return order.isConditional() && order.venueOrderId != Report.NULL ? query.add("orderId", order.venueOrderId)
            : query.addOrder("origClientOrderId", order.clientOrderId);
    }

    private static Query place(Query query, GatewayOrder order, long venueMs) {
        final boolean limit = order.type == OrderType.LIMIT;
        final boolean immediate = order.timeInForce == TimeInForce.IOC || order.timeInForce == TimeInForce.GTC;
        if (order.side != Side.BUY && order.side != Side.SELL || order.quantity <= 0 || limit && order.price <= 0
            || !limit && (order.type != OrderType.MARKET || !immediate)) {
            throw new IllegalArgumentException("order " + order + " is " + order.side + " " + order.type + " "
                + order.timeInForce + "; expected BUY or SELL, and LIMIT, or MARKET with GTC or IOC");
        }
        query.add("side", order.side.name()).add("type", order.type.name());
        final long goodTillMs = goodTillMs(order, venueMs);
        if (limit) {
            query.add("timeInForce", switch (order.timeInForce) {
                case POST_ONLY -> "GTX";
                case GTD -> goodTillMs == 0 ? "GTC" : "GTD";
                default -> order.timeInForce.name();
            });
        }
        if (goodTillMs != 0) {
            query.add("goodTillDate", goodTillMs);
        }
        query.addDecimal("quantity", order.quantity, order.instrument.quantityExponent());
        if (limit) {
            query.addDecimal("price", order.price, order.instrument.priceExponent());
        }
        if (order.reduceOnly) {
            query.add("reduceOnly", "true");
        }
        return query.addOrder("newClientOrderId", order.clientOrderId).add("newOrderRespType", "ACK");
    }

    /** The venue's end of an order, in whole seconds and not before ours; 0 where it would not take it. */
    private static long goodTillMs(GatewayOrder order, long venueMs) {
        if (order.timeInForce != TimeInForce.GTD || order.type != OrderType.LIMIT) {
            return 0;
        }
        final long secondsUp = -Math.floorDiv(-order.expireTimeNs, 1_000 * NS_PER_MS);
        return secondsUp * 1_000 - venueMs < LEAST_GOOD_TILL_MS ? 0 : secondsUp * 1_000;
    }

    @Override
    public Answer refusal(RestReply reply) {
        return calls.refusal(reply);
    }

    @Override
    public void observe(RestReply reply, long nowMs) {
        calls.observe(reply, nowMs);
    }

    /** The venue cancels an order that has filled as much, or that would take and must not, and grants that. */
    @Override
    public boolean isAmended(RestReply reply) {
        try {
            BinanceCalls.object(json, reply);
            return json.is("status", "NEW") || json.is("status", "PARTIALLY_FILLED") || json.is("status", "FILLED");
        } catch (final ReplyException malformed) {
            return false;
        }
    }

    @Override
    public void readPlaced(RestReply reply, Report report) {
        if (UsdmStops.isOf(reply)) {
            stops.placed(reply, report);
        } else {
            reading.placed(reply, report);
        }
    }

    // Questions

    @Override
    public Ask openOrders(Instrument instrument, String page, long venueMs) {
        return page.equals(STOPS) ? stops.open(instrument, venueMs)
            : calls.signed("GET", "/fapi/v1/openOrders", calls.query().add("symbol", instrument.symbol()), 1, 0,
            venueMs);
    }

    @Override
    public String readOpenOrders(RestReply reply, Instrument instrument, OrderImage image,
                                 Consumer<OrderImage> orders) {
        if (UsdmStops.isOf(reply)) {
            stops.readOpen(reply, instrument, image, orders);
            return "";
        }
        reading.openOrders(reply, instrument, image, orders);
        return STOPS;
    }

    @Override
    public Ask order(GatewayOrder order, int attempt, long venueMs) {
        // Of a run before it may not be known who held a stop: then it is looked for in both places.
        return UsdmStops.isWaiting(order) && attempt % 2 == 0 ? stops.order(order, venueMs)
            : calls.signed("GET", ORDER, named(calls.query().add("symbol", order.instrument.symbol()), order), 1, 0,
                venueMs);
    }

    @Override
    public boolean readOrder(RestReply reply, Instrument instrument, OrderImage image) {
        if (UsdmStops.isOf(reply)) {
            stops.readOrder(reply, instrument, image);
        } else {
            reading.order(reply, instrument, image);
        }
        return true;
    }

    @Override
    public Ask fills(GatewayOrder order, long venueMs) {
        return order.venueOrderId == Report.NULL ? null : calls.shown(UsdmFills.PATH,
            calls.query().add("symbol", order.instrument.symbol()).add("orderId", order.venueOrderId)
                .add("limit", BinanceOrderReading.FILLS_PER_PAGE), 5, venueMs);
    }

    @Override
    public Ask fills(GatewayOrder order, String page, long venueMs) {
        return calls.shown(UsdmFills.PATH, fills.page(page, calls.query().add("symbol", order.instrument.symbol()))
            .add("limit", BinanceOrderReading.FILLS_PER_PAGE), 5, venueMs);
    }

    @Override
    public String nextFills(GatewayOrder order) {
        return fills.next();
    }

    @Override
    public void readFills(RestReply reply, GatewayOrder order, Report report, Consumer<Report> fills) {
        this.fills.read(reply, order, report, fills);
    }

    @Override
    public Ask balances(long venueMs) {
        return calls.signed("GET", "/fapi/v3/balance", calls.query(), 5, 0, venueMs);
    }

    @Override
    public void readBalances(RestReply reply, AccountEvents events) {
        BinanceCalls.array(json, reply).eachRow(() -> {
            final long total = json.cut("balance", -8);
            if (total != 0) {
                events.balance(json.timeNsOr("updateTime", 0), reply.receiveTimeNs(), total,
                    json.cut("availableBalance", -8), ReportSource.QUERY, json.text(), json.begin("asset"),
                    json.end("asset"));
            }
        });
    }

    @Override
    public Ask positions(Instrument instrument, long venueMs) {
        return calls.signed("GET", "/fapi/v3/positionRisk", calls.query().add("symbol", instrument.symbol()), 5, 0,
            venueMs);
    }

    /** The venue lists a symbol only where there is a position or an order: none is a position of nothing. */
    @Override
    public void readPositions(RestReply reply, Instrument instrument, AccountEvents events) {
        final boolean[] told = new boolean[1];
        BinanceCalls.array(json, reply).eachRow(() -> {
            told[0] = true;
            events.position(json.timeNsOr("updateTime", 0), reply.receiveTimeNs(), instrument,
                json.decimal("positionAmt", instrument.quantityExponent()),
                json.cut("entryPrice", instrument.priceExponent()), ReportSource.QUERY);
        });
        if (!told[0]) {
            events.position(AccountEvents.NULL, reply.receiveTimeNs(), instrument, 0, AccountEvents.NULL,
                ReportSource.QUERY);
        }
    }

    // Safety

    @Override
    public Ask cancelAll(Instrument instrument, long venueMs) {
        return calls.signed("DELETE", "/fapi/v1/allOpenOrders", calls.query().add("symbol", instrument.symbol()), 1,
            0, venueMs);
    }

    @Override
    public Ask cancelAllWaiting(Instrument instrument, long venueMs) {
        return stops.cancelAll(instrument, venueMs);
    }

    @Override
    public String withoutDeadMan() {
        return "";
    }

    @Override
    public String beyondDeadMan() {
        return "not of stops and take-profits that wait: when this engine dies, the watchdog has to cancel those";
    }

    @Override
    public Ask deadMan(Instrument instrument, long countdownMs, long venueMs) {
        return calls.signed("POST", "/fapi/v1/countdownCancelAll", calls.query().add("symbol", instrument.symbol())
            .add("countdownTime", countdownMs), 10, 0, venueMs);
    }
}
