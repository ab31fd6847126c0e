package io.escapement.engine.venue.binance;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.engine.venue.orders.AccountConfig;
import io.escapement.engine.venue.orders.AccountDesk;
import io.escapement.engine.venue.orders.AccountEvents;
import io.escapement.engine.venue.orders.AccountLine;
import io.escapement.engine.venue.orders.ClientOrderText;
import io.escapement.engine.venue.orders.JsonMessage;
import io.escapement.engine.venue.orders.ReplyException;
import io.escapement.engine.venue.orders.Report;
import io.escapement.engine.venue.orders.TextIds;
import org.agrona.DirectBuffer;

/**
 * The account's stream of Binance USD-M. An order's fills are told by {@code ORDER_TRADE_UPDATE}; {@code TRADE_LITE}
 * tells the same sooner but without the fee, and is passed over.
 */
final class UsdmLine extends AccountLine {
    private static final int MONEY = -8;

    private final AccountConfig config;
    private final AccountDesk desk;
    private final String listenKey;
    private final JsonMessage json = new JsonMessage();
    private final Runnable onBalance = this::balance;
    private final Runnable onPosition = this::position;
    private final Runnable onFunding = this::funding;
    private long receiveTimeNs;
    private long eventTimeNs;

    UsdmLine(AccountConfig config, AccountDesk desk, String listenKey) {
        this.config = config;
        this.desk = desk;
        this.listenKey = listenKey;
    }

    @Override
    public String name() {
        return "the account's stream";
    }

    @Override
    public String url() {
        return config.webSocketUrl() + "/private/ws/" + listenKey;
    }

    @Override
    public boolean takesOrders() {
        return false;
    }

    /** The key in the path is the logon. */
    @Override
    public void opened() {
        desk.loggedOn(this);
        desk.ready(this);
    }

    @Override
    public void onFrame(DirectBuffer frame, int offset, int length, boolean text, long frameTimeNs) {
        receiveTimeNs = frameTimeNs;
        try {
            json.object(frame, offset, length);
            eventTimeNs = json.timeNsOr("E", 0);
            if (json.is("e", "ORDER_TRADE_UPDATE")) {
                json.enter("o");
                orderUpdate();
            } else if (json.is("e", "ALGO_UPDATE")) {
                final long timeNs = json.timeNsOr("T", 0);
                json.enter("o");
                stopUpdate(timeNs);
            } else if (json.is("e", "ACCOUNT_UPDATE")) {
                accountUpdate();
            } else if (json.is("e", "listenKeyExpired")) {
                desk.interrupted(this, "the listen key has expired");
            } else if (json.is("e", "serverShutdown")) {
                desk.interrupted(this, "the server is about to shut down");
            }
        } catch (final ReplyException malformed) {
            desk.malformed(name() + ": " + malformed.getMessage());
        }
    }

    private Instrument instrument() {
        return desk.instruments().find(InstrumentKind.LINEAR, json.text(), json.begin("s"), json.end("s"));
    }

    private void orderUpdate() {
        final Instrument instrument = instrument();
        if (instrument == null) {
            return;
        }
        final Report report = desk.report();
        report.clientOrderId = ClientOrderText.parse(json.text(), json.begin("c"), json.end("c"));
        report.instrumentId = instrument.id();
        report.receiveTimeNs = receiveTimeNs;
        report.venueTimeNs = json.timeNsOr("T", 0);
        report.venueOrderId = json.integer("i");
        report.side = BinanceOrderReading.side(json, "S");
        report.quantity = json.amount("q", instrument.quantityExponent());
        report.price = json.decimal("p", instrument.priceExponent());
        report.cumulative = json.amount("z", instrument.quantityExponent());
        report.leaves = Math.max(0, report.quantity - report.cumulative);
        type(report, instrument);
        desk.publish(report);
    }

    private void stopUpdate(long venueTimeNs) {
        final Instrument instrument = instrument();
        if (instrument != null) {
            final Report report = desk.report();
            report.instrumentId = instrument.id();
            report.receiveTimeNs = receiveTimeNs;
            report.venueTimeNs = venueTimeNs;
            UsdmStops.update(json, instrument, report);
            desk.publish(report);
        }
    }

    private void type(Report report, Instrument instrument) {
        if (json.is("x", "NEW")) {
            report.type = ExecutionType.ACCEPTED;
            report.status = OrderStatus.ACCEPTED;
        } else if (json.is("x", "TRADE") || json.is("x", "CALCULATED")) {
            report.type = ExecutionType.FILL;
            report.status = report.leaves == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
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
            report.status = OrderStatus.CANCELLED;
            report.leaves = 0;
        } else if (json.is("x", "EXPIRED")) {
            expired(report);
        } else if (json.is("x", "AMENDMENT")) {
            report.type = ExecutionType.AMENDED;
            report.status = report.cumulative > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.ACCEPTED;
        } else {
            throw new ReplyException("the field x is " + json.words("x") + "; expected an execution type");
        }
    }

    /** A post-only order that would take is told so as well. */
    private void expired(Report report) {
        final boolean prevented = json.is("X", "EXPIRED_IN_MATCH");
        report.type = prevented ? ExecutionType.CANCELLED : ExecutionType.EXPIRED;
        report.status = prevented ? OrderStatus.CANCELLED : OrderStatus.EXPIRED;
        report.code = prevented ? RejectCode.SELF_TRADE : json.is("er", "4") ? RejectCode.REDUCE_ONLY
            : json.is("f", "GTX") ? RejectCode.WOULD_CROSS : RejectCode.NONE;
        report.leaves = 0;
        if (!json.isEmpty("er")) {
            report.detail.set("expiry reason " + json.words("er"));
        }
    }

    private void accountUpdate() {
        json.enter("a");
        final boolean funding = json.is("m", "FUNDING_FEE");
        if (json.isArray("B")) {
            json.each("B", onBalance);
            if (funding) {
                json.each("B", onFunding);
            }
        }
        if (json.isArray("P")) {
            json.each("P", onPosition);
        }
    }

    private void balance() {
        desk.events().balance(eventTimeNs, receiveTimeNs, json.cut("wb", MONEY), AccountEvents.NULL,
            ReportSource.STREAM, json.text(), json.begin("a"), json.end("a"));
    }

    /** Of a cross position the venue does not say whose funding it is: then it is told for the whole account. */
    private void funding() {
        final long amount = json.moneyOr("bc", 0);
        if (amount != 0) {
            final long id = TextIds.id(json.text(), json.begin("a"), json.end("a")) ^ eventTimeNs & Long.MAX_VALUE;
            desk.events().funding(eventTimeNs, receiveTimeNs, id, amount,
                desk.instruments().all().size() == 1 ? desk.instruments().all().get(0).id()
                    : AccountEvents.NO_INSTRUMENT,
                json.text(), json.begin("a"), json.end("a"));
        }
    }

    private void position() {
        final Instrument instrument = instrument();
        if (instrument != null && (!json.has("ps") || json.is("ps", "BOTH"))) {
            desk.events().position(eventTimeNs, receiveTimeNs, instrument,
                json.decimal("pa", instrument.quantityExponent()), json.cut("ep", instrument.priceExponent()),
                ReportSource.STREAM);
        }
    }
}
