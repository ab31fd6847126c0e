package io.escapement.engine.venue.orders;

import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.PipelineStoppedException;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.venue.net.Backoff;
import io.escapement.engine.venue.net.ConnectionEnd;
import io.escapement.engine.venue.net.Endpoint;
import io.escapement.engine.venue.net.ReadHook;
import io.escapement.engine.venue.net.Tls;
import io.escapement.engine.venue.net.Transport;
import io.escapement.engine.venue.net.WebSocketClient;
import io.escapement.engine.venue.net.WebSocketConnection;
import io.escapement.engine.venue.net.WebSocketListener;
import io.escapement.engine.venue.net.WebSocketSettings;
import io.netty.channel.EventLoop;
import org.agrona.concurrent.EpochNanoClock;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The life of one account: clock, listen key, connections, logon, dead-man timer, reconciliation, trading; and from
 * every loss back to the beginning. New orders leave only while it trades; cancels and cancelling of everything leave
 * whenever the venue can be reached at all.
 */
public final class Gateway implements OrderGateway {
    private static final long NS_PER_MS = 1_000_000L;
    private static final long TICK_MS = 20;
    private static final long CLOCK_EVERY_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long KEY_EVERY_NS = TimeUnit.MINUTES.toNanos(20);
    /** Connections live a day at most at all venues: we part before, when nothing is under way. */
    private static final long LIFE_NS = TimeUnit.MINUTES.toNanos(23 * 60 + 30);
    /** A venue that has opened its connections and has not let us in after this long never will. */
    private static final long LOGON_NS = TimeUnit.SECONDS.toNanos(20);
    private static final long STABLE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final int REST_CONNECTIONS = 4;
    private static final int LONGEST_FRAME = 1 << 20;
    /** An account may have nothing to say for hours, so a dead line shows only when it is asked. */
    private static final int SILENCE_MS = 10_000;
    private static final int PONG_MS = 5_000;

    private final AccountProtocol protocol;
    private final AccountConfig config;
    private final EventLoop loop;
    private final EpochNanoClock clock;
    private final RecordHandOver handOver;
    private final AccountInstruments instruments = new AccountInstruments();
    private final VenueClock venueClock;
    private final AccountEvents events;
    private final RestDesk rest;
    private final WebSocketClient sockets;
    private final OrderTalk talk;
    private final Reconciliation reconciliation;
    private final RestInstead instead;
    private final Sweep sweep;
    private final DeadMan deadMan;
    private final ClockWatch clockWatch;
    private final Backoff backoff;
    private final Desk desk = new Desk();
    private final Report report = new Report();
    private final Runnable drain = this::drain;
    private final AtomicBoolean drainAsked = new AtomicBoolean();
    private List<AccountLine> lines = List.of();
    private String listenKey = "";
    private String whyNot = "the gateway has not been started";
    private volatile State state = State.WAITING;
    private volatile boolean quiet = true;
    private volatile boolean reconciled;
    private volatile boolean sweepAsked;
    private boolean started;
    private boolean listening;
    private int generation;
    private long frameTimeNs = Report.NULL;
    private long clockNanos;
    private long keyNanos;
    private long pingNanos;
    private long connectedNanos;

    private enum State { WAITING, DOWN, PREPARING, CONNECTING, RECONCILING, TRADING, CLOSED }

    /**
     * @param inlet the transport's thread's own
     * @param hook  called after each read of the account's sockets
     * @throws IllegalArgumentException if the config has problems
     */
    public Gateway(AccountProtocol protocol, AccountConfig config, Transport transport, Inlet inlet,
                   EpochNanoClock clock, ReadHook hook) {
        if (!config.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", config.problems()));
        }
        this.protocol = protocol;
        this.config = config;
        this.loop = transport.loop();
        this.clock = clock;
        this.handOver = new RecordHandOver(config.instruments()::contains);
        this.venueClock = new VenueClock(config.maxOffsetNs());
        this.events = new AccountEvents(inlet, protocol.venue(), config.provenance());
        final boolean secure = Endpoint.parse(config.restUrl()).secure()
            || Endpoint.parse(config.webSocketUrl()).secure();
        final Tls tls = secure ? Tls.open(config.trust()) : null;
        this.rest = new RestDesk(RestDesk.client(config, transport, tls, REST_CONNECTIONS, clock), protocol,
            venueClock, clock, events, loop);
        final WebSocketSettings socket = WebSocketSettings.defaults();
        this.sockets = new WebSocketClient(transport, tls, new WebSocketSettings(socket.connectTimeoutMs(),
            socket.openTimeoutMs(), SILENCE_MS, PONG_MS, LONGEST_FRAME), clock, hook);
        final Side side = new Side();
        this.talk = new OrderTalk(protocol, config, events, rest, side);
        this.reconciliation = new Reconciliation(protocol, events, rest, talk, side, config.engineId(),
            this::reconciled, this::reconcileFailed);
        this.instead = new RestInstead(protocol, talk, venueClock);
        this.sweep = new Sweep(protocol, events, rest, side, loop, config.instruments().size());
        this.deadMan = new DeadMan(protocol, config, events, rest, side);
        this.clockWatch = new ClockWatch(protocol, events, rest, venueClock, clock, config.maxOffsetNs());
        this.backoff = new Backoff(config.seed(), config.reconnectMinMs() * NS_PER_MS,
            config.reconnectMaxMs() * NS_PER_MS, STABLE_NS);
    }

    @Override
    public Venue venue() {
        return protocol.venue();
    }

    @Override
    public Set<OrderType> nativeTypes() {
        return protocol.nativeTypes();
    }

    @Override
    public boolean amends() {
        return protocol.amends();
    }

    @Override
    public boolean isReconciled() {
        return reconciled;
    }

    @Override
    public boolean isQuiet() {
        return quiet && !sweepAsked && handOver.isEmpty();
    }

    // The thread of the records

    @Override
    public void onRecord(Slot slot) {
        if (!handOver.onRecord(slot)) {
            return;
        }
        if (loop.inEventLoop()) {
            listening = true;
            try {
                drain();
            } finally {
                listening = false;
            }
        } else if (drainAsked.compareAndSet(false, true)) {
            loop.execute(drain);
        }
    }

    // The transport's thread

    private void drain() {
        drainAsked.set(false);
        for (GatewayRequest next = handOver.take(); next != null; next = handOver.take()) {
            if (state != State.CLOSED) {
                take(next);
            }
            handOver.giveBack(next);
        }
    }

    private void take(GatewayRequest request) {
        switch (request.kind) {
            case DEFINE -> {
                instruments.define(request.instrument);
                beginIfReady();
            }
            case SWEEP -> {
                sweepAsked = true;
                later(() -> sweep("trading has been halted"));
            }
            default -> talk.onRequest(request);
        }
    }

    @Override
    public int poll(Inlet inlet, long nowNs) {
        return talk.publishLocal();
    }

    @Override
    public void start() {
        loop.execute(() -> {
            started = true;
            whyNot = "the account's instruments are not yet known";
            loop.scheduleAtFixedRate(guarded(this::tick), TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
            beginIfReady();
        });
    }

    private void beginIfReady() {
        if (started && state == State.WAITING && instruments.all().size() == config.instruments().size()) {
            state = State.DOWN;
            later(this::prepare);
        }
    }

    @Override
    public void cancelAll(String reason) {
        sweepAsked = true;
        loop.execute(() -> sweep(reason));
    }

    private void sweep(String reason) {
        sweep.begin(reason);
        sweepAsked = false;
    }

    @Override
    public void close() {
        if (loop.inEventLoop()) {
            closeNow();
        } else {
            loop.execute(this::closeNow);
        }
    }

    private void closeNow() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            whyNot = "the gateway is closed";
            generation++;
            lines.forEach(line -> line.close("the gateway is closed"));
            rest.close();
        }
    }

    /** Not within a record listener: what this does may publish. */
    private void later(Runnable what) {
        if (listening) {
            loop.execute(what);
        } else {
            what.run();
        }
    }

    /** A fault of ours must not end the gateway's timers unseen: everything begins anew, and it is told. */
    private Runnable guarded(Runnable what) {
        return () -> {
            try {
                what.run();
            } catch (final PipelineStoppedException stopping) {
                state = State.CLOSED;
            } catch (final IllegalStateException | IndexOutOfBoundsException | NullPointerException fault) {
                lost("a fault of the gateway: " + fault);
            }
        };
    }

    private void tick() {
        if (state == State.CLOSED) {
            return;
        }
        final long nanos = System.nanoTime();
        talk.tick(nanos);
        reconciliation.tick(nanos);
        if (state == State.CONNECTING && nanos - connectedNanos > LOGON_NS) {
            lost("no logon within " + TimeUnit.NANOSECONDS.toSeconds(LOGON_NS) + " s");
        }
        if (state == State.TRADING) {
            deadMan.tick(nanos);
            watchClock(nanos);
            keepKey(nanos);
            if (nanos - connectedNanos > LIFE_NS && talk.isQuiet()) {
                lost("the connections are near the end of their day");
            }
        }
        ping(nanos);
        instead.tick(nanos);
        quiet = talk.isQuiet() && !sweep.isRunning();
        reconciled = trades();
    }

    private boolean trades() {
        return state == State.TRADING || instead.isTrading();
    }

    private void ping(long nanos) {
        for (final AccountLine line : lines) {
            if (line.pingEveryMs() > 0 && nanos - pingNanos >= line.pingEveryMs() * NS_PER_MS) {
                pingNanos = nanos;
                lines.stream().filter(each -> each.pingEveryMs() > 0).forEach(each -> each.send(each.ping()));
                return;
            }
        }
    }

    private void watchClock(long nanos) {
        if (nanos - clockNanos > CLOCK_EVERY_NS) {
            clockNanos = nanos;
            clockWatch.measure(false, () -> { }, why -> {
                if (!venueClock.isUsable()) {
                    lost(why);
                }
            });
        }
    }

    private void keepKey(long nanos) {
        if (!listenKey.isEmpty() && nanos - keyNanos > KEY_EVERY_NS) {
            keyNanos = nanos;
            rest.ask(ms -> protocol.keepListenKey(listenKey, ms), reply -> { }, this::lost);
        }
    }

    // The way up

    private void prepare() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.PREPARING;
        whyNot = "the gateway is connecting";
        final int of = ++generation;
        clockNanos = System.nanoTime();
        clockWatch.measure(true, () -> ifStill(of, this::fetchKey), why -> ifStill(of, () -> lost(why)));
    }

    private void ifStill(int of, Runnable what) {
        if (of == generation && state != State.CLOSED) {
            what.run();
        }
    }

    private void fetchKey() {
        if (protocol.listenKey(venueClock.venueMs(clock.nanoTime())) == null) {
            connect();
            return;
        }
        final int of = generation;
        rest.ask(protocol::listenKey, reply -> ifStill(of, () -> {
            listenKey = protocol.readListenKey(reply);
            keyNanos = System.nanoTime();
            connect();
        }), why -> ifStill(of, () -> refused(why)));
    }

    private void connect() {
        state = State.CONNECTING;
        connectedNanos = System.nanoTime();
        pingNanos = connectedNanos;
        lines = protocol.lines(desk, listenKey);
        final int of = generation;
        for (final AccountLine line : lines) {
            line.attach(sockets.connect(Endpoint.parse(line.url()),
                (frame, offset, length, text, timeNs, nanos) -> {
                    frameTimeNs = timeNs;
                    line.onFrame(frame, offset, length, text, timeNs);
                    frameTimeNs = Report.NULL;
                }, new LineListener(line, of)));
        }
    }

    private final class LineListener implements WebSocketListener {
        private final AccountLine line;
        private final int of;

        private LineListener(AccountLine line, int of) {
            this.line = line;
            this.of = of;
        }

        @Override
        public void onOpen(WebSocketConnection connection) {
            ifStill(of, () -> {
                status(GatewayCondition.CONNECTED, line.name());
                line.opened();
            });
        }

        @Override
        public void onEnd(WebSocketConnection connection, ConnectionEnd end) {
            ifStill(of, () -> lost(line.name() + ": " + end));
        }
    }

    private void status(GatewayCondition condition, String detail) {
        events.status(condition, AccountEvents.NULL, AccountEvents.NO_INSTRUMENT, clock.nanoTime(),
            config.secrets().redact(detail));
    }

    private void lineReady(AccountLine ready) {
        ready.markReady();
        if (state != State.CONNECTING || !lines.stream().allMatch(AccountLine::isReady)) {
            return;
        }
        backoff.opened(System.nanoTime());
        state = State.RECONCILING;
        whyNot = "the gateway is reconciling";
        deadMan.begin(lines.stream().map(AccountLine::withoutDeadMan).filter(why -> !why.isEmpty()).findFirst()
            .orElse(""));
        instead.stop();
        reconciliation.begin("");
    }

    private void reconciled() {
        if (instead.isOn()) {
            instead.reconciled();
        } else {
            state = State.TRADING;
            whyNot = "";
            instead.lineTrades();
        }
        reconciled = true;
    }

    private void reconcileFailed(String why) {
        if (instead.isOn()) {
            instead.stop();
            reconciled = false;
        } else {
            lost(why);
        }
    }

    // The way down

    private void refused(String what) {
        status(GatewayCondition.LOGON_REFUSED, what);
        instead.keyRefused();
        lost(what);
    }

    private void lost(String why) {
        if (state == State.CLOSED || state == State.DOWN) {
            return;
        }
        state = State.DOWN;
        whyNot = "the gateway is not connected: " + why;
        generation++;
        final List<AccountLine> gone = lines;
        lines = List.of();
        if (!instead.goesOn()) {
            instead.stop();
            reconciliation.abandon();
            status(GatewayCondition.DISCONNECTED, why);
        }
        talk.entryLost(why);
        reconciled = trades();
        if (instead.beginsAfterFailure()) {
            reconciliation.begin(RestInstead.SAID);
        }
        gone.forEach(line -> line.close("connecting again"));
        loop.schedule(guarded(this::prepare), backoff.nextDelayNs(System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    /** Time and instruments, as both orders and lines see them. */
    private abstract class Here {
        public long nowNs() {
            return frameTimeNs == Report.NULL ? clock.nanoTime() : frameTimeNs;
        }

        public long venueMs() {
            return venueClock.venueMs(clock.nanoTime());
        }

        public AccountInstruments instruments() {
            return instruments;
        }
    }

    /** What orders need to know of this life. */
    private final class Side extends Here implements GatewaySide {
        @Override
        public boolean isTrading() {
            return trades();
        }

        @Override
        public String whyNot() {
            return whyNot;
        }

        @Override
        public AccountLine entry() {
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).takesOrders() && lines.get(i).isReady()) {
                    return lines.get(i);
                }
            }
            return null;
        }

        @Override
        public void clockDoubted() {
            clockNanos = System.nanoTime() - CLOCK_EVERY_NS - 1;
        }

        @Override
        public void later(Runnable what) {
            Gateway.this.later(what);
        }
    }

    /** What the venue's lines say. */
    private final class Desk extends Here implements AccountDesk {
        @Override
        public AccountEvents events() {
            return events;
        }

        @Override
        public RequestBudget budget() {
            return protocol.budget();
        }

        @Override
        public Report report() {
            return report.clear();
        }

        @Override
        public void publish(Report heard) {
            talk.heard(heard);
        }

        @Override
        public void loggedOn(AccountLine line) {
            status(GatewayCondition.LOGGED_ON, line.name());
        }

        @Override
        public void ready(AccountLine line) {
            if (lines.contains(line)) {
                lineReady(line);
            }
        }

        @Override
        public void refused(AccountLine line, String what) {
            if (lines.contains(line)) {
                Gateway.this.refused(line.name() + ": " + what);
            }
        }

        @Override
        public void interrupted(AccountLine line, String why) {
            if (lines.contains(line)) {
                lost(line.name() + ": " + why);
            }
        }

        @Override
        public void answered(Operation operation, long clientOrderId, Answer refusal) {
            talk.answered(operation, clientOrderId, refusal);
        }

        @Override
        public void malformed(String detail) {
            status(GatewayCondition.MALFORMED_MESSAGE, detail);
        }
    }
}
