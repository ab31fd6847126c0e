package io.escapement.engine.venue.session;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.event.DerivativeEvents;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.StatusWriter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * A venue as plain as can be, whose oddities are fields. Its frames: {@code ok ID}, {@code no ID}, {@code busy ID},
 * {@code has TOPIC}, {@code hasnot TOPIC}, {@code hello}, {@code ping TEXT}, {@code bye}, {@code maintenance on},
 * {@code maintenance off}, {@code snap I ID}, {@code delta I ID}, {@code trade I ID}.
 */
final class FakeProtocol implements VenueProtocol {
    final String name;
    /** {@code System.nanoTime} of each attempt to connect. */
    final Queue<Long> attempts = new ConcurrentLinkedQueue<>();
    volatile long tick = 1;
    volatile boolean halted;
    /** Whose tick and status the two above are; null: everybody's. */
    volatile String changes;
    /** Whether a reading goes on after a bad request. */
    boolean goesOn;
    long definitionsMs = 3_600_000;
    boolean bootstraps;
    boolean greets;
    boolean refusesWhole;
    boolean polls;
    KlineService klines;
    Acknowledgement acknowledgement = Acknowledgement.BY_REQUEST;
    SnapshotService snapshots = SnapshotService.RESUBSCRIBE;
    Budget connects = new Budget(1_000, 1_000);
    Budget messages = new Budget(1_000, 1_000);
    int topicsPerMessage = 50;
    int topicsPerConnection = 50;
    long pingMs;
    long pongMs;

    FakeProtocol(String name) {
        this.name = name;
    }

    static List<Listing> listings(int count) {
        final List<Listing> listings = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            listings.add(new Listing(i, "A" + i, "USD", "A" + i));
        }
        return listings;
    }

    @Override
    public Venue venue() {
        return Venue.COINBASE;
    }

    @Override
    public String webSocketUrl() {
        return "ws://localhost:1";
    }

    @Override
    public String restUrl() {
        return "http://localhost:1";
    }

    @Override
    public Set<StreamKind> streams() {
        return Set.of(StreamKind.BOOK, StreamKind.TRADES);
    }

    @Override
    public String symbol(String base, String quote) {
        return base;
    }

    @Override
    public BookRules bookRules() {
        return BookRules.of(SyncKind.RANGES);
    }

    /** The body names those that there are; a second page follows where it ends with a plus. */
    @Override
    public InstrumentReading instruments(List<Listing> listings) {
        return new InstrumentReading() {
            private final StringBuilder found = new StringBuilder(" ");
            private RestQuestion next = RestQuestion.get("/instruments");

            @Override
            public RestQuestion next() {
                return next;
            }

            @Override
            public void onBody(byte[] body) throws IOException {
                final String text = new String(body, StandardCharsets.UTF_8);
                if (!text.startsWith("A")) {
                    throw new IOException("expected names, got " + text);
                }
                found.append(text.replace("+", "")).append(' ');
                next = text.endsWith("+") ? RestQuestion.get("/instruments?page=2") : null;
            }

            @Override
            public boolean onRefused(String detail) {
                next = RestQuestion.get("/instruments?page=2");
                return goesOn;
            }

            @Override
            public List<Instrument> instruments() {
                return listings.stream().filter(this::isFound).map(FakeProtocol.this::instrument).toList();
            }

            @Override
            public List<String> problems() {
                return listings.stream().filter(listing -> !isFound(listing))
                    .map(listing -> listing.symbol() + " is not listed").toList();
            }

            private boolean isFound(Listing listing) {
                return found.indexOf(" " + listing.symbol() + " ") >= 0;
            }
        };
    }

    private Instrument instrument(Listing listing) {
        final boolean changed = changes == null || changes.equals(listing.symbol());
        return new Instrument(listing.id(), venue(), listing.symbol(), listing.base(), listing.quote(), -2, -4,
            changed ? tick : 1, 1, 1, 1_000_000, 1,
            changed && halted ? InstrumentStatus.HALTED : InstrumentStatus.TRADING, InstrumentKind.SPOT,
            Instrument.ONE, listing.canonical(), BookRules.of(SyncKind.STREAM));
    }

    @Override
    public long definitionsEveryMs() {
        return definitionsMs;
    }

    @Override
    public List<Topic> topics(List<Instrument> instruments, Set<StreamKind> wanted) {
        final List<Topic> topics = new ArrayList<>();
        for (final Instrument instrument : instruments) {
            topics.add(new Topic("/ws", "", name + ".book." + instrument.symbol(), StreamKind.BOOK, instrument));
            if (wanted.contains(StreamKind.TRADES)) {
                topics.add(new Topic("/ws", "", name + ".trades." + instrument.symbol(), StreamKind.TRADES,
                    instrument));
            }
        }
        return topics;
    }

    @Override
    public RestQuestion bootstrap() {
        return bootstraps ? RestQuestion.post("/token", "{}") : null;
    }

    @Override
    public Opening opening(String base, String path, byte[] reply) {
        attempts.add(System.nanoTime());
        final String query = reply == null ? "" : "?token=" + new String(reply, StandardCharsets.UTF_8);
        return Opening.at(Opening.url(base, path) + query).pinging(pingMs, pongMs);
    }

    @Override
    public boolean greets() {
        return greets;
    }

    @Override
    public Acknowledgement acknowledgement() {
        return acknowledgement;
    }

    @Override
    public boolean refusesWholeMessages() {
        return refusesWhole;
    }

    @Override
    public SnapshotService snapshots() {
        return snapshots;
    }

    @Override
    public RestQuestion snapshot(Instrument instrument) {
        return RestQuestion.get("/book?" + instrument.symbol());
    }

    /** The body is the book's id. */
    @Override
    public SnapshotBody snapshotBody(Inlet inlet, Provenance provenance) {
        final EventOutlet outlet = new EventOutlet(inlet, provenance);
        final EventWriter events = new EventWriter(outlet, new LevelStore());
        return (body, offset, length, instrument, timeNs) -> {
            final String text = body.getStringWithoutLengthUtf8(offset, length);
            outlet.begin(0);
            if (text.matches("[0-9]+")) {
                events.levels(64).add(true, 100, 1);
                events.snapshot().instrumentId = instrument.id();
                events.snapshot().lastUpdateId = Long.parseLong(text);
                events.snapshot().receiveTimeNs = timeNs;
                events.publishSnapshot();
            } else {
                new StatusWriter(outlet, venue(), 0).begin().text(text).publish(FeedCondition.SNAPSHOT_FAILED,
                    instrument.id(), timeNs);
            }
            outlet.finish();
            return text.matches("[0-9]+");
        };
    }

    @Override
    public List<RestPoll> polls(List<Instrument> instruments, Set<StreamKind> wanted, Inlet inlet,
                                Provenance provenance) {
        if (!polls) {
            return List.of();
        }
        final EventOutlet outlet = new EventOutlet(inlet, provenance);
        final DerivativeEvents events = new DerivativeEvents(outlet);
        return List.of(new RestPoll(RestQuestion.get("/interest"), 50, "open interest of A1",
            (body, length, receiveTimeNs) -> {
                final String text = body.getStringWithoutLengthUtf8(0, length);
                if (!text.matches("[0-9]+")) {
                    return "no number: " + text;
                }
                outlet.begin(0);
                events.publishOpenInterest(1, receiveTimeNs, Long.parseLong(text), 1);
                outlet.finish();
                return null;
            }));
    }

    @Override
    public KlineService klines() {
        return klines;
    }

    @Override
    public Budget connects() {
        return connects;
    }

    @Override
    public Budget messages() {
        return messages;
    }

    @Override
    public int topicsPerMessage() {
        return topicsPerMessage;
    }

    @Override
    public int topicsPerConnection() {
        return topicsPerConnection;
    }

    @Override
    public StreamProtocol open(StreamSite site) {
        return new FakeStream(site);
    }

    private final class FakeStream implements StreamProtocol {
        private final EventOutlet outlet;
        private final EventWriter events;
        private final ControlListener control;

        private FakeStream(StreamSite site) {
            outlet = new EventOutlet(site.inlet(), site.provenance());
            events = new EventWriter(outlet, new LevelStore());
            control = site.control();
        }

        @Override
        public FrameDecoder decoder() {
            return (frame, offset, length, timeNs, nanos) -> {
                outlet.begin(nanos);
                onWords(frame.getStringWithoutLengthUtf8(offset, length).split(" "), timeNs);
                return outlet.finish();
            };
        }

        private void onWords(String[] words, long timeNs) {
            switch (words[0]) {
                case "ok" -> control.onAccepted(Long.parseLong(words[1]));
                case "no" -> control.onRefused(Long.parseLong(words[1]), 7, "not you");
                case "busy" -> control.onRefused(Long.parseLong(words[1]), 9, "too many requests");
                case "has" -> control.onAccepted(words[1]);
                case "hasnot" -> control.onRefused(words[1], 8, "not this");
                case "hello" -> control.onReady();
                case "ping" -> control.onAnswerWanted("pong " + words[1]);
                case "bye" -> control.onShutdownNotice(1);
                case "maintenance" -> control.onMaintenance(words[1].equals("on"), "works");
                case "snap", "delta", "trade" -> onMarket(words[0], Integer.parseInt(words[1]),
                    Long.parseLong(words[2]), timeNs);
                default -> control.onPong();
            }
        }

        private void onMarket(String kind, int instrumentId, long id, long timeNs) {
            if (kind.equals("trade")) {
                events.publishTrade(1, timeNs, id, 100, 1, instrumentId, Side.BUY);
            } else if (kind.equals("snap")) {
                events.levels(64).add(true, 100, 1);
                events.snapshot().instrumentId = instrumentId;
                events.snapshot().lastUpdateId = id;
                events.snapshot().receiveTimeNs = timeNs;
                events.snapshot().inStream = true;
                events.publishSnapshot();
            } else {
                events.levels(64).add(true, 100, 1);
                events.delta().instrumentId = instrumentId;
                events.delta().firstUpdateId = id;
                events.delta().lastUpdateId = id;
                events.delta().previousUpdateId = id - 1;
                events.delta().receiveTimeNs = timeNs;
                events.publishDelta();
            }
        }

        @Override
        public List<String> greeting() {
            return greets ? List.of("good day") : List.of();
        }

        @Override
        public String subscribe(List<Topic> topics, long requestId) {
            return "sub " + requestId + names(topics);
        }

        @Override
        public String unsubscribe(List<Topic> topics, long requestId) {
            return "unsub " + requestId + names(topics);
        }

        private String names(List<Topic> topics) {
            return topics.stream().map(Topic::name).collect(Collectors.joining(" ", " ", ""));
        }

        @Override
        public String snapshotRequest(Instrument instrument, long requestId) {
            return "req " + requestId + " " + instrument.symbol();
        }

        @Override
        public String ping(long requestId, long nowMs) {
            return "ping " + requestId;
        }
    }
}
