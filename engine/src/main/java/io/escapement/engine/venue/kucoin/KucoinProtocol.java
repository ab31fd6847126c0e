package io.escapement.engine.venue.kucoin;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.event.FeedEvents;
import io.escapement.engine.venue.listing.PagedReading;
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

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * KuCoin spot. Snapshots are those of a hundred levels, the largest that need no key: what lies deeper is known in part
 * only, and the book is cut there. Numbers are those of the venue's documentation of 2023, as the sheet has them.
 */
public final class KucoinProtocol implements VenueProtocol {
    /** The code of a request that was granted. */
    static final String GRANTED = "200000";
    /** Levels a side of a snapshot without a key. */
    static final int SNAPSHOT_DEPTH = 100;
    /** Topics on one connection: 300 in 2023; one client was refused more than a hundred since. */
    public static final int DEFAULT_TOPICS = 100;

    /** "<= 30 connects/min". */
    static final Budget CONNECTS = Budget.perMinute(30);
    /** "<= 100 client messages/10 s". */
    static final Budget MESSAGES = new Budget(100, 10_000);
    /** "Public 2000 (by IP)" per 30 s. */
    static final Budget REST = new Budget(2_000, 30_000);
    /** Weight of {@code level2_100}. */
    static final int SNAPSHOT_WEIGHT = 2;
    /** "<= 100 topics per subscribe message". */
    static final int TOPICS_PER_MESSAGE = 100;

    /** Beyond this a time in a reply is not believed. */
    private static final long LONGEST_WAIT_MS = 3_600_000;

    private final int topicsPerConnection;

    /** @param topicsPerConnection {@link #DEFAULT_TOPICS} unless the venue allows more */
    public KucoinProtocol(int topicsPerConnection) {
        this.topicsPerConnection = topicsPerConnection;
    }

    @Override
    public Venue venue() {
        return Venue.KUCOIN;
    }

    /** Never used by itself: the reply to {@link #bootstrap} says where to connect. */
    @Override
    public String webSocketUrl() {
        return "wss://ws-api-spot.kucoin.com";
    }

    @Override
    public String restUrl() {
        return "https://api.kucoin.com";
    }

    @Override
    public Set<StreamKind> streams() {
        return EnumSet.of(StreamKind.BOOK, StreamKind.TRADES, StreamKind.QUOTES);
    }

    @Override
    public String symbol(String base, String quote) {
        return base + "-" + quote;
    }

    @Override
    public BookRules bookRules() {
        return BookRules.of(SyncKind.RANGES).withDepth(SNAPSHOT_DEPTH);
    }

    @Override
    public InstrumentReading instruments(List<Listing> listings) {
        final KucoinInstruments reader = new KucoinInstruments(SNAPSHOT_DEPTH);
        return new PagedReading(KucoinInstruments.question(), listings, reader::read);
    }

    @Override
    public List<Topic> topics(List<Instrument> instruments, Set<StreamKind> wanted) {
        final List<Topic> topics = new ArrayList<>();
        for (final StreamKind kind : streams()) {
            final String batch = switch (kind) {
                case BOOK -> "/market/level2";
                case TRADES -> "/market/match";
                default -> "/spotMarket/level1";
            };
            for (final Instrument instrument : instruments) {
                if (wanted.contains(kind)) {
                    topics.add(new Topic("", batch, batch + ":" + instrument.symbol(), kind, instrument));
                }
            }
        }
        return topics;
    }

    @Override
    public StreamProtocol open(StreamSite site) {
        return new KucoinStream(site);
    }

    @Override
    public RestQuestion bootstrap() {
        return RestQuestion.post("/api/v1/bullet-public", "");
    }

    @Override
    public Opening opening(String base, String path, byte[] reply) throws IOException {
        final BulletReply bullet = BulletReply.read(reply);
        return Opening.at(bullet.url(UUID.randomUUID().toString())).pinging(bullet.pingIntervalMs(),
            bullet.pingTimeoutMs());
    }

    @Override
    public boolean greets() {
        return true;
    }

    /** Not documented: so that one bad symbol cannot cost the others. */
    @Override
    public boolean refusesWholeMessages() {
        return true;
    }

    @Override
    public SnapshotService snapshots() {
        return SnapshotService.REST;
    }

    @Override
    public RestQuestion snapshot(Instrument instrument) {
        return RestQuestion.get("/api/v1/market/orderbook/level2_" + SNAPSHOT_DEPTH + "?symbol="
            + instrument.symbol()).withWeight(SNAPSHOT_WEIGHT);
    }

    @Override
    public SnapshotBody snapshotBody(Inlet inlet, Provenance provenance) {
        return new KucoinDepthBody(inlet, FeedEvents.NO_CONNECTION, provenance)::onBody;
    }

    @Override
    public Budget connects() {
        return CONNECTS;
    }

    @Override
    public Budget messages() {
        return MESSAGES;
    }

    @Override
    public KlineService klines() {
        return KucoinKlines.make();
    }

    @Override
    public Budget weight() {
        return REST;
    }

    /** The venue says with each refusal in how many milliseconds its window begins anew. */
    @Override
    public long notBeforeNs(RestReply reply, long nowNs) {
        final long usualNs = VenueProtocol.super.notBeforeNs(reply, nowNs);
        return usualNs <= nowNs ? usualNs : Math.max(usualNs,
            nowNs + TimeUnit.MILLISECONDS.toNanos(Math.min(reply.number("gw-ratelimit-reset", 0), LONGEST_WAIT_MS)));
    }

    @Override
    public int topicsPerMessage() {
        return TOPICS_PER_MESSAGE;
    }

    @Override
    public int topicsPerConnection() {
        return topicsPerConnection;
    }
}
