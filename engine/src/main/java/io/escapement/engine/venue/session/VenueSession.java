package io.escapement.engine.venue.session;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.InstrumentLookup;
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
import io.netty.channel.EventLoop;
import org.agrona.concurrent.EpochNanoClock;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Market data of one venue, whichever it is: asks for the instruments, defines them in the ring, subscribes, and keeps
 * the connections up. All work is done on the transport's thread, which owns the inlet; only the constructor,
 * {@link #start} and {@link #stop} may be called from others. Any number of sessions may share a transport.
 */
public final class VenueSession {
    /** Where the loopback venue says what it plays; real ones do not send it. */
    private static final String SOURCE_HEADER = "X-Escapement-Source";
    /** How much longer than of books and quotes one waits for the first trade. */
    private static final int TRADES_ARE_RARER = 10;

    private final VenueProtocol protocol;
    private final VenueConfig config;
    private final Transport transport;
    private final Inlet inlet;
    private final EpochNanoClock clock;
    private final ReadHook hook;
    private final SessionListener listener;
    private final SessionTap tap;
    private final Timers timers;
    /** Of all connections together; null where the venue does not count so. */
    private final RateBudget allMessages;
    private final Governor governor;
    private final RestGate gate;
    private final SnapshotDesk snapshots;
    private final Polls polls;
    private final KlineDesk klines;
    private final Endpoint endpoint;
    private final Backoff backoff;
    private final Map<Boolean, WebSocketClient> clients = new HashMap<>();

    private Provenance expected;
    private Provenance provenance;
    private FeedEvents events;
    private InstrumentLookup lookup;
    private DefinitionFetch definitions;
    private List<Instrument> instruments = List.of();
    private List<Line> lines = List.of();
    private int connections;
    private boolean stopped;

    /**
     * @param inlet the transport's thread's own
     * @param clock epoch nanoseconds, for receive times
     * @param hook  called after each frame and each socket read
     * @throws IllegalArgumentException naming everything that is wrong with the config
     */
    public VenueSession(VenueProtocol protocol, VenueConfig config, Transport transport, Inlet inlet,
                        EpochNanoClock clock, ReadHook hook, SessionListener listener) {
        this(protocol, config, transport, inlet, clock, hook, listener, SessionTap.NONE);
    }

    /** As the other, with someone who hears every word. */
    public VenueSession(VenueProtocol protocol, VenueConfig config, Transport transport, Inlet inlet,
                        EpochNanoClock clock, ReadHook hook, SessionListener listener, SessionTap tap) {
        final List<String> problems = config.problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
        }
        this.protocol = protocol;
        this.config = config;
        this.transport = transport;
        this.inlet = inlet;
        this.clock = clock;
        this.hook = hook;
        this.listener = listener;
        this.tap = tap;
        final Tls tls = config.needsTls() ? Tls.open(config.tls()) : null;
        clients.put(tls != null, client(tls));
        this.endpoint = Endpoint.parse(config.webSocketUrl());
        this.timers = Timers.of(loop());
        this.allMessages = protocol.allMessages() == null ? null : protocol.allMessages().open();
        this.governor = new Governor(timers, Objects.requireNonNullElse(config.connects(), protocol.connects()),
            config.pacing());
        this.gate = new RestGate(new RestClient(transport, tls, Endpoint.parse(config.restUrl()), config.rest(),
            clock), protocol, Objects.requireNonNullElse(config.weight(), protocol.weight()), clock, tap);
        this.snapshots = new SnapshotDesk(protocol, gate, this, inlet);
        this.polls = new Polls(loop(), gate, clock, this::problem);
        this.klines = new KlineDesk(protocol, gate, loop(), listener);
        this.backoff = backoff(0);
        this.connections = config.connectionsBefore();
    }

    private WebSocketClient client(Tls tls) {
        return new WebSocketClient(transport, tls, config.webSocket(), clock, hook);
    }

    private Backoff backoff(int number) {
        final Pacing pacing = config.pacing();
        return new Backoff(pacing.seed() + number * 31L, TimeUnit.MILLISECONDS.toNanos(pacing.reconnectMinMs()),
            TimeUnit.MILLISECONDS.toNanos(pacing.reconnectMaxMs()), TimeUnit.MILLISECONDS.toNanos(pacing.stableMs()));
    }

    /** The server of snapshots: to be polled as event source; requests come by a {@link SnapshotRouter}. */
    public SnapshotDesk snapshots() {
        return snapshots;
    }

    /** The server of the past: to be polled as event source; asks for nothing unless told to, before the start. */
    public KlineDesk klines() {
        return klines;
    }

    public List<Listing> listings() {
        return config.listings();
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
        loop().execute(() -> {
            expected = wanted;
            definitions = new DefinitionFetch(protocol, config.listings(), gate, loop(), backoff, new Defining());
            definitions.begin();
        });
    }

    /** Ends all connections in an orderly way; nothing is published from then on. */
    public void stop() {
        if (loop().inEventLoop()) {
            stopNow();
        } else {
            loop().submit(this::stopNow).awaitUninterruptibly(2, TimeUnit.SECONDS);
        }
    }

    private void stopNow() {
        stopped = true;
        snapshots.end();
        polls.end();
        klines.end();
        governor.end();
        if (definitions != null) {
            definitions.end();
        }
        lines.forEach(line -> line.stop("the engine stops"));
        gate.close();
    }

    private void fatal(String detail) {
        stopNow();
        listener.onFatal(detail);
    }

    void problem(String detail) {
        if (!stopped) {
            listener.onProblem(detail);
        }
    }

    // Instruments

    private final class Defining implements DefinitionFetch.Outcome {
        @Override
        public void onDefinitions(List<Instrument> instruments, List<String> problems, RestReply last) {
            if (!problems.isEmpty() && (config.whole() || instruments.isEmpty())) {
                fatal(last.method() + " " + last.url() + ": " + String.join("; ", problems));
                return;
            }
            problems.forEach(VenueSession.this::problem);
            final String source = last.header(SOURCE_HEADER);
            try {
                provenance = source == null ? Provenance.LIVE
                    : Provenance.valueOf(source.toUpperCase(Locale.ROOT));
            } catch (final IllegalArgumentException e) {
                fatal(last.method() + " " + last.url() + ": its header " + SOURCE_HEADER + " is " + source);
                return;
            }
            if (expected != null && provenance != expected) {
                fatal("the data of " + endpoint + " is " + provenance + ", but the config says that it is " + expected
                    + "; set venue.source to " + provenance.name().toLowerCase(Locale.ROOT)
                    + ", or connect elsewhere");
                return;
            }
            define(instruments, last.receiveTimeNs());
        }

        @Override
        public void onHopeless(String detail) {
            fatal(detail);
        }

        @Override
        public void onSetback(String detail) {
            problem(detail);
        }
    }

    private void define(List<Instrument> defined, long receiveTimeNs) {
        events = new FeedEvents(inlet, provenance, protocol.venue(), clock);
        defined.forEach(instrument -> events.define(instrument, receiveTimeNs));
        listener.onInstruments(defined);
        begin(defined);
        readAgainLater();
    }

    private void begin(List<Instrument> defined) {
        instruments = List.copyOf(defined);
        lookup = new InstrumentLookup(instruments);
        snapshots.begin(instruments, provenance, events);
        polls.begin(protocol.polls(instruments, config.streams(), inlet, provenance));
        klines.begin(instruments, provenance);
        lines = lines(protocol.topics(instruments, config.streams()));
        lines.forEach(Line::start);
    }

    private void readAgainLater() {
        loop().schedule(() -> {
            if (!stopped) {
                definitions = new DefinitionFetch(protocol, config.listings(), gate, loop(), backoff, new Rereading());
                definitions.begin();
            }
        }, protocol.definitionsEveryMs(), TimeUnit.MILLISECONDS);
    }

    /** What has changed since the definitions were read last. */
    private final class Rereading implements DefinitionFetch.Outcome {
        @Override
        public void onDefinitions(List<Instrument> read, List<String> problems, RestReply last) {
            final Map<Integer, Instrument> found = new HashMap<>();
            read.forEach(instrument -> found.put(instrument.id(), instrument));
            final List<Instrument> now = new ArrayList<>();
            for (final Instrument known : instruments) {
                now.add(found.getOrDefault(known.id(), known.withStatus(InstrumentStatus.HALTED)));
            }
            change(now, last.receiveTimeNs());
            readAgainLater();
        }

        @Override
        public void onHopeless(String detail) {
            problem("the definitions could not be read again: " + detail);
            readAgainLater();
        }

        @Override
        public void onSetback(String detail) {
            problem("the definitions could not be read again: " + detail);
        }
    }

    /**
     * A change of status is only told. Where prices and quantities mean something else from now on, nothing more of
     * that instrument is taken from the connections whose decoders go by the old definition, and others take over from
     * them; the other instruments go on meanwhile.
     */
    private void change(List<Instrument> now, long receiveTimeNs) {
        final List<Instrument> changed = now.stream().filter(each -> !instruments.contains(each)).toList();
        if (changed.isEmpty()) {
            return;
        }
        problem("the definitions have changed of " + changed.stream().map(Instrument::symbol).toList());
        final Set<Integer> meansElse = new TreeSet<>();
        for (final Instrument each : changed) {
            if (instruments.stream().noneMatch(known -> known.withStatus(each.status()).equals(each))) {
                meansElse.add(each.id());
            }
        }
        instruments = List.copyOf(now);
        lookup = new InstrumentLookup(instruments);
        snapshots.begin(instruments, provenance, events);
        klines.redefine(instruments);
        if (!meansElse.isEmpty()) {
            polls.end();
            polls.begin(protocol.polls(instruments, config.streams(), inlet, provenance));
            lines.forEach(line -> line.bar(meansElse));
        }
        changed.forEach(each -> events.define(each, receiveTimeNs));
        if (!meansElse.isEmpty()) {
            lines.forEach(line -> line.redefine(meansElse));
        }
    }

    private List<Line> lines(List<Topic> topics) {
        final Map<String, List<Topic>> byPath = new LinkedHashMap<>();
        topics.forEach(topic -> byPath.computeIfAbsent(topic.path(), path -> new ArrayList<>()).add(topic));
        final List<List<Topic>> groups = new ArrayList<>();
        final int most = protocol.topicsPerConnection();
        for (final List<Topic> group : byPath.values()) {
            for (int from = 0; from < group.size(); from += most) {
                groups.add(group.subList(from, Math.min(group.size(), from + most)));
            }
        }
        final Map<Instrument, List<Topic>> homes = homes(groups);
        final long lifetimeMs = config.pacing().replaceAfterMs() > 0 ? config.pacing().replaceAfterMs()
            : protocol.lifetimeMs();
        final List<Line> made = new ArrayList<>();
        for (final List<Topic> group : groups) {
            made.add(new Line(this, group.get(0).path(), group,
                instruments.stream().filter(instrument -> homes.get(instrument) == group).toList(),
                backoff(made.size() + 1), lifetimeMs));
        }
        return made;
    }

    /** For each instrument the connection by which its book lives, or else the first that it is on. */
    private Map<Instrument, List<Topic>> homes(List<List<Topic>> groups) {
        final Map<Instrument, List<Topic>> homes = new HashMap<>();
        final Function<Instrument, List<Topic>> byBook = instrument -> groups.stream().filter(group -> group.stream()
            .anyMatch(topic -> topic.isBookOf(instrument.id()))).findFirst().orElse(null);
        final Function<Instrument, List<Topic>> byAny = instrument -> groups.stream().filter(group -> group.stream()
            .anyMatch(topic -> instrument.equals(topic.instrument()))).findFirst().orElse(null);
        for (final Instrument instrument : instruments) {
            final List<Topic> book = byBook.apply(instrument);
            homes.put(instrument, book != null ? book : byAny.apply(instrument));
        }
        return homes;
    }

    // What lines and conversations need

    EventLoop loop() {
        return transport.loop();
    }

    Timers timers() {
        return timers;
    }

    RateBudget allMessages() {
        return allMessages;
    }

    VenueProtocol protocol() {
        return protocol;
    }

    Pacing pacing() {
        return config.pacing();
    }

    Governor governor() {
        return governor;
    }

    FeedEvents events() {
        return events;
    }

    SessionTap tap() {
        return tap;
    }

    long nowNs() {
        return clock.nanoTime();
    }

    ConnectionInlet connectionInlet(boolean delivers) {
        return new ConnectionInlet(inlet, provenance, delivers);
    }

    StreamSite site(Inlet into, Conversation conversation, int connectionId, String path) {
        return new StreamSite(into, lookup, conversation, connectionId, provenance, path);
    }

    /** Opens a connection for a line; what becomes of it, the line hears. */
    Conversation converse(Line line, boolean delivers) {
        final Conversation conversation = new Conversation(++connections, line, this, delivers);
        final RestQuestion bootstrap = protocol.bootstrap();
        if (bootstrap == null) {
            begin(conversation, line, null);
            return conversation;
        }
        gate.ask(bootstrap, new RestHandler() {
            @Override
            public void onReply(RestReply reply) {
                if (!reply.isOk()) {
                    governor.stayAway(reply.retryAfterSeconds(0));
                    conversation.failToBegin(reply.describe());
                } else if (!stopped && !conversation.hasEnded()) {
                    final byte[] body = new byte[reply.body().capacity()];
                    reply.body().getBytes(0, body);
                    begin(conversation, line, body);
                }
            }

            @Override
            public void onFailure(String detail) {
                conversation.failToBegin(detail);
            }
        });
        return conversation;
    }

    private void begin(Conversation conversation, Line line, byte[] reply) {
        try {
            conversation.begin(protocol.opening(config.webSocketUrl(), line.path(), reply));
        } catch (final IOException | IllegalArgumentException e) {
            conversation.failToBegin("cannot tell where to connect to: " + e.getMessage());
        }
    }

    WebSocketConnection connect(Opening how, Conversation conversation) {
        final Endpoint where = Endpoint.parse(how.url());
        final WebSocketClient client = where.secure()
            ? clients.computeIfAbsent(true, secure -> client(Tls.open(config.tls())))
            : clients.values().iterator().next();
        return client.connect(where, how.headers(), conversation, conversation);
    }

    /** Whether the streams come from where the instruments come from; it is fatal if not. */
    boolean isOfSource(WebSocketConnection socket) {
        if (stopped) {
            return false;
        }
        final String source = socket.handshakeHeader(SOURCE_HEADER);
        if (provenance.name().equalsIgnoreCase(source == null ? Provenance.LIVE.name() : source)) {
            return true;
        }
        fatal("the streams of " + endpoint + " are " + (source == null ? Provenance.LIVE : source)
            + ", but the instruments come from " + provenance + " data");
        return false;
    }

    /** The connection that carries this book, null where there is none that can be asked. */
    Conversation bookConversation(int instrumentId) {
        for (final Line line : lines) {
            final Conversation conversation = line.bookConversation(instrumentId);
            if (conversation != null) {
                return conversation;
            }
        }
        return null;
    }

    /** Whether nothing is taken of this instrument until another connection takes over. */
    boolean isBarred(int instrumentId) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBarred(instrumentId)) {
                return true;
            }
        }
        return false;
    }

    /** Tells which of a connection's streams say nothing. */
    void watchFirstMessages(Conversation conversation) {
        final long limitMs = config.pacing().firstMessageMs();
        loop().schedule(() -> tellSilent(conversation, Set.of(StreamKind.BOOK, StreamKind.QUOTES, StreamKind.MARK,
            StreamKind.OPEN_INTEREST, StreamKind.LONG_SHORT_RATIO), limitMs), limitMs, TimeUnit.MILLISECONDS);
        loop().schedule(() -> {
            tellSilent(conversation, Set.of(StreamKind.TRADES), limitMs * TRADES_ARE_RARER);
            conversation.inlet().stopWatching();
        }, limitMs * TRADES_ARE_RARER, TimeUnit.MILLISECONDS);
    }

    private void tellSilent(Conversation conversation, Set<StreamKind> kinds, long limitMs) {
        if (stopped || !conversation.isOpen()) {
            return;
        }
        for (final Topic topic : conversation.subscriber().granted()) {
            if (topic.kind() != null && kinds.contains(topic.kind()) && conversation.inlet().isSilent(topic)) {
                final String detail = topic.name() + " was granted, but nothing has come of it within " + limitMs
                    + " ms";
                problem(detail);
                events.status(FeedCondition.STREAM_SILENT, topic.instrument().id(), conversation.id(), detail);
            }
        }
    }

    /** A recording has been played on one line; the session ends with the last. */
    void recordingEnded(Conversation conversation, ConnectionEnd end) {
        if (!lines.stream().allMatch(Line::isOver)) {
            events.status(FeedCondition.DISCONNECTED, FeedEvents.EVERY_INSTRUMENT, conversation.id(), end.toString());
            return;
        }
        events.status(FeedCondition.RECORDING_ENDED, FeedEvents.EVERY_INSTRUMENT, conversation.id(), end.detail());
        stopNow();
        listener.onRecordingEnded();
    }
}
