package io.escapement.engine.venue.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.venue.net.RestReply;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;

/**
 * Talk about orders: requests go out, answers and reports come in, and what is in doubt is asked for until it is known.
 * No order is ever sent twice. The transport's thread.
 */
final class OrderTalk {
    private static final long NS_PER_MS = 1_000_000L;
    /** So long the words of an order's end, which was announced, may be on their way. */
    private static final long END_PATIENCE_NS = 500 * NS_PER_MS;

    private final AccountProtocol protocol;
    private final AccountConfig config;
    private final AccountEvents events;
    private final RestDesk rest;
    private final GatewaySide side;
    private final GatewayOrders orders;
    private final Inquiry inquiry;
    private final LocalReports local = new LocalReports();
    private final Report report = new Report();
    private final Report localReport = new Report();
    private final UnsafeBuffer out;
    private int foreignEngine;
    private long lastSequence;

    OrderTalk(AccountProtocol protocol, AccountConfig config, AccountEvents events, RestDesk rest,
              GatewaySide side) {
        this.protocol = protocol;
        this.config = config;
        this.events = events;
        this.rest = rest;
        this.side = side;
        this.orders = new GatewayOrders(config.maxOrders());
        this.inquiry = new Inquiry(protocol, config, events, rest, side);
        this.out = new UnsafeBuffer(ByteBuffer.allocateDirect(Math.max(64, protocol.maxEncodedLength())));
    }

    GatewayOrders orders() {
        return orders;
    }

    Inquiry inquiry() {
        return inquiry;
    }

    // What records say

    void onRequest(GatewayRequest request) {
        switch (request.kind) {
            case NEW -> onNewOrder(request);
            case AMEND -> onAmend(request);
            case CANCEL -> onCancel(request);
            case RELEASE -> onRelease(request);
            case CARRY -> onCarried(request);
            case UPDATE -> onUpdate(request);
            default -> throw new IllegalStateException(request.kind + " is nothing about an order");
        }
    }

    private GatewayOrder add(GatewayRequest request) {
        final Instrument instrument = side.instruments().find(request.instrumentId);
        final GatewayOrder order = instrument == null ? null : orders.add(request.clientOrderId);
        if (order != null) {
            order.instrument = instrument;
            order.side = request.side;
            order.type = request.type;
            order.timeInForce = request.timeInForce;
            order.price = request.price;
            order.quantity = request.quantity;
            order.triggerPrice = request.triggerPrice;
            order.expireTimeNs = request.expireTimeNs;
            order.reduceOnly = request.reduceOnly;
            order.held = request.held;
            order.sentTimeNs = request.timeNs;
            lastSequence = Math.max(lastSequence, request.clientOrderId >>> 8 & (1L << 40) - 1);
        }
        return order;
    }

    private void onNewOrder(GatewayRequest request) {
        final GatewayOrder order = add(request);
        if (order == null) {
            refuse(request, Operation.PLACE, RejectCode.NOT_SENT,
                "no place for the order: its id is known, its instrument is not, or too many are open");
        } else if (order.held) {
            order.status = OrderStatus.INTENDED;
        } else {
            place(order);
        }
    }

    private void onCarried(GatewayRequest request) {
        final GatewayOrder order = add(request);
        if (order != null) {
            order.status = request.status;
            order.knownCumulative = request.cumulative;
            order.venueCumulative = request.cumulative;
            order.dealt = request.cumulative;
            order.venueOrderText.set(request.text);
            order.venueOrderId = request.venueOrderId;
            order.carried(request.fills, request.fillCount, request.fillCount < request.fills.length);
        }
    }

    private void onRelease(GatewayRequest request) {
        final GatewayOrder order = orders.find(request.clientOrderId);
        if (order == null || !order.held) {
            refuse(request, Operation.PLACE, RejectCode.NOT_SENT, "the order that is released was not held here");
            return;
        }
        order.held = false;
        order.status = OrderStatus.SENT;
        order.sentTimeNs = request.timeNs;
        order.type = switch (order.type) {
            case STOP, TAKE_PROFIT -> OrderType.MARKET;
            case STOP_LIMIT, TAKE_PROFIT_LIMIT -> OrderType.LIMIT;
            default -> order.type;
        };
        place(order);
    }

    private void onUpdate(GatewayRequest request) {
        final GatewayOrder order = orders.find(request.clientOrderId);
        if (order == null) {
            return;
        }
        order.status = request.status;
        order.knownCumulative = request.cumulative;
        if (order.isDone()) {
            order.held = false;
        }
        if (!order.isMissingFills()) {
            order.missingNanos = GatewayOrder.NEVER;
        }
    }

    private void onCancel(GatewayRequest request) {
        final GatewayOrder order = orders.find(request.clientOrderId);
        if (order == null) {
            refuse(request, Operation.CANCEL, RejectCode.NOT_SENT, "the gateway does not know the order");
        } else if (!order.held && !order.cancelling && !order.over) {
            request(Operation.CANCEL, order);
        }
    }

    private void onAmend(GatewayRequest request) {
        final GatewayOrder order = orders.find(request.clientOrderId);
        if (order == null || order.held || order.over || order.amending) {
            refuse(request, Operation.AMEND, RejectCode.NOT_SENT, "the order is not one to be amended now");
        } else if (!protocol.amends()) {
            refuse(request, Operation.AMEND, RejectCode.NOT_SUPPORTED, "the venue does not amend orders");
        } else {
            order.amendPrice = request.price;
            order.amendQuantity = request.quantity;
            request(Operation.AMEND, order);
        }
    }

    // Requests

    private void place(GatewayOrder order) {
        if (!side.isTrading()) {
            refuse(order, Operation.PLACE, RejectCode.NOT_SENT, side.whyNot());
        } else if (!protocol.nativeTypes().contains(order.type)) {
            refuse(order, Operation.PLACE, RejectCode.NOT_SUPPORTED, "the venue does not keep orders of this type");
        } else {
            request(Operation.PLACE, order);
        }
    }

    private void request(Operation operation, GatewayOrder order) {
        final AccountLine entry = protocol.entersByLine() ? side.entry() : null;
        try {
            if (entry != null) {
                byLine(entry, operation, order);
            } else if (protocol.entersByLine() && operation == Operation.PLACE && !protocol.entersByRestToo()) {
                refuse(order, operation, RejectCode.NOT_SENT, side.whyNot());
            } else {
                byRest(operation, order);
            }
        } catch (final IllegalArgumentException unfit) {
            refuse(order, operation, RejectCode.NOT_SUPPORTED, unfit.getMessage());
        }
    }

    private void byLine(AccountLine entry, Operation operation, GatewayOrder order) {
        final boolean urgent = operation == Operation.CANCEL;
        final int length = protocol.encode(operation, order, side.venueMs(), out);
        if (!protocol.budget().take(0, 1, urgent, side.nowNs() / NS_PER_MS)) {
            refuse(order, operation, RejectCode.RATE_LIMIT, "the venue's limit of orders leaves no room");
        } else if (entry.send(out, length)) {
            underWay(operation, order);
            order.byLine = true;
        } else if (protocol.entersByRestToo()) {
            byRest(operation, order); // nothing has left by the line
        } else {
            refuse(order, operation, RejectCode.NOT_SENT, "the line for orders is down");
        }
    }

    private void byRest(Operation operation, GatewayOrder order) {
        final Ask ask = protocol.request(operation, order, side.venueMs());
        underWay(operation, order);
        order.byLine = false;
        if (!rest.send(ask, operation == Operation.CANCEL, new Outcome(operation, order.clientOrderId))) {
            settled(operation, order);
            refuse(order, operation, RejectCode.RATE_LIMIT, "the venue's limits leave no room");
        }
    }

    private void underWay(Operation operation, GatewayOrder order) {
        final long nanos = System.nanoTime();
        switch (operation) {
            case PLACE -> {
                order.placing = true;
                order.placeNanos = nanos;
            }
            case AMEND -> {
                order.amending = true;
                order.amendNanos = nanos;
            }
            case CANCEL -> {
                order.cancelling = true;
                order.cancelNanos = nanos;
            }
        }
    }

    private static void settled(Operation operation, GatewayOrder order) {
        switch (operation) {
            case PLACE -> order.placing = false;
            case AMEND -> order.amending = false;
            case CANCEL -> order.cancelling = false;
        }
    }

    /** The outcome of a request by REST. */
    private final class Outcome implements RestDesk.Replies {
        private final Operation operation;
        private final long clientOrderId;

        private Outcome(Operation operation, long clientOrderId) {
            this.operation = operation;
            this.clientOrderId = clientOrderId;
        }

        @Override
        public void onReply(RestReply reply) {
            final Answer refusal = protocol.refusal(reply);
            final GatewayOrder order = orders.find(clientOrderId);
            if (refusal == null && operation == Operation.PLACE && order != null) {
                try {
                    protocol.readPlaced(reply, report.clear());
                    order.venueId(report.venueOrderId, report.venueOrderText);
                } catch (final ReplyException malformed) {
                    events.status(GatewayCondition.MALFORMED_MESSAGE, AccountEvents.NULL,
                        AccountEvents.NO_INSTRUMENT, reply.receiveTimeNs(), malformed.getMessage());
                }
            }
            if (refusal == null && operation == Operation.AMEND && order != null && !protocol.isAmended(reply)) {
                settled(operation, order);
                doubt(operation, order, ""); // the venue has done something else with it
            } else {
                answered(operation, clientOrderId, refusal);
            }
        }

        @Override
        public void onFailure(String detail, boolean sent) {
            side.later(() -> {
                if (sent) {
                    answered(operation, clientOrderId, new Answer(Refusal.UNKNOWN, 0, detail));
                } else {
                    notSent(operation, clientOrderId, detail);
                }
            });
        }
    }

    private void notSent(Operation operation, long clientOrderId, String detail) {
        final GatewayOrder order = orders.find(clientOrderId);
        if (order != null) {
            settled(operation, order);
            refuse(order, operation, RejectCode.NOT_SENT, detail);
        }
    }

    // Answers

    void answered(Operation operation, long clientOrderId, Answer refusal) {
        final GatewayOrder order = orders.find(clientOrderId);
        if (order == null) {
            return;
        }
        final boolean awaited = switch (operation) {
            case PLACE -> order.placing;
            case AMEND -> order.amending;
            case CANCEL -> order.cancelling;
        };
        settled(operation, order);
        if (refusal == null) {
            granted(operation, order);
        } else if (refusal.refusal().code() == RejectCode.CLOCK) {
            side.clockDoubted();
            refused(operation, order, refusal);
        } else if (refusal.refusal().fate() == Refusal.Fate.UNKNOWN
            || operation == Operation.PLACE && refusal.refusal().fate() == Refusal.Fate.DUPLICATE) {
            if (awaited) {
                doubt(operation, order, refusal.toString());
            }
        } else {
            refused(operation, order, refusal);
        }
    }

    private void granted(Operation operation, GatewayOrder order) {
        final long laterNanos = System.nanoTime() + config.answerMs() * NS_PER_MS;
        switch (operation) {
            case PLACE -> {
                if (!protocol.effectByReply()) {
                    order.placeInDoubt |= !order.seen;
                    inquiry.askAt(order, order.seen ? order.askNanos : laterNanos);
                } else if (!order.seen) {
                    order.seen = true;
                    order.placeInDoubt = false;
                    publish(reply(order, ExecutionType.ACCEPTED, OrderStatus.ACCEPTED));
                }
            }
            case AMEND -> {
                if (protocol.effectByReply()) {
                    inquiry.amended(order, ReportSource.REPLY);
                } else if (order.amendQuantity != Report.NULL) {
                    order.amendInDoubt = true;
                    inquiry.askAt(order, laterNanos);
                }
            }
            case CANCEL -> {
                if (!order.over) {
                    order.cancelInDoubt = true;
                    inquiry.askAt(order, laterNanos);
                }
            }
        }
    }

    private void refused(Operation operation, GatewayOrder order, Answer refusal) {
        if (operation != Operation.AMEND && order.over) {
            return;
        }
        report.of(order);
        report.type = operation.refusal();
        report.status = operation == Operation.PLACE ? OrderStatus.REJECTED : order.status;
        report.code = refusal.refusal().code();
        report.source = ReportSource.REPLY;
        report.detail.set(config.secrets().redact(refusal.toString()));
        if (operation == Operation.PLACE) {
            order.over = true;
            order.placeInDoubt = false;
            order.askNanos = GatewayOrder.NEVER;
        } else if (refusal.refusal().fate() == Refusal.Fate.NOT_FOUND) {
            // Filled, cancelled, or not there yet: the venue will say which.
            report.code = RejectCode.UNKNOWN_ORDER;
            inquiry.askAt(order, System.nanoTime());
        }
        publish(report);
    }

    /** Nobody knows whether the venue has had the request. */
    private void doubt(Operation operation, GatewayOrder order, String why) {
        if (order.over) {
            return;
        }
        switch (operation) {
            case PLACE -> {
                order.placeInDoubt = true;
                report.of(order);
                report.type = ExecutionType.OUTCOME_UNKNOWN;
                report.status = OrderStatus.UNKNOWN;
                report.source = ReportSource.GATEWAY;
                report.detail.set(config.secrets().redact(why));
                publish(report);
            }
            case AMEND -> order.amendInDoubt = true;
            case CANCEL -> order.cancelInDoubt = true;
        }
        inquiry.askAt(order, System.nanoTime());
    }

    private Report reply(GatewayOrder order, ExecutionType type, OrderStatus status) {
        report.of(order);
        report.type = type;
        report.status = status;
        report.source = ReportSource.REPLY;
        report.price = order.price;
        report.quantity = order.quantity;
        return report;
    }

    private void publish(Report what) {
        what.receiveTimeNs = side.nowNs();
        events.report(what);
    }

    // Refusals of our own

    private void refuse(GatewayOrder order, Operation operation, RejectCode code, String why) {
        if (operation == Operation.PLACE) {
            order.over = true;
        }
        local.add(order.clientOrderId, order.instrument.id(), order.side, operation.refusal(), code, why);
    }

    private void refuse(GatewayRequest request, Operation operation, RejectCode code, String why) {
        local.add(request.clientOrderId, request.instrumentId,
            operation == Operation.PLACE ? request.side : Side.UNKNOWN, operation.refusal(), code, why);
    }

    int publishLocal() {
        return local.isEmpty() ? 0 : local.publish(events, localReport, side.nowNs());
    }

    // What the venue says of its own accord

    /** See {@link AccountDesk#publish}. */
    void heard(Report heard) {
        if (heard.clientOrderId == ClientOrderText.NONE) {
            return;
        }
        final GatewayOrder order = orders.find(heard.clientOrderId);
        heard.receiveTimeNs = heard.receiveTimeNs == Report.NULL ? side.nowNs() : heard.receiveTimeNs;
        if (order == null) {
            stranger(heard);
            return;
        }
        order.venueId(heard.venueOrderId, heard.venueOrderText);
        if (heard.type == ExecutionType.FILL) {
            if (inquiry.isAmended(order, heard.price, heard.quantity)) {
                inquiry.amended(order, heard.source); // a fill of what it was to become overtakes that word
            }
            order.sumUp(heard);
        }
        if (heard.type != ExecutionType.REJECTED) {
            order.filled(heard.cumulative);
        }
        final boolean first = !order.seen;
        order.seen = true;
        order.triggered |= heard.type == ExecutionType.TRIGGERED || heard.type == ExecutionType.FILL;
        order.placing = false;
        order.placeInDoubt = false;
        if (heard.side == Side.UNKNOWN) {
            heard.side = order.side;
        }
        if (isNews(order, heard, first)) {
            events.report(heard);
        }
        if (order.over
            || !order.unlisted && !order.amendInDoubt && !order.cancelInDoubt && !order.asking) {
            order.askNanos = GatewayOrder.NEVER;
        }
        if (heard.overElsewhere && !order.over) {
            inquiry.askAt(order, System.nanoTime() + END_PATIENCE_NS);
        }
        inquiry.missed(order);
    }

    private boolean isNews(GatewayOrder order, Report heard, boolean first) {
        switch (heard.type) {
            case ACCEPTED, NULL_VAL -> {
                if (inquiry.isAmended(order, heard.price, heard.quantity)) {
                    heard.type = ExecutionType.AMENDED;
                    inquiry.settleAmend(order);
                    return true;
                }
                heard.type = ExecutionType.ACCEPTED;
                heard.status = OrderStatus.ACCEPTED;
                return first && !order.over || order.status == OrderStatus.UNKNOWN;
            }
            case AMENDED -> {
                final boolean known = heard.price == order.price && heard.quantity == order.quantity
                    && !order.amending && !order.amendInDoubt;
                order.price = heard.price == Report.NULL ? order.price : heard.price;
                order.quantity = heard.quantity == Report.NULL ? order.quantity : heard.quantity;
                order.amendPrice = Report.NULL;
                order.amendQuantity = Report.NULL;
                order.amending = false;
                order.amendInDoubt = false;
                return !known;
            }
            case CANCELLED, EXPIRED, REJECTED -> {
                order.over = true;
                order.cancelling = false;
                order.cancelInDoubt = false;
                order.amending = false;
                order.amendInDoubt = false;
                return true;
            }
            default -> {
                order.over |= heard.status == OrderStatus.FILLED;
                return true;
            }
        }
    }

    /** An order that this gateway does not know: another engine's on the same account, or one that has to be told. */
    private void stranger(Report heard) {
        final int engine = (int) (heard.clientOrderId >>> 48);
        final boolean ours = engine == config.engineId();
        final boolean beyond = ours && (heard.clientOrderId >>> 8 & (1L << 40) - 1) > lastSequence && lastSequence > 0;
        if ((!ours || beyond) && foreignEngine != engine) {
            foreignEngine = engine;
            events.status(GatewayCondition.KEY_IN_USE, AccountEvents.NULL, heard.instrumentId, heard.receiveTimeNs,
                "order " + ClientOrderText.of(heard.clientOrderId) + " was sent by "
                    + (ours ? "another engine of our number" : "engine " + engine)
                    + " through this account; expected none but ours");
        }
        if (ours && heard.type != ExecutionType.NULL_VAL) {
            events.report(heard);
        }
    }

    // Time, and what is lost with it

    /** Requests without an answer for too long are in doubt. */
    void tick(long nanos) {
        final long lineNs = config.answerMs() * NS_PER_MS;
        for (int i = 0; i < orders.count(); i++) {
            final GatewayOrder order = orders.at(i);
            if (order.isInFlight()) {
                overdue(order, nanos, lineNs);
            }
            if (order.askNanos <= nanos && !order.asking && !order.placing) {
                inquiry.ask(order);
            } else if (order.missingNanos <= nanos && !order.askingFills && !order.asking) {
                inquiry.askFills(order);
            }
        }
    }

    private void overdue(GatewayOrder order, long nanos, long limitNs) {
        // The REST client has a limit of its own, and tells of it.
        final long patience = order.byLine ? limitNs : 3 * limitNs;
        if (order.placing && nanos - order.placeNanos > patience) {
            order.placing = false;
            doubt(Operation.PLACE, order, "no answer within " + patience / NS_PER_MS + " ms");
        }
        if (order.amending && nanos - order.amendNanos > patience) {
            order.amending = false;
            doubt(Operation.AMEND, order, "no answer");
        }
        if (order.cancelling && nanos - order.cancelNanos > patience) {
            order.cancelling = false;
            doubt(Operation.CANCEL, order, "no answer");
        }
    }

    /** The line for orders is gone: what was under way on it may have arrived or not. */
    void entryLost(String why) {
        if (!protocol.entersByLine()) {
            return;
        }
        for (int i = 0; i < orders.count(); i++) {
            final GatewayOrder order = orders.at(i);
            if (order.byLine && order.placing) {
                order.placing = false;
                doubt(Operation.PLACE, order, "the connection was lost before an answer: " + why);
            }
            if (order.byLine) {
                order.amendInDoubt |= order.amending;
                order.cancelInDoubt |= order.cancelling;
                order.amending = false;
                order.cancelling = false;
            }
        }
    }

    /** Whether any request or question is under way. */
    boolean isQuiet() {
        for (int i = 0; i < orders.count(); i++) {
            final GatewayOrder order = orders.at(i);
            if (order.isInFlight() || order.asking || order.askingFills
                || order.placeInDoubt && !order.over) {
                return false;
            }
        }
        return local.isEmpty();
    }
}
