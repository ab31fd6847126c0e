package io.escapement.engine.venue.binance;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.DiscardingInlet;
import io.escapement.engine.venue.event.FeedEvents;
import io.escapement.engine.venue.net.Backoff;
import io.escapement.engine.venue.net.ConnectionEnd;
import io.escapement.engine.venue.net.Endpoint;
import io.escapement.engine.venue.net.RateBudget;
import io.escapement.engine.venue.net.ReadHook;
import io.escapement.engine.venue.net.RestClient;
import io.escapement.engine.venue.net.RestHandler;
import io.escapement.engine.venue.net.RestReply;
import io.escapement.engine.venue.net.Tls;
import io.escapement.engine.venue.net.Transport;
import io.escapement.engine.venue.net.WebSocketClient;
import io.escapement.engine.venue.net.WebSocketConnection;
import io.netty.util.concurrent.ScheduledFuture;
import org.agrona.concurrent.EpochNanoClock;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Market data of Binance spot: asks for the instruments, defines them in the ring, subscribes, and keeps a connection
 * up. All work is done on the transport's thread, which owns the inlet; only the constructor, {@link #start} and
 * {@link #stop} may be called from others.
 *
 * <p>Connections are numbered from 1. One that breaks is followed by another after a wait that grows; one that the
 * venue is about to end, or that is nearly a day old, is replaced while it still delivers. What the core is told:
 * {@code CONNECTED} and {@code SUBSCRIBED} per instrument, {@code DISCONNECTED} and the rest once per connection.
 */
public final class BinanceSession {
    /** Where the loopback venue says what it plays; the real one does not send it. */
    private static final String SOURCE_HEADER = "X-Escapement-Source";
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final long FIVE_MINUTES_NS = TimeUnit.MINUTES.toNanos(5);

    private final BinanceConfig config;
    private final Transport transport;
    private final Inlet inlet;
    private final EpochNanoClock clock;
    private final SessionListener listener;
    private final WebSocketClient webSocket;
    private final RestClient rest;
    private final SnapshotFetcher snapshots;
    private final Endpoint endpoint;
    private final SubscriptionPlan plan;
    private final Backoff backoff;
    private final RateBudget attempts;

    private Provenance expected;
    private Provenance provenance;
    private FeedEvents events;
    private List<Instrument> instruments = List.of();
    private InstrumentLookup lookup;
    /** The connection that delivers, or the first that is to; null between two. */
    private StreamConnection current;
    /** The connection that is to take over from {@link #current}. */
    private StreamConnection next;
    private ScheduledFuture<?> replacement;
    private int connections;
    private boolean stopped;

    /**
     * @param inlet the transport's thread's own
     * @param clock epoch nanoseconds, for receive times
     * @param hook  called after each frame and each socket read
     * @throws IllegalArgumentException naming everything that is wrong with the config
     */
    public BinanceSession(BinanceConfig config, Transport transport, Inlet inlet, EpochNanoClock clock, ReadHook hook,
                          SessionListener listener) {
        final List<String> problems = config.problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
        }
        this.config = config;
        this.transport = transport;
        this.inlet = inlet;
        this.clock = clock;
        this.listener = listener;
        final Tls tls = config.needsTls() ? Tls.open(config.tls()) : null;
        this.webSocket = new WebSocketClient(transport, tls, config.webSocket(), clock, hook);
        this.rest = new RestClient(transport, tls, Endpoint.parse(config.restUrl()), config.rest(), clock);
        this.snapshots = new SnapshotFetcher(rest, clock, inlet, Venue.BINANCE, config.snapshotLimit(),
            config.pacing().weightPerMinute());
        this.endpoint = config.streamEndpoint();
        this.plan = new SubscriptionPlan(config.symbols(), config.streams());
        final BinanceConfig.Pacing pacing = config.pacing();
        this.backoff = new Backoff(pacing.seed(), TimeUnit.MILLISECONDS.toNanos(pacing.reconnectMinMs()),
            TimeUnit.MILLISECONDS.toNanos(pacing.reconnectMaxMs()), TimeUnit.MILLISECONDS.toNanos(pacing.stableMs()));
        this.attempts = new RateBudget(pacing.attemptsIn5Minutes(), FIVE_MINUTES_NS);
    }

    /** The fetcher of depth snapshots: to be registered as record listener, and polled as event source. */
    public SnapshotFetcher snapshots() {
        return snapshots;
    }

    /** Begins, whatever the data is. */
    public void start() {
        start(null);
    }

    /**
     * Begins.
     *
     * @param wanted what the data must be: a venue that says otherwise is fatal, so that nothing made up or recorded
     *               is ever taken for live; null takes what comes
     */
    public void start(Provenance wanted) {
        transport.loop().execute(() -> {
            expected = wanted;
            askForInstruments();
        });
    }

    /** Ends all connections in an orderly way; nothing is published from then on. */
    public void stop() {
        if (transport.loop().inEventLoop()) {
            stopNow();
        } else {
            transport.loop().submit(this::stopNow).awaitUninterruptibly(2, TimeUnit.SECONDS);
        }
    }

    private void stopNow() {
        stopped = true;
        snapshots.end();
        cancelReplacement();
        for (final StreamConnection connection : new StreamConnection[] {current, next}) {
            if (connection != null) {
                connection.close("the engine stops");
            }
        }
        rest.close();
    }

    // Instruments

    private void askForInstruments() {
        if (stopped) {
            return;
        }
        rest.get(BinancePaths.exchangeInfo(config.symbols()), new RestHandler() {
            @Override
            public void onReply(RestReply reply) {
                if (reply.isOk()) {
                    define(reply);
                } else if (isFinal(reply.status())) {
                    fatal("the venue does not know all of " + config.symbols() + ": " + reply.describe());
                } else {
                    askAgain(reply.describe(), reply.retryAfterSeconds(0));
                }
            }

            @Override
            public void onFailure(String detail) {
                askAgain(detail, 0);
            }
        });
    }

    /** A bad request stays one, such as a symbol that does not exist; all else may pass. */
    private static boolean isFinal(int status) {
        return status == BAD_REQUEST || status == NOT_FOUND;
    }

    private void askAgain(String detail, long leastSeconds) {
        if (!stopped) {
            problem(detail);
            transport.loop().schedule(this::askForInstruments, Math.max(TimeUnit.SECONDS.toNanos(leastSeconds),
                backoff.nextDelayNs(System.nanoTime())), TimeUnit.NANOSECONDS);
        }
    }

    private void define(RestReply reply) {
        if (stopped) {
            return;
        }
        final byte[] body = new byte[reply.body().capacity()];
        reply.body().getBytes(0, body);
        try {
            instruments = ExchangeInfo.read(body, config.symbols(), config.firstId(), Venue.BINANCE);
            provenance = provenance(reply.header(SOURCE_HEADER));
        } catch (final ExchangeInfoException | IllegalArgumentException e) {
            fatal("GET " + reply.url() + ": " + e.getMessage());
            return;
        }
        if (expected != null && provenance != expected) {
            fatal("the data of " + endpoint + " is " + provenance + ", but the config says that it is " + expected
                + "; set venue.source to " + provenance.name().toLowerCase(Locale.ROOT) + ", or connect elsewhere");
            return;
        }
        lookup = new InstrumentLookup(instruments);
        events = new FeedEvents(inlet, provenance, Venue.BINANCE, clock);
        instruments.forEach(instrument -> events.define(instrument, reply.receiveTimeNs()));
        snapshots.begin(instruments, provenance, events);
        listener.onInstruments(instruments);
        current = connect();
    }

    private static Provenance provenance(String header) {
        return header == null ? Provenance.LIVE : Provenance.valueOf(header.toUpperCase(Locale.ROOT));
    }

    private void fatal(String detail) {
        stopNow();
        listener.onFatal(detail);
    }

    void problem(String detail) {
        listener.onProblem(detail);
    }

    // Connections

    private StreamConnection connect() {
        attempts.tryTake(1, System.nanoTime());
        final StreamConnection connection = new StreamConnection(++connections, this, plan, transport.loop(),
            config.pacing().acknowledgeMs());
        connection.decodeWith(decoder(connection, current == null ? inlet : new DiscardingInlet()));
        connection.attach(webSocket.connect(endpoint, connection, connection));
        return connection;
    }

    private BinanceFrameDecoder decoder(StreamConnection connection, Inlet into) {
        return new BinanceFrameDecoder(into, lookup, connection, Venue.BINANCE, connection.id(), provenance,
            TimeUnit.MILLISECONDS);
    }

    /** @return whether to go on with it */
    boolean opened(StreamConnection connection, WebSocketConnection socket) {
        if (stopped) {
            return false;
        }
        final String source = socket.handshakeHeader(SOURCE_HEADER);
        if (!provenance.name().equalsIgnoreCase(source == null ? Provenance.LIVE.name() : source)) {
            fatal("the streams of " + endpoint + " are " + (source == null ? Provenance.LIVE : source)
                + ", but the instruments come from " + provenance + " data");
            return false;
        }
        if (connection == current) {
            backoff.opened(System.nanoTime());
            tellEachInstrument(FeedCondition.CONNECTED, connection.id(), "");
        }
        return true;
    }

    void subscribed(StreamConnection connection) {
        if (stopped) {
            return;
        }
        if (connection == next) {
            takeOver();
        }
        tellEachInstrument(FeedCondition.SUBSCRIBED, connection.id(), "");
        cancelReplacement();
        replacement = transport.loop().schedule(() -> replace("it is nearly a day old"),
            config.pacing().replaceAfterMs(), TimeUnit.MILLISECONDS);
    }

    private void takeOver() {
        final StreamConnection old = current;
        current = next;
        next = null;
        current.decodeWith(decoder(current, inlet));
        backoff.opened(System.nanoTime());
        if (old != null) {
            old.decodeWith((frame, offset, length, timeNs, nanos) -> 0);
            old.close("replaced by connection " + current.id());
        }
    }

    private void tellEachInstrument(FeedCondition condition, int connectionId, String detail) {
        for (final Instrument instrument : instruments) {
            events.status(condition, instrument.id(), connectionId, detail);
        }
    }

    void refused(StreamConnection connection, List<String> symbols, String detail) {
        problem(detail);
        if (connection == current && !stopped) {
            for (final Instrument instrument : instruments) {
                if (symbols.contains(instrument.symbol())) {
                    events.status(FeedCondition.SUBSCRIPTION_REFUSED, instrument.id(), connection.id(), detail);
                }
            }
        }
    }

    void shutdownNotice(StreamConnection connection) {
        if (connection == current && !stopped) {
            events.status(FeedCondition.SHUTDOWN_NOTICE, FeedEvents.EVERY_INSTRUMENT, connection.id(), "");
            replace("the venue is about to end it");
        }
    }

    private void replace(String why) {
        if (stopped || next != null || current == null) {
            return;
        }
        problem("connection " + current.id() + " is being replaced: " + why);
        next = connect();
    }

    private void cancelReplacement() {
        if (replacement != null) {
            replacement.cancel(false);
            replacement = null;
        }
    }

    void ended(StreamConnection connection, ConnectionEnd end) {
        if (stopped || connection != current && connection != next) {
            return;
        }
        if (connection == next) {
            next = null;
            problem("the new connection failed, " + end);
            retry(() -> {
                reconnect();
                replace("its replacement failed");
            });
        } else {
            current = null;
            cancelReplacement();
            currentEnded(connection, end);
        }
    }

    private void currentEnded(StreamConnection connection, ConnectionEnd end) {
        if (end.kind() == ConnectionEnd.Kind.RECORDING_ENDED) {
            events.status(FeedCondition.RECORDING_ENDED, FeedEvents.EVERY_INSTRUMENT, connection.id(), end.detail());
            stopNow();
            listener.onRecordingEnded();
            return;
        }
        problem(end.toString());
        events.status(FeedCondition.DISCONNECTED, FeedEvents.EVERY_INSTRUMENT, connection.id(), end.toString());
        if (next == null) {
            retry(this::reconnect);
        }
    }

    private void reconnect() {
        if (!stopped && current == null && next == null) {
            current = connect();
        }
    }

    private void retry(Runnable what) {
        final long nowNanos = System.nanoTime();
        final long waitNs = Math.max(backoff.nextDelayNs(nowNanos), attempts.waitNs(1, nowNanos));
        transport.loop().schedule(what, waitNs, TimeUnit.NANOSECONDS);
    }
}
