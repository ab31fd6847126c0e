package io.escapement.engine.venue.binance;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.engine.venue.orders.AccountConfig;
import io.escapement.engine.venue.orders.AccountDesk;
import io.escapement.engine.venue.orders.AccountEvents;
import io.escapement.engine.venue.orders.AccountLine;
import io.escapement.engine.venue.orders.Allowance;
import io.escapement.engine.venue.orders.Answer;
import io.escapement.engine.venue.orders.ClientOrderText;
import io.escapement.engine.venue.orders.JsonMessage;
import io.escapement.engine.venue.orders.Operation;
import io.escapement.engine.venue.orders.Query;
import io.escapement.engine.venue.orders.ReplyException;
import io.escapement.engine.venue.orders.Report;
import org.agrona.DirectBuffer;

import java.util.concurrent.TimeUnit;

/**
 * Binance's WebSocket API: logon, the account's own stream, and replies to requests about orders. Messages are
 * {@code {"id":..,"status":..}} and {@code {"subscriptionId":..,"event":{"e":..}}}.
 */
final class BinanceLine extends AccountLine {
    private static final String PATH = "/ws-api/v3";
    private static final String LOGON = "logon";
    private static final String SUBSCRIBE = "subscribe";
    private static final int OK = 200;
    private static final long NS_PER_MS = 1_000_000L;
    private static final int MONEY = -8;

    private final AccountConfig config;
    private final BinanceCalls calls;
    private final AccountDesk desk;
    private final JsonMessage json = new JsonMessage();
    private final Runnable onBalance = this::balance;
    private final Runnable onLimit = this::limit;
    private long receiveTimeNs;
    private long eventTimeNs;

    BinanceLine(AccountConfig config, BinanceCalls calls, AccountDesk desk) {
        this.config = config;
        this.calls = calls;
        this.desk = desk;
    }

    @Override
    public String name() {
        return "the WebSocket API";
    }

    @Override
    public String url() {
        return config.webSocketUrl() + PATH;
    }

    @Override
    public boolean takesOrders() {
        return true;
    }

    @Override
    public void opened() {
        if (config.secrets().isEd25519()) {
            send(signed(LOGON, "session.logon"));
        } else {
            send(signed(SUBSCRIBE, "userDataStream.subscribe.signature"));
        }
    }

    /** Parameters are signed in alphabetical order, as they are. */
    private String signed(String id, String method) {
        final long ms = desk.venueMs();
        final String signature = config.secrets().signer().sign(new Query(false).add("apiKey", config.secrets().key())
            .add("timestamp", ms).toString());
        return "{\"id\":\"" + id + "\",\"method\":\"" + method + "\",\"params\":{\"apiKey\":\""
            + config.secrets().key() + "\",\"timestamp\":" + ms + ",\"signature\":\"" + signature + "\"}}";
    }

    @Override
    public void onFrame(DirectBuffer frame, int offset, int length, boolean text, long frameTimeNs) {
        receiveTimeNs = frameTimeNs;
        try {
            json.object(frame, offset, length);
            if (json.isObject("event")) {
                json.enter("event");
                event();
            } else {
                reply();
            }
        } catch (final ReplyException malformed) {
            desk.malformed(name() + ": " + malformed.getMessage());
        }
    }

    // Replies

    private void reply() {
        final int status = (int) json.integer("status");
        if (json.isArray("rateLimits")) {
            json.each("rateLimits", onLimit);
        }
        final int from = json.has("id") ? json.begin("id") : 0;
        final int to = json.has("id") ? json.end("id") : 0;
        if (json.is("id", LOGON)) {
            loggedOn(status);
        } else if (json.is("id", SUBSCRIBE)) {
            subscribed(status);
        } else if (from < to) {
            final byte letter = json.text().getByte(from);
            final Operation operation = letter == 'c' ? Operation.CANCEL : letter == 'a' ? Operation.AMEND
                : Operation.PLACE;
            final long id = ClientOrderText.parse(json.text(), operation == Operation.PLACE ? from : from + 1, to);
            if (id != ClientOrderText.NONE) {
                desk.answered(operation, id, status == OK ? null : refusal(status));
            }
        }
    }

    private void loggedOn(int status) {
        if (status == OK) {
            desk.loggedOn(this);
            send("{\"id\":\"" + SUBSCRIBE + "\",\"method\":\"userDataStream.subscribe\"}");
        } else {
            desk.refused(this, "the logon was refused: " + refusal(status));
        }
    }

    private void subscribed(int status) {
        if (status == OK) {
            if (!config.secrets().isEd25519()) {
                desk.loggedOn(this);
            }
            desk.ready(this);
        } else {
            desk.refused(this, "the account's stream was refused: " + refusal(status));
        }
    }

    private Answer refusal(int status) {
        json.enter("error");
        final int code = (int) json.integerOr("code", 0);
        final String words = json.words("msg");
        if (json.isObject("data")) {
            json.enter("data");
            final long untilMs = json.integerOr("retryAfter", 0);
            if (status == 429 || status == 418) {
                desk.budget().close(untilMs);
            }
            json.leave();
        }
        json.leave();
        return new Answer(calls.meaning(status, code, words), code, config.secrets().redact(words));
    }

    private void limit() {
        final long intervals = json.integerOr("intervalNum", 1);
        final TimeUnit unit = json.is("interval", "SECOND") ? TimeUnit.SECONDS : json.is("interval", "MINUTE")
            ? TimeUnit.MINUTES : json.is("interval", "DAY") ? TimeUnit.DAYS : TimeUnit.HOURS;
        final long windowMs = unit.toMillis(intervals);
        final Allowance window = json.is("rateLimitType", "ORDERS") ? desk.budget().orders(windowMs)
            : json.is("rateLimitType", "REQUEST_WEIGHT") ? desk.budget().weight(windowMs) : null;
        if (window != null) {
            window.limit(json.integerOr("limit", 0));
            window.observed(json.integerOr("count", 0), receiveTimeNs / NS_PER_MS);
        }
    }

    // The account's stream

    private void event() {
        eventTimeNs = json.timeNsOr("E", 0);
        if (json.is("e", "executionReport")) {
            executionReport();
        } else if (json.is("e", "outboundAccountPosition")) {
            json.each("B", onBalance);
        } else if (json.is("e", "eventStreamTerminated")) {
            desk.interrupted(this, "the venue has ended the account's stream");
        } else if (json.is("e", "serverShutdown")) {
            desk.interrupted(this, "the server is about to shut down");
        }
    }

    private void balance() {
        final long free = json.cut("f", MONEY);
        desk.events().balance(eventTimeNs, receiveTimeNs, AccountEvents.sum(free, json.cut("l", MONEY)), free,
            ReportSource.STREAM, json.text(), json.begin("a"), json.end("a"));
    }

    private void executionReport() {
        final Instrument instrument =
            desk.instruments().find(InstrumentKind.SPOT, json.text(), json.begin("s"), json.end("s"));
        if (instrument == null) {
            return;
        }
        // On a cancel, c is the cancel's own name and C the order's.
        final String name = json.isEmpty("C") ? "c" : "C";
        final Report report = desk.report();
        report.clientOrderId = ClientOrderText.parse(json.text(), json.begin(name), json.end(name));
        report.instrumentId = instrument.id();
        report.receiveTimeNs = receiveTimeNs;
        report.venueTimeNs = json.timeNsOr("T", 0);
        report.venueOrderId = json.integer("i");
        report.side = BinanceOrderReading.side(json, "S");
        report.status = BinanceOrderReading.status(json, "X");
        report.quantity = json.amount("q", instrument.quantityExponent());
        report.price = json.decimal("p", instrument.priceExponent());
        report.cumulative = json.amount("z", instrument.quantityExponent());
        report.leaves = Math.max(0, report.quantity - report.cumulative);
        type(report, instrument);
        desk.publish(report);
    }

    private void type(Report report, Instrument instrument) {
        if (json.is("x", "NEW")) {
            final boolean stop = json.startsWith("o", "STOP") || json.startsWith("o", "TAKE");
            report.type = stop && json.flag("w") ? ExecutionType.TRIGGERED : ExecutionType.ACCEPTED;
        } else if (json.is("x", "TRADE")) {
            report.type = ExecutionType.FILL;
            report.executionId = json.integer("t");
            report.lastPrice = json.positive("L", instrument.priceExponent());
            report.lastQuantity = json.positive("l", instrument.quantityExponent());
            report.role = json.flag("m") ? LiquidityRole.MAKER : LiquidityRole.TAKER;
            report.fee = json.moneyOr("n", 0);
            if (!json.isEmpty("N")) {
                report.feeAsset.set(json.text(), json.begin("N"), json.end("N"));
            }
        } else if (json.is("x", "CANCELED")) {
            report.type = ExecutionType.CANCELLED;
            report.leaves = 0;
        } else if (json.is("x", "EXPIRED") || json.is("x", "TRADE_PREVENTION")) {
            final boolean prevented = json.is("x", "TRADE_PREVENTION");
            report.type = prevented ? ExecutionType.CANCELLED : ExecutionType.EXPIRED;
            report.code = prevented ? RejectCode.SELF_TRADE : RejectCode.NONE;
            report.leaves = 0;
            if (!json.isEmpty("eR")) {
                report.detail.set(json.text(), json.begin("eR"), json.end("eR"));
            }
        } else if (json.is("x", "REJECTED")) {
            report.type = ExecutionType.REJECTED;
            report.code = RejectCode.OTHER;
            report.leaves = 0;
            report.detail.set(json.words("r"));
        } else if (json.is("x", "REPLACED")) {
            report.type = ExecutionType.AMENDED;
        } else {
            throw new ReplyException("the field x is " + json.words("x") + "; expected an execution type");
        }
    }
}
