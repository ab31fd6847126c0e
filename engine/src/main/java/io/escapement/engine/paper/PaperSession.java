package io.escapement.engine.paper;

import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The way to the simulated venue and back: orders and cancels arrive after the entry latency, reports are handed over
 * after the response latency (V1), in the order of work of V2. What is due at a nanosecond is done when that
 * nanosecond is over, that is when {@link #advance} names a later one: by then all of its market data has been seen.
 *
 * <p>Two messages of one order never overtake each other, in either direction. One thread; no allocation once the
 * instruments are known, nothing that grows.
 */
public final class PaperSession implements MatchListener {
    private final LatencyModel latency;
    private final ReportOutlet outlet;
    private final PaperMatching[] instruments;
    private final DueQueue<PaperCommand> commands;
    private final DueQueue<PaperReport> reports;
    private final PaperCommand[] freeCommands;
    private final PaperCommand doorkeeper = new PaperCommand();
    private final PaperOrder[] freeOrders;
    private final Long2ObjectHashMap<PaperOrder> orders;
    private int freeCommandCount;
    private int freeOrderCount;
    private long lastVenueOrderId;
    private long lastExecutionId;

    /** @param config bounds; must have no problems */
    public PaperSession(PaperConfig config, LatencyModel latency, ReportOutlet outlet) {
        this.latency = latency;
        this.outlet = outlet;
        instruments = new PaperMatching[config.bounds().maxInstruments() + 1];
        commands = new DueQueue<>(config.bounds().maxCommandsUnderWay());
        reports = new DueQueue<>(config.bounds().maxReportsUnderWay());
        freeCommands = new PaperCommand[config.bounds().maxCommandsUnderWay()];
        while (freeCommandCount < freeCommands.length) {
            freeCommands[freeCommandCount++] = new PaperCommand();
        }
        freeOrders = new PaperOrder[config.bounds().maxOrders()];
        while (freeOrderCount < freeOrders.length) {
            freeOrders[freeOrderCount++] = new PaperOrder();
        }
        orders = new Long2ObjectHashMap<>(config.bounds().maxOrders() * 2, 0.6f);
    }

    /** Whether an instrument's id is one that this session can hold. */
    public boolean holds(int instrumentId) {
        return instrumentId >= 0 && instrumentId < instruments.length;
    }

    /** The matching of an instrument, or null. */
    public PaperMatching instrument(int instrumentId) {
        return holds(instrumentId) ? instruments[instrumentId] : null;
    }

    /** Makes an instrument tradable; its id must be one that the session {@link #holds}. */
    public void add(int instrumentId, PaperMatching matching) {
        instruments[instrumentId] = matching;
    }

    // Requests

    /** Sends an order at this time. Answers come as reports, whatever is wrong with it. */
    public void submit(long nowNs, long clientOrderId, int instrumentId, Side side, OrderType type,
        TimeInForce timeInForce, long price, long quantity) {
        submit(nowNs, clientOrderId, instrumentId, side, type, timeInForce, price, quantity, PaperOrder.NONE);
    }

    /** Likewise, an order that may wait for a trigger. */
    public void submit(long nowNs, long clientOrderId, int instrumentId, Side side, OrderType type,
        TimeInForce timeInForce, long price, long quantity, long triggerPrice) {
        if (side != Side.BUY && side != Side.SELL) {
            throw new IllegalArgumentException("order " + clientOrderId + " has the side " + side
                + "; expected BUY or SELL");
        }
        final PaperOrder known = orders.get(clientOrderId);
        if (known != null || freeOrderCount == 0 || freeCommandCount == 0) {
            final RejectCode code = known != null ? RejectCode.DUPLICATE_ORDER : RejectCode.RATE_LIMIT;
            refuse(nowNs, clientOrderId, instrumentId, side, ExecutionType.REJECTED, code);
            return;
        }
        final PaperOrder order = freeOrders[--freeOrderCount];
        order.set(clientOrderId, instrumentId, side, type, timeInForce, price, quantity).trigger(triggerPrice);
        orders.put(clientOrderId, order);
        send(nowNs, order, PaperCommand.Kind.NEW);
    }

    /** Keeps an order that the engine holds: the venue hears of it when it is released. Ignored if there is no room. */
    public void hold(long clientOrderId, int instrumentId, Side side, OrderType type, TimeInForce timeInForce,
        long price, long quantity) {
        if (freeOrderCount > 0 && orders.get(clientOrderId) == null) {
            final PaperOrder order = freeOrders[--freeOrderCount];
            order.set(clientOrderId, instrumentId, side, type, timeInForce, price, quantity);
            order.held = true;
            orders.put(clientOrderId, order);
        }
    }

    /** Sends an order that was held, as what it is once it is triggered. */
    public void release(long nowNs, long clientOrderId, int instrumentId) {
        final PaperOrder order = orders.get(clientOrderId);
        if (order == null || !order.held || freeCommandCount == 0) {
            final Side side = order == null ? Side.UNKNOWN : order.side();
            refuse(nowNs, clientOrderId, instrumentId, side, ExecutionType.REJECTED, RejectCode.RATE_LIMIT);
            return;
        }
        order.held = false;
        order.work();
        send(nowNs, order, PaperCommand.Kind.NEW);
    }

    /** Sends an amendment at this time; one of an order that the engine holds changes it at once. */
    public void amend(long nowNs, long clientOrderId, int instrumentId, long price, long quantity) {
        final PaperOrder order = orders.get(clientOrderId);
        if (order != null && order.held) {
            order.price = price;
            order.quantity = quantity;
            return;
        }
        if (order == null || freeCommandCount == 0) {
            final RejectCode code = order == null ? RejectCode.UNKNOWN_ORDER : RejectCode.RATE_LIMIT;
            final Side side = order == null ? Side.UNKNOWN : order.side();
            refuse(nowNs, clientOrderId, instrumentId, side, ExecutionType.AMEND_REJECTED, code);
            return;
        }
        final PaperCommand command = send(nowNs, order, PaperCommand.Kind.AMEND);
        command.price = price;
        command.quantity = quantity;
    }

    /** An order of a run before: this venue ended with that run, and its orders with it. */
    public void expire(long nowNs, long clientOrderId, int instrumentId, Side side, long cumulative) {
        final PaperReport report = outlet.claim();
        report.clientOrderId = clientOrderId;
        report.venueOrderId = 0;
        report.instrumentId = instrumentId;
        report.side = side;
        report.cumulative = cumulative;
        report.leaves = 0;
        withoutFill(report, ExecutionType.EXPIRED, OrderStatus.EXPIRED, RejectCode.NONE);
        report.source = ReportSource.QUERY;
        answer(report, null, nowNs);
    }

    /** Sends a cancel at this time. */
    public void cancel(long nowNs, long clientOrderId, int instrumentId) {
        final PaperOrder order = orders.get(clientOrderId);
        if (order != null && order.held) {
            order.done = true;
            releaseIfOver(order);
            return;
        }
        if (order == null || freeCommandCount == 0) {
            final RejectCode code = order == null ? RejectCode.UNKNOWN_ORDER : RejectCode.RATE_LIMIT;
            final Side side = order == null ? Side.UNKNOWN : order.side();
            refuse(nowNs, clientOrderId, instrumentId, side, ExecutionType.CANCEL_REJECTED, code);
            return;
        }
        send(nowNs, order, PaperCommand.Kind.CANCEL);
    }

    private PaperCommand send(long nowNs, PaperOrder order, PaperCommand.Kind kind) {
        final PaperCommand command = freeCommands[--freeCommandCount];
        command.order = order;
        command.kind = kind;
        final long arrivalNs = nowNs + latency.orderEntryNs(nowNs, order.clientOrderId);
        order.lastArrivalNs = Math.max(order.lastArrivalNs, arrivalNs);
        order.commandsUnderWay++;
        commands.add(order.lastArrivalNs, command);
        return command;
    }

    /** Sends a request that the venue will refuse when it arrives. Where no more can be under way, it knows at once. */
    private void refuse(long nowNs, long clientOrderId, int instrumentId, Side side, ExecutionType type,
        RejectCode code) {
        final long arrivalNs = nowNs + latency.orderEntryNs(nowNs, clientOrderId);
        if (freeCommandCount == 0) {
            answer(doorkeeper.refusal(clientOrderId, instrumentId, side, type, code), arrivalNs);
        } else {
            final PaperCommand command = freeCommands[--freeCommandCount];
            commands.add(arrivalNs, command.refusal(clientOrderId, instrumentId, side, type, code));
        }
    }

    /** The answer is about the request, not about an order of the same id that may exist. */
    private void answer(PaperCommand refused, long timeNs) {
        final PaperReport report = outlet.claim();
        report.clientOrderId = refused.clientOrderId;
        report.venueOrderId = 0;
        report.instrumentId = refused.instrumentId;
        report.side = refused.side;
        report.cumulative = 0;
        report.leaves = 0;
        final boolean isOrder = refused.type == ExecutionType.REJECTED;
        withoutFill(report, refused.type, isOrder ? OrderStatus.REJECTED : OrderStatus.UNKNOWN, refused.code);
        answer(report, null, timeNs);
    }

    // Time

    /** Simulated time is now this: does all work that was due before it, in order. */
    public void advance(long nowNs) {
        while (commands.firstDueNs() < nowNs) {
            final long arrivalNs = commands.firstDueNs();
            final PaperCommand command = commands.remove();
            freeCommands[freeCommandCount++] = command;
            if (command.order == null) {
                answer(command, arrivalNs);
            } else {
                execute(command.order, command, arrivalNs);
            }
        }
        while (reports.firstDueNs() < nowNs) {
            final PaperReport report = reports.remove();
            final PaperOrder order = report.order;
            if (order != null) {
                order.reportsUnderWay--;
                releaseIfOver(order);
                report.order = null;
            }
            outlet.ready(report);
        }
    }

    private void execute(PaperOrder order, PaperCommand command, long arrivalNs) {
        order.commandsUnderWay--;
        final PaperMatching matching = instrument(order.instrumentId);
        if (command.kind == PaperCommand.Kind.CANCEL) {
            if (order.done) {
                refused(order, ExecutionType.CANCEL_REJECTED, RejectCode.UNKNOWN_ORDER, arrivalNs);
            } else {
                matching.cancel(order, arrivalNs);
            }
        } else if (command.kind == PaperCommand.Kind.AMEND) {
            final RejectCode refusal = order.done ? RejectCode.UNKNOWN_ORDER
                : matching.amend(order, command.price, command.quantity, arrivalNs);
            if (refusal != RejectCode.NONE) {
                refused(order, ExecutionType.AMEND_REJECTED, refusal, arrivalNs);
            }
        } else if (matching == null) {
            order.done = true;
            onDone(order, arrivalNs, ExecutionType.REJECTED, RejectCode.UNKNOWN_INSTRUMENT);
        } else {
            order.venueOrderId = ++lastVenueOrderId;
            matching.arrive(order, arrivalNs);
        }
        releaseIfOver(order);
    }

    private void refused(PaperOrder order, ExecutionType type, RejectCode code, long arrivalNs) {
        final PaperReport report = reportOn(order);
        withoutFill(report, type, order.status, code);
        answer(report, order, arrivalNs);
    }

    /** An order is forgotten when nothing about it is under way any more. */
    private void releaseIfOver(PaperOrder order) {
        if (order.done && order.commandsUnderWay == 0 && order.reportsUnderWay == 0) {
            orders.remove(order.clientOrderId);
            freeOrders[freeOrderCount++] = order;
        }
    }

    // Answers

    @Override
    public void onAccepted(PaperOrder order, long timeNs) {
        order.status = OrderStatus.ACCEPTED;
        final PaperReport report = reportOn(order);
        withoutFill(report, ExecutionType.ACCEPTED, order.status, RejectCode.NONE);
        answer(report, order, timeNs);
    }

    @Override
    public void onAmended(PaperOrder order, long timeNs) {
        final PaperReport report = reportOn(order);
        withoutFill(report, ExecutionType.AMENDED, order.status, RejectCode.NONE);
        report.price = order.price;
        report.quantity = order.quantity;
        answer(report, order, timeNs);
    }

    @Override
    public void onTriggered(PaperOrder order, long timeNs) {
        final PaperReport report = reportOn(order);
        withoutFill(report, ExecutionType.TRIGGERED, order.status, RejectCode.NONE);
        answer(report, order, timeNs);
    }

    @Override
    public void onFill(PaperOrder order, long timeNs, long price, long quantity, long fee, LiquidityRole role) {
        order.status = order.done ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        final PaperReport report = reportOn(order);
        withoutFill(report, ExecutionType.FILL, order.status, RejectCode.NONE);
        report.lastPrice = price;
        report.lastQuantity = quantity;
        report.fee = fee;
        report.feeAsset = order.feeAsset;
        report.role = role;
        answer(report, order, timeNs);
    }

    @Override
    public void onDone(PaperOrder order, long timeNs, ExecutionType type, RejectCode code) {
        order.status = switch (type) {
            case CANCELLED -> OrderStatus.CANCELLED;
            case EXPIRED -> OrderStatus.EXPIRED;
            default -> OrderStatus.REJECTED;
        };
        final PaperReport report = reportOn(order);
        withoutFill(report, type, order.status, code);
        answer(report, order, timeNs);
    }

    private PaperReport reportOn(PaperOrder order) {
        final PaperReport report = outlet.claim();
        report.clientOrderId = order.clientOrderId;
        report.venueOrderId = order.venueOrderId;
        report.instrumentId = order.instrumentId;
        report.side = order.side();
        report.cumulative = order.cumulative;
        report.leaves = order.leaves();
        return report;
    }

    private static void withoutFill(PaperReport report, ExecutionType type, OrderStatus status, RejectCode code) {
        report.type = type;
        report.status = status;
        report.code = code;
        report.lastPrice = 0;
        report.lastQuantity = 0;
        report.fee = 0;
        report.feeAsset = PaperOrder.QUOTE_ASSET;
        report.price = PaperOrder.NONE;
        report.quantity = PaperOrder.NONE;
        report.source = ReportSource.STREAM;
        report.role = LiquidityRole.NONE;
    }

    private void answer(PaperReport report, PaperOrder order, long timeNs) {
        long responseNs = timeNs + latency.responseNs(timeNs, report.clientOrderId);
        if (order != null) {
            responseNs = Math.max(order.lastResponseNs, responseNs);
            order.lastResponseNs = responseNs;
            order.reportsUnderWay++;
        }
        report.order = order;
        report.executionId = ++lastExecutionId;
        report.exchangeTimeNs = timeNs;
        report.responseTimeNs = responseNs;
        reports.add(responseNs, report);
    }

    /** Orders that the venue has or that are on their way, or whose last report is. */
    public int openOrders() {
        return orders.size();
    }

    /** Reports that wait for their response time. */
    public int reportsUnderWay() {
        return reports.size();
    }
}
