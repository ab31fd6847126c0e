package io.escapement.perf.paced;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.monitor.Counters;
import io.escapement.engine.monitor.LatencyRecorder;
import io.escapement.engine.pipeline.EventSources;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.PinnedThreadFactory;
import io.escapement.engine.pipeline.Pipeline;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.pipeline.PipelineParts;
import io.escapement.engine.pipeline.PipelineStoppedException;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.time.EngineClock;
import io.escapement.engine.venue.binance.BinanceProtocol;
import io.escapement.engine.venue.net.ConnectionEnd;
import io.escapement.engine.venue.net.Endpoint;
import io.escapement.engine.venue.net.ReadHook;
import io.escapement.engine.venue.net.Tls;
import io.escapement.engine.venue.net.TlsSettings;
import io.escapement.engine.venue.net.Transport;
import io.escapement.engine.venue.net.TransportKind;
import io.escapement.engine.venue.net.WebSocketClient;
import io.escapement.engine.venue.net.WebSocketConnection;
import io.escapement.engine.venue.net.WebSocketListener;
import io.escapement.engine.venue.net.WebSocketSettings;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.SessionListener;
import io.escapement.engine.venue.session.VenueConfig;
import io.escapement.engine.venue.session.VenueSession;
import io.escapement.perf.rig.Cores;
import io.escapement.perf.rig.OrderDesk;
import io.escapement.perf.rig.RunJournal;
import org.agrona.DirectBuffer;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The engine with its real session, wired inline as the engine wires itself, and one more connection on the same thread
 * over which orders go.
 */
final class SocketEngine implements AutoCloseable, SessionListener, WebSocketListener {
    private static final long POLL_MICROS = 1_000;
    private static final long OPEN_SECONDS = 10;
    private static final String ORDER_PATH = "/ws-api/v3";
    private static final int SNAPSHOT_LEVELS = 5_000;
    private static final int WEIGHT_PER_MINUTE = 4_000;

    private final EngineClock clock = new EngineClock();
    private final LatencyRecorder latency = new LatencyRecorder();
    private final SocketHops hops;
    private final Transport transport;
    private final Pipeline pipeline;
    private final Inlet inlet;
    private final OrderDesk desk;
    private final VenueSession session;
    private final EventSources sources;
    private final CountDownLatch opened = new CountDownLatch(1);
    private volatile WebSocketConnection orders;
    private volatile String failure;

    /**
     * @param webSocketUrl of the venue
     * @param restUrl      of the venue
     * @param pair         what it trades, BASE/QUOTE
     * @param instrument   the same
     * @param trust        null where the venue speaks no TLS
     */
    SocketEngine(String webSocketUrl, String restUrl, String pair, Instrument instrument, TlsSettings trust,
                 Cores cores, RunJournal journal, SocketHops hops) {
        this.hops = hops;
        transport = Transport.open(TransportKind.AUTO,
            new PinnedThreadFactory("reader", PinnedThreadFactory.UNPINNED, notice -> { }));
        desk = new OrderDesk(List.of(instrument), latency, this::sendOrder);
        pipeline = new Pipeline(PipelineConfig.of("inline"), new PipelineParts(
            cores.core(journal.lastSequence(), 0), journal.sink(),
            List.of(hops, slot -> fetchSnapshots(slot), desk, latency), fault -> failure = fault.message(), clock,
            new Counters().manager(), notice -> { }));
        inlet = pipeline.inlet();
        final BinanceProtocol protocol = new BinanceProtocol(List.of("depth@100ms", "trade", "bookTicker"),
            SNAPSHOT_LEVELS, WEIGHT_PER_MINUTE);
        final String[] assets = pair.split("/");
        final VenueConfig usual = VenueConfig.of(protocol, List.of(new Listing(instrument.id(), assets[0], assets[1],
            protocol.symbol(assets[0], assets[1])))).at(webSocketUrl, restUrl);
        session = new VenueSession(protocol, trust == null ? usual : usual.with(trust), transport, inlet,
            clock.asEpochNanoClock(), new Hook(), this);
        sources = new EventSources(List.of(session.snapshots(), desk));
        pipeline.start();
        openOrders(webSocketUrl, trust);
        session.start();
        transport.loop().scheduleAtFixedRate(this::poll, POLL_MICROS, POLL_MICROS, TimeUnit.MICROSECONDS);
    }

    private void fetchSnapshots(Slot slot) {
        session.snapshots().onRecord(slot);
    }

    private void openOrders(String webSocketUrl, TlsSettings trust) {
        final WebSocketClient client = new WebSocketClient(transport, trust == null ? null : Tls.open(trust),
            WebSocketSettings.defaults(), clock.asEpochNanoClock(), ReadHook.NONE);
        transport.loop().execute(() -> client.connect(Endpoint.parse(webSocketUrl).withPath(ORDER_PATH),
            (frame, offset, length, text, receiveTimeNs, receivedNanos) -> { }, this));
        try {
            if (!opened.await(OPEN_SECONDS, TimeUnit.SECONDS) || orders == null) {
                throw new IllegalStateException("the connection for orders did not open: " + failure);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the connection for orders was being opened", e);
        }
    }

    private void sendOrder(DirectBuffer order, int offset, int length) {
        hops.beforeOrder(System.nanoTime());
        if (!orders.send(order, offset, length)) {
            throw new IllegalStateException("the connection for orders is closed");
        }
        hops.afterOrder(System.nanoTime());
    }

    private void poll() {
        try {
            sources.poll(inlet, clock.epochNs());
        } catch (final PipelineStoppedException stopped) {
            // Being closed; nothing more goes in.
        }
    }

    private final class Hook implements ReadHook {
        @Override
        public void afterFrame() {
        }

        @Override
        public void afterRead() {
            poll();
        }
    }

    @Override
    public void onOpen(WebSocketConnection connection) {
        orders = connection;
        opened.countDown();
    }

    @Override
    public void onEnd(WebSocketConnection connection, ConnectionEnd end) {
        if (end.kind() != ConnectionEnd.Kind.CLOSED_BY_US) {
            failure = "the connection for orders ended: " + end.detail();
        }
        opened.countDown();
    }

    @Override
    public void onInstruments(List<Instrument> instruments) {
    }

    @Override
    public void onProblem(String detail) {
        failure = detail;
    }

    @Override
    public void onRecordingEnded() {
    }

    @Override
    public void onFatal(String detail) {
        failure = detail;
    }

    /** @throws IllegalStateException if anything went wrong on the way; such figures would say nothing */
    void check() {
        if (failure != null) {
            throw new IllegalStateException("the run over sockets failed: " + failure);
        }
    }

    LatencyRecorder latency() {
        return latency;
    }

    /** How sockets are read. */
    String transport() {
        return transport.description();
    }

    long ordersSent() {
        return desk.sent();
    }

    @Override
    public void close() {
        orders.close("done");
        session.stop();
        pipeline.stop();
        transport.close();
    }
}
