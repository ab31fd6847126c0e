package io.escapement.engine.venue.gate;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.event.FeedEvents;
import io.escapement.engine.venue.listing.ListedFields;
import io.escapement.engine.venue.listing.PagedReading;
import io.escapement.engine.venue.listing.RatioPoll;
import io.escapement.engine.venue.listing.RestRows;
import io.escapement.engine.venue.net.RestReply;
import io.escapement.engine.venue.session.Budget;
import io.escapement.engine.venue.session.InstrumentReading;
import io.escapement.engine.venue.session.KlineService;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.Opening;
import io.escapement.engine.venue.session.RestPoll;
import io.escapement.engine.venue.session.RestQuestion;
import io.escapement.engine.venue.session.SnapshotBody;
import io.escapement.engine.venue.session.SnapshotService;
import io.escapement.engine.venue.session.StreamKind;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;
import io.escapement.engine.venue.session.VenueProtocol;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Gate v4, spot or USDT futures. Numbers are those of the venue's announcements of 2024 and 2025, as the sheet has
 * them.
 */
public final class GateProtocol implements VenueProtocol {
    /** Levels a side of {@link GateBook#OBU}, every 20 ms; 400, every 100 ms, exists too. */
    public static final int DEFAULT_LEVEL = 50;

    /** Levels a side of {@link GateBook#ORDER_BOOK_UPDATE}, and the most that a REST snapshot may be asked for: larger
     *  ones come from a cache that lags by hundreds of ids. */
    static final int REST_DEPTH = 100;
    /** "public 200 r/10 s per endpoint per IP". */
    static final Budget REST = new Budget(200, 10_000);
    /** "SDK sends every 5-10 s". */
    static final long PING_MS = 10_000;
    /** Ours: the venue answers at once. */
    static final long PONG_LIMIT_MS = 10_000;
    /** Ours: the venue makes new statistics every minute at most. */
    static final long RATIO_POLL_MS = 60_000;

    /** Beyond this a time in a reply is not believed. */
    private static final long LONGEST_WAIT_S = 3_600;

    private final GateMarket market;
    private final GateBook book;
    private final int level;
    private final boolean sideIsTakers;
    private final boolean sizeIsOrders;
    private final LongSupplier clockMs;

    /**
     * @param level        of {@link GateBook#OBU}: 50 or 400
     * @param sideIsTakers as {@link GateFrameDecoder} has it
     * @param sizeIsOrders likewise
     * @param clockMs      epoch milliseconds, for the time that each request has to carry
     */
    public GateProtocol(GateMarket market, GateBook book, int level, boolean sideIsTakers, boolean sizeIsOrders,
                        LongSupplier clockMs) {
        if (level != DEFAULT_LEVEL && level != 400) {
            throw new IllegalArgumentException("a book of " + level + " levels, expected 50 or 400");
        }
        this.market = market;
        this.book = book;
        this.level = level;
        this.sideIsTakers = sideIsTakers;
        this.sizeIsOrders = sizeIsOrders;
        this.clockMs = clockMs;
    }

    @Override
    public Venue venue() {
        return Venue.GATE;
    }

    @Override
    public String webSocketUrl() {
        return market == GateMarket.SPOT ? "wss://api.gateio.ws" : "wss://fx-ws.gateio.ws";
    }

    @Override
    public String restUrl() {
        return "https://api.gateio.ws";
    }

    @Override
    public Set<StreamKind> streams() {
        final Set<StreamKind> kinds = EnumSet.of(StreamKind.BOOK, StreamKind.TRADES, StreamKind.QUOTES);
        if (market == GateMarket.FUTURES) {
            kinds.addAll(EnumSet.allOf(StreamKind.class));
        }
        return kinds;
    }

    @Override
    public String symbol(String base, String quote) {
        return base + "_" + quote;
    }

    @Override
    public BookRules bookRules() {
        return BookRules.of(book.sync()).withDepth(book == GateBook.OBU ? level : REST_DEPTH);
    }

    @Override
    public InstrumentReading instruments(List<Listing> listings) {
        final GateInstruments reader = new GateInstruments(market, bookRules());
        return new PagedReading(reader.question(), listings, reader::read);
    }

    @Override
    public List<Topic> topics(List<Instrument> instruments, Set<StreamKind> wanted) {
        final List<Topic> topics = new ArrayList<>();
        for (final Instrument instrument : instruments) {
            for (final StreamKind kind : streams()) {
                final boolean mark = kind == StreamKind.MARK && wanted.contains(StreamKind.OPEN_INTEREST);
                final String channel = channel(kind);
                if (channel != null && (wanted.contains(kind) || mark)) {
                    final String name = market.prefix() + channel + ":" + instrument.symbol();
                    topics.add(new Topic(market == GateMarket.SPOT ? "/ws/v4/" : "/v4/ws/usdt",
                        kind == StreamKind.BOOK ? name : channel, name, kind, instrument));
                }
            }
        }
        return topics;
    }

    /** Behind the market's prefix; null where there is no channel, or another's has it. */
    private String channel(StreamKind kind) {
        return switch (kind) {
            case BOOK -> book.channel();
            case TRADES -> "trades";
            case QUOTES -> "book_ticker";
            case MARK -> "tickers";
            case LIQUIDATIONS -> "public_liquidates";
            case OPEN_INTEREST, LONG_SHORT_RATIO -> null;
        };
    }

    /** The channel of a topic. */
    static String channel(Topic topic) {
        return topic.name().substring(0, topic.name().indexOf(':'));
    }

    /** What stands for a topic in a request's payload. */
    String payload(Topic topic) {
        final String symbol = topic.name().substring(topic.name().indexOf(':') + 1);
        if (topic.kind() != StreamKind.BOOK) {
            return '"' + symbol + '"';
        }
        if (book == GateBook.OBU) {
            return "\"ob." + symbol + "." + level + '"';
        }
        return '"' + symbol + "\",\"100ms\"" + (market == GateMarket.FUTURES ? ",\"" + REST_DEPTH + '"' : "");
    }

    String pingChannel() {
        return market.prefix() + "ping";
    }

    @Override
    public StreamProtocol open(StreamSite site) {
        return new GateStream(this, new GateFrameDecoder(site.inlet(), site.instruments(), site.control(),
            site.connectionId(), site.provenance(), market, book, level, sideIsTakers, sizeIsOrders), clockMs);
    }

    @Override
    public Opening opening(String base, String path, byte[] reply) {
        return Opening.at(Opening.url(base, path)).pinging(PING_MS, PONG_LIMIT_MS);
    }

    /** Not documented: so that one bad symbol cannot cost the others. */
    @Override
    public boolean refusesWholeMessages() {
        return true;
    }

    @Override
    public SnapshotService snapshots() {
        return book == GateBook.OBU ? SnapshotService.RESUBSCRIBE : SnapshotService.REST;
    }

    @Override
    public RestQuestion snapshot(Instrument instrument) {
        final String path = market == GateMarket.SPOT ? "/api/v4/spot/order_book?currency_pair="
            : "/api/v4/futures/usdt/order_book?contract=";
        return RestQuestion.get(path + instrument.symbol() + "&limit=" + REST_DEPTH + "&with_id=true");
    }

    @Override
    public SnapshotBody snapshotBody(Inlet inlet, Provenance provenance) {
        return new GateDepthBody(inlet, FeedEvents.NO_CONNECTION, provenance, market)::onBody;
    }

    @Override
    public List<RestPoll> polls(List<Instrument> instruments, Set<StreamKind> wanted, Inlet inlet,
                                Provenance provenance) {
        if (market == GateMarket.SPOT || !wanted.contains(StreamKind.LONG_SHORT_RATIO)) {
            return List.of();
        }
        return instruments.stream().map(instrument -> new RestPoll(
            RestQuestion.get("/api/v4/futures/usdt/contract_stats?contract=" + instrument.symbol() + "&limit=1"),
            RATIO_POLL_MS, "long/short ratio of " + instrument.symbol(),
            new RatioPoll(inlet, provenance, instrument, GateProtocol::ratio))).toList();
    }

    /** The last row, of {@code [{"time":seconds,"lsr_account":ratio,...}]}. */
    static RatioPoll.Shares ratio(byte[] body) throws IOException {
        final RestRows reply = RestRows.read(body, "").requireRows();
        if (reply.rows().isEmpty()) {
            throw new IOException("no row");
        }
        final ListedFields newest = reply.rows().get(reply.rows().size() - 1);
        return RatioPoll.Shares.ofRatio(newest.text("time") + "000", newest.text("lsr_account"));
    }

    /** The venue says with each refusal at what second its window begins anew. */
    @Override
    public long notBeforeNs(RestReply reply, long nowNs) {
        final long usualNs = VenueProtocol.super.notBeforeNs(reply, nowNs);
        final long latestS = TimeUnit.NANOSECONDS.toSeconds(nowNs) + LONGEST_WAIT_S;
        return usualNs <= nowNs ? usualNs : Math.max(usualNs, TimeUnit.SECONDS.toNanos(
            Math.min(reply.number("X-Gate-RateLimit-Reset-Timestamp", 0), latestS)));
    }

    @Override
    public KlineService klines() {
        return market == GateMarket.SPOT ? GateKlines.spot() : null;
    }

    @Override
    public Budget weight() {
        return REST;
    }
}
