package io.escapement.engine.venue.bybit;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.engine.venue.orders.AccountConfig;
import io.escapement.engine.venue.orders.AccountDesk;
import io.escapement.engine.venue.orders.AccountLine;
import io.escapement.engine.venue.orders.ClientOrderText;
import io.escapement.engine.venue.orders.JsonMessage;
import io.escapement.engine.venue.orders.ReplyException;
import io.escapement.engine.venue.orders.Report;
import io.escapement.engine.venue.orders.TextIds;
import org.agrona.DirectBuffer;

import java.util.HashSet;
import java.util.Set;

/**
 * Bybit's stream of an account: how orders stand, executions, positions, the wallet. Fills are told by executions; the
 * topic of orders tells how much is filled, so that an execution which is missing is noticed. Where a dead-man timer is
 * wanted, this is the line that it hangs on: it hears the timer's topics and pings well within the countdown.
 */
final class BybitPrivateLine extends AccountLine {
    private static final int PINGS_IN_TIME = 3;
    private static final String ACCOUNT = "account";

    private final AccountConfig config;
    private final AccountDesk desk;
    private final JsonMessage json = new JsonMessage();
    private final Runnable onOrder = this::order;
    private final Runnable onExecution = this::execution;
    private final Runnable onPosition = this::position;
    private final Runnable onWallet = this::wallet;
    private final Runnable onCoin = this::coin;
    private final Set<String> awaited = new HashSet<>();
    private String withoutDeadMan = "";
    private long receiveTimeNs;
    private long createdNs;

    BybitPrivateLine(AccountConfig config, AccountDesk desk) {
        this.config = config;
        this.desk = desk;
    }

    @Override
    public String name() {
        return "the private socket";
    }

    @Override
    public String url() {
        return config.webSocketUrl() + "/v5/private";
    }

    @Override
    public boolean takesOrders() {
        return false;
    }

    @Override
    public long pingEveryMs() {
        return config.deadManMs() == 0 ? BybitTradeLine.PING_EVERY_MS
            : Math.min(BybitTradeLine.PING_EVERY_MS, config.deadManMs() / PINGS_IN_TIME);
    }

    @Override
    public String withoutDeadMan() {
        return withoutDeadMan;
    }

    @Override
    public String ping() {
        return "{\"op\":\"ping\"}";
    }

    @Override
    public void opened() {
        send(BybitTradeLine.auth(config, desk.venueMs()));
    }

    @Override
    public void onFrame(DirectBuffer frame, int offset, int length, boolean text, long frameTimeNs) {
        receiveTimeNs = frameTimeNs;
        try {
            json.object(frame, offset, length);
            if (json.has("topic")) {
                topic();
            } else if (json.is("op", "auth")) {
                logon();
            } else if (json.is("op", "subscribe")) {
                subscribed();
            }
        } catch (final ReplyException malformed) {
            desk.malformed(name() + ": " + malformed.getMessage());
        }
    }

    private void logon() {
        if (!json.flag("success")) {
            desk.refused(this, "the logon was refused: " + json.words("ret_msg"));
            return;
        }
        desk.loggedOn(this);
        if (config.deadManMs() > 0 && desk.instruments().has(InstrumentKind.LINEAR)) {
            subscribe("dcp.future", "\"dcp.future\"");
        }
        if (config.deadManMs() > 0 && desk.instruments().has(InstrumentKind.SPOT)) {
            subscribe("dcp.spot", "\"dcp.spot\"");
        }
        subscribe(ACCOUNT, "\"order\",\"execution\",\"position\",\"wallet\"");
    }

    private void subscribe(String request, String topics) {
        awaited.add(request);
        send("{\"op\":\"subscribe\",\"req_id\":\"" + request + "\",\"args\":[" + topics + "]}");
    }

    private void subscribed() {
        final String request = json.words("req_id");
        if (!awaited.remove(request)) {
            return;
        }
        if (!json.flag("success")) {
            final String why = "a subscription was refused: " + request + " " + json.words("ret_msg");
            if (request.equals(ACCOUNT)) {
                desk.refused(this, why);
                return;
            }
            withoutDeadMan = why;
        }
        if (awaited.isEmpty()) {
            desk.ready(this);
        }
    }

    private void topic() {
        createdNs = json.timeNsOr("creationTime", 0);
        if (json.startsWith("topic", "order")) {
            json.each("data", onOrder);
        } else if (json.is("topic", "execution") || json.startsWith("topic", "execution.")
            && !json.startsWith("topic", "execution.fast")) {
            json.each("data", onExecution);
        } else if (json.startsWith("topic", "position")) {
            json.each("data", onPosition);
        } else if (json.is("topic", "wallet")) {
            json.each("data", onWallet);
        }
    }

    private Instrument instrument() {
        final InstrumentKind kind = json.is("category", "spot") ? InstrumentKind.SPOT
            : json.is("category", "linear") ? InstrumentKind.LINEAR : InstrumentKind.INVERSE;
        return desk.instruments().find(kind, json.text(), json.begin("symbol"), json.end("symbol"));
    }

    private Report begin(Instrument instrument) {
        final Report report = desk.report();
        if (!json.isEmpty("orderLinkId")) {
            report.clientOrderId =
                ClientOrderText.parse(json.text(), json.begin("orderLinkId"), json.end("orderLinkId"));
        }
        report.instrumentId = instrument.id();
        report.receiveTimeNs = receiveTimeNs;
        report.side = BybitReading.side(json);
        report.venueOrderText.set(json.text(), json.begin("orderId"), json.end("orderId"));
        return report;
    }

    private void order() {
        final Instrument instrument = instrument();
        if (instrument == null) {
            return;
        }
        final Report report = begin(instrument);
        report.venueTimeNs = json.timeNsOr("updatedTime", 0);
        report.price = json.price("price", instrument.priceExponent());
        report.quantity = json.amount("qty", instrument.quantityExponent());
        report.cumulative = json.amountOr("cumExecQty", instrument.quantityExponent(), 0);
        report.leaves = Math.max(0, report.quantity - report.cumulative);
        report.status = BybitReading.status(json);
        report.code = BybitReading.code(json);
        switch (report.status) {
            case ACCEPTED -> report.type = json.is("orderStatus", "Triggered") ? ExecutionType.TRIGGERED
                : ExecutionType.ACCEPTED;
            case CANCELLED -> {
                report.type = ExecutionType.CANCELLED;
                report.leaves = 0;
                report.detail.set(json.words("cancelType") + " " + json.words("rejectReason"));
            }
            case REJECTED -> {
                report.type = ExecutionType.REJECTED;
                report.leaves = 0;
                report.detail.set(json.words("rejectReason"));
            }
            default -> report.status = OrderStatus.PARTIALLY_FILLED;
        }
        desk.publish(report);
    }

    private void execution() {
        final Instrument instrument = instrument();
        if (instrument == null) {
            return;
        }
        if (json.is("execType", "Funding")) {
            desk.events().funding(json.timeNsOr("execTime", 0), receiveTimeNs,
                TextIds.id(json.text(), json.begin("execId"), json.end("execId")), -json.moneyOr("execFee", 0),
                instrument.id(), json.text(), feeBegin(), feeEnd());
            return;
        }
        if (!json.is("execType", "Trade")) {
            // Liquidations and deliveries are no orders of ours: the topic of positions tells what they did.
            return;
        }
        final Report report = begin(instrument);
        report.type = ExecutionType.FILL;
        report.status = OrderStatus.PARTIALLY_FILLED;
        report.venueTimeNs = json.timeNsOr("execTime", 0);
        report.executionId = TextIds.id(json.text(), json.begin("execId"), json.end("execId"));
        report.lastPrice = json.positive("execPrice", instrument.priceExponent());
        report.lastQuantity = json.positive("execQty", instrument.quantityExponent());
        report.fee = json.moneyOr("execFee", 0);
        report.feeAsset.set(json.text(), feeBegin(), feeEnd());
        report.role = json.flag("isMaker") ? LiquidityRole.MAKER : LiquidityRole.TAKER;
        desk.publish(report);
    }

    private int feeBegin() {
        return json.isEmpty("feeCurrency") ? 0 : json.begin("feeCurrency");
    }

    private int feeEnd() {
        return json.isEmpty("feeCurrency") ? 0 : json.end("feeCurrency");
    }

    private void position() {
        final Instrument instrument = instrument();
        if (instrument != null) {
            BybitReading.position(json, desk.events(), instrument, "entryPrice", receiveTimeNs,
                ReportSource.STREAM);
        }
    }

    private void wallet() {
        json.each("coin", onCoin);
    }

    private void coin() {
        BybitReading.balance(json, desk.events(), createdNs, receiveTimeNs, ReportSource.STREAM);
    }
}
