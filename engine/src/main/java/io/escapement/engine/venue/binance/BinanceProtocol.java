package io.escapement.engine.venue.binance;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.event.FeedEvents;
import io.escapement.engine.venue.net.Endpoint;
import io.escapement.engine.venue.net.RestReply;
import io.escapement.engine.venue.session.Budget;
import io.escapement.engine.venue.session.InstrumentReading;
import io.escapement.engine.venue.session.KlineService;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.Opening;
import io.escapement.engine.venue.session.RestQuestion;
import io.escapement.engine.venue.session.SnapshotBody;
import io.escapement.engine.venue.session.SnapshotService;
import io.escapement.engine.venue.session.StreamKind;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;
import io.escapement.engine.venue.session.VenueProtocol;
import io.escapement.engine.venue.session.WholeReading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Binance spot: raw streams, depth snapshots by REST. Limits are the venue's, with room for others at our address. */
public final class BinanceProtocol implements VenueProtocol {
    /** Names of streams that are subscribed to where nothing else is said. */
    public static final List<String> USUAL_STREAMS = List.of("depth@100ms", "trade", "bookTicker");
    /** Levels a side of the deepest snapshot. */
    public static final int MOST_LEVELS = 5_000;
    /** What of the venue's 6000 a minute we take at most. */
    public static final int WEIGHT_PER_MINUTE = 4_000;
    private static final int FEW_LEVELS = 1_000;

    private static final String PATH = "/ws";

    private final StreamEncoding encoding;
    private final List<String> streamNames;
    private final int snapshotLimit;
    private final int weightPerMinute;

    /** As the other, with JSON. */
    public BinanceProtocol(List<String> streamNames, int snapshotLimit, int weightPerMinute) {
        this(StreamEncoding.json(), streamNames, snapshotLimit, weightPerMinute);
    }

    /**
     * @param encoding        of the streams
     * @param streamNames     as the venue spells them for JSON, e.g. {@code depth@100ms}
     * @param snapshotLimit   levels a side of a depth snapshot
     * @param weightPerMinute that we take; the venue allows 6000 per address, which other programs share
     */
    public BinanceProtocol(StreamEncoding encoding, List<String> streamNames, int snapshotLimit,
                           int weightPerMinute) {
        this.encoding = encoding;
        this.streamNames = List.copyOf(encoding.streams(streamNames));
        this.snapshotLimit = snapshotLimit;
        this.weightPerMinute = weightPerMinute;
    }

    @Override
    public Venue venue() {
        return Venue.BINANCE;
    }

    @Override
    public String webSocketUrl() {
        return encoding.isSbe() ? StreamEncoding.SBE_URL : "wss://data-stream.binance.vision";
    }

    @Override
    public String restUrl() {
        return "https://data-api.binance.vision";
    }

    @Override
    public String remark(int instruments) {
        final String said = encoding.message();
        final int weight = BinancePaths.depthWeight(snapshotLimit);
        final String late = instruments * weight <= weightPerMinute ? "" : instruments + " books of " + snapshotLimit
            + " levels take a weight of " + instruments * weight + " and " + weightPerMinute + " a minute may be taken:"
            + " the last ones become LIVE a minute later than the first, unless snapshot-limit or weight-per-minute"
            + " says otherwise; 1000 levels take " + BinancePaths.depthWeight(FEW_LEVELS) + " each";
        return Stream.of(said.equals(StreamEncoding.json().message()) ? "" : said, late)
            .filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }

    @Override
    public Set<StreamKind> streams() {
        return streamNames.stream().map(BinanceProtocol::kind).collect(Collectors.toSet());
    }

    private static StreamKind kind(String streamName) {
        if (streamName.startsWith("depth")) {
            return StreamKind.BOOK;
        }
        return streamName.equals("bookTicker") || streamName.equals("bestBidAsk") ? StreamKind.QUOTES
            : StreamKind.TRADES;
    }

    @Override
    public String symbol(String base, String quote) {
        return (base + quote).toUpperCase(Locale.ROOT);
    }

    @Override
    public BookRules bookRules() {
        return BookRules.of(SyncKind.RANGES);
    }

    @Override
    public InstrumentReading instruments(List<Listing> listings) {
        return new SpotReading(venue(), listings);
    }

    /** One malformed stream name makes the venue refuse the whole request. */
    @Override
    public boolean refusesWholeMessages() {
        return true;
    }

    @Override
    public List<Topic> topics(List<Instrument> instruments, Set<StreamKind> wanted) {
        final List<Topic> topics = new ArrayList<>();
        for (final Instrument instrument : instruments) {
            for (final String name : streamNames) {
                if (wanted.contains(kind(name))) {
                    topics.add(new Topic(PATH, "", instrument.symbol().toLowerCase(Locale.ROOT) + '@' + name,
                        kind(name), instrument));
                }
            }
        }
        return topics;
    }

    /** The path of raw streams, unless the URL names a path itself. */
    @Override
    public Opening opening(String base, String path, byte[] reply) {
        return Opening.at(Endpoint.parse(base).path().equals("/") ? Opening.url(base, path) : base)
            .with(encoding.headers());
    }

    @Override
    public StreamProtocol open(StreamSite site) {
        return BinanceMessages.stream(encoding.isSbe()
            ? new BinanceSbeFrameDecoder(site.inlet(), site.instruments(), site.control(), site.connectionId(),
                site.provenance())
            : new BinanceFrameDecoder(site.inlet(), site.instruments(), site.control(), venue(), site.connectionId(),
                site.provenance(), TimeUnit.MILLISECONDS));
    }

    @Override
    public SnapshotService snapshots() {
        return SnapshotService.REST;
    }

    @Override
    public RestQuestion snapshot(Instrument instrument) {
        return RestQuestion.get(BinancePaths.depth(instrument.symbol(), snapshotLimit))
            .withWeight(BinancePaths.depthWeight(snapshotLimit));
    }

    @Override
    public SnapshotBody snapshotBody(Inlet inlet, Provenance provenance) {
        return new DepthSnapshotDecoder(inlet, venue(), FeedEvents.NO_CONNECTION, provenance,
            TimeUnit.MILLISECONDS)::onBody;
    }

    @Override
    public Budget connects() {
        return new Budget(200, TimeUnit.MINUTES.toMillis(5));
    }

    /** The venue allows 5 a second; pongs count as well. */
    @Override
    public Budget messages() {
        return Budget.perSecond(3);
    }

    @Override
    public KlineService klines() {
        return BinanceKlines.spot();
    }

    @Override
    public Budget weight() {
        return Budget.perMinute(weightPerMinute);
    }

    @Override
    public int topicsPerMessage() {
        return 100;
    }

    @Override
    public int topicsPerConnection() {
        return 1_024;
    }

    @Override
    public long notBeforeNs(RestReply reply, long nowNs) {
        return BinanceMessages.notBeforeNs(reply, nowNs, VenueProtocol.super.notBeforeNs(reply, nowNs),
            BinancePaths.depthWeight(snapshotLimit), weightPerMinute);
    }
}
