package io.escapement.engine.venue.okx;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.event.FeedEvents;
import io.escapement.engine.venue.listing.ListedFields;
import io.escapement.engine.venue.listing.PagedReading;
import io.escapement.engine.venue.listing.RatioPoll;
import io.escapement.engine.venue.listing.RestRows;
import io.escapement.engine.venue.session.Acknowledgement;
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
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * OKX v5, one type of instruments, on the public path. Numbers are those of the venue's documentation as the sheet has
 * it, July 2026.
 */
public final class OkxProtocol implements VenueProtocol {
    /** Incremental, 100 ms, without login. */
    static final String BOOK_CHANNEL = "books";
    /** Levels a side of {@link #BOOK_CHANNEL}. */
    static final int BOOK_DEPTH = 400;
    static final String LIQUIDATIONS = "liquidation-orders";
    private static final String PUBLIC = "/ws/v5/public";

    /** "3 connections/s/IP"; spot and swaps are two sessions at one address. */
    static final Budget CONNECTS = Budget.perSecond(1);
    /** "480 subscribe+unsubscribe+login per hour per connection". */
    static final Budget MESSAGES = new Budget(480, 3_600_000);
    /** "instruments 20/2 s", the least of all that we ask for. */
    static final Budget REST = new Budget(20, 2_000);
    /** "subscribe payload <= 64 KB": eighty characters a topic. */
    static final int TOPICS_PER_MESSAGE = 500;
    /** "30 s of silence = server disconnects". */
    static final long PING_MS = 20_000;
    /** Ours: the venue answers at once. */
    static final long PONG_LIMIT_MS = 10_000;
    /** Ours: the venue makes a new ratio every five minutes. */
    static final long RATIO_POLL_MS = 60_000;

    private final OkxMarket market;
    private final OkxSnapshots snapshots;
    private final BookRules rules;
    private final String bookChannel;
    private final OkxNumbering numbering;

    /** @param checksum whether a checksum other than 0 is to be verified: the venue sends none since June 2026 */
    public OkxProtocol(OkxMarket market, OkxSnapshots snapshots, boolean checksum) {
        this(market, snapshots, checksum, BOOK_CHANNEL, OkxNumbering.SEQUENCE_IDS);
    }

    private OkxProtocol(OkxMarket market, OkxSnapshots snapshots, boolean checksum, String bookChannel,
                        OkxNumbering numbering) {
        this.market = market;
        this.bookChannel = bookChannel;
        this.numbering = numbering;
        this.snapshots = snapshots;
        this.rules = BookRules.of(snapshots.sync()).withDepth(BOOK_DEPTH)
            .withChecksum(checksum ? ChecksumKind.OKX : ChecksumKind.NONE, 1);
    }

    /**
     * For reading recordings, not for connecting: of another channel of the same form, and from before books had
     * numbers. Checksums are verified: they meant something then.
     *
     * @param bookChannel such as {@code books-l2-tbt}
     */
    public static OkxProtocol ofRecording(OkxMarket market, String bookChannel, OkxNumbering numbering) {
        return new OkxProtocol(market, OkxSnapshots.IN_STREAM, true, bookChannel, numbering);
    }

    /** What a channel's subscription is called. */
    static String topic(String channel, String symbol) {
        return channel + ":" + symbol;
    }

    @Override
    public Venue venue() {
        return Venue.OKX;
    }

    @Override
    public String webSocketUrl() {
        return "wss://ws.okx.com:8443";
    }

    @Override
    public String restUrl() {
        return "https://www.okx.com";
    }

    @Override
    public Set<StreamKind> streams() {
        return market == OkxMarket.SPOT ? EnumSet.of(StreamKind.BOOK, StreamKind.TRADES, StreamKind.QUOTES)
            : EnumSet.allOf(StreamKind.class);
    }

    @Override
    public String symbol(String base, String quote) {
        return base + "-" + quote + (market == OkxMarket.SWAP ? "-SWAP" : "");
    }

    @Override
    public BookRules bookRules() {
        return rules;
    }

    @Override
    public InstrumentReading instruments(List<Listing> listings) {
        final OkxInstruments reader = new OkxInstruments(market, rules);
        return new PagedReading(reader.question(), listings, reader::read);
    }

    @Override
    public List<Topic> topics(List<Instrument> instruments, Set<StreamKind> wanted) {
        final List<Topic> topics = new ArrayList<>();
        for (final Instrument instrument : instruments) {
            for (final StreamKind kind : streams()) {
                if (wanted.contains(kind)) {
                    for (final String name : names(kind, instrument)) {
                        topics.add(new Topic(PUBLIC, "", name, kind, instrument));
                    }
                }
            }
        }
        if (market == OkxMarket.SWAP && wanted.contains(StreamKind.LIQUIDATIONS)) {
            topics.add(new Topic(PUBLIC, "", topic(LIQUIDATIONS, market.name()), StreamKind.LIQUIDATIONS, null));
        }
        return topics;
    }

    private static List<String> names(StreamKind kind, Instrument instrument) {
        final String symbol = instrument.symbol();
        return switch (kind) {
            case BOOK -> List.of(topic(BOOK_CHANNEL, symbol));
            case TRADES -> List.of(topic("trades", symbol));
            case QUOTES -> List.of(topic("bbo-tbt", symbol));
            case MARK -> List.of(topic("mark-price", symbol), topic("funding-rate", symbol),
                topic("index-tickers", OkxDerivatives.index(instrument)));
            case OPEN_INTEREST -> List.of(topic("open-interest", symbol));
            case LIQUIDATIONS, LONG_SHORT_RATIO -> List.of();
        };
    }

    @Override
    public StreamProtocol open(StreamSite site) {
        return new OkxStream(site, bookChannel, numbering);
    }

    @Override
    public Opening opening(String base, String path, byte[] reply) {
        return Opening.at(Opening.url(base, path)).pinging(PING_MS, PONG_LIMIT_MS);
    }

    @Override
    public Acknowledgement acknowledgement() {
        return Acknowledgement.BY_TOPIC;
    }

    /** A refusal that does not name its topic. */
    @Override
    public boolean refusesWholeMessages() {
        return true;
    }

    @Override
    public SnapshotService snapshots() {
        return snapshots.service();
    }

    /** What {@code source=0} means is not documented; the venue's text of February 2026 has it. */
    @Override
    public RestQuestion snapshot(Instrument instrument) {
        return RestQuestion.get("/api/v5/market/books?instId=" + instrument.symbol() + "&sz=" + BOOK_DEPTH
            + "&source=0");
    }

    @Override
    public SnapshotBody snapshotBody(Inlet inlet, Provenance provenance) {
        return new OkxDepthBody(inlet, FeedEvents.NO_CONNECTION, provenance)::onBody;
    }

    /** The venue tells the ratio of an asset, over all of its contracts. */
    @Override
    public List<RestPoll> polls(List<Instrument> instruments, Set<StreamKind> wanted, Inlet inlet,
                                Provenance provenance) {
        if (market == OkxMarket.SPOT || !wanted.contains(StreamKind.LONG_SHORT_RATIO)) {
            return List.of();
        }
        return instruments.stream().map(instrument -> new RestPoll(
            RestQuestion.get("/api/v5/rubik/stat/contracts/long-short-account-ratio?ccy=" + instrument.baseAsset()
                + "&period=5m"), RATIO_POLL_MS, "long/short ratio of " + instrument.symbol(),
            new RatioPoll(inlet, provenance, instrument, OkxProtocol::ratio))).toList();
    }

    /** The row of the latest time, of {@code {"code":"0","data":[["1630502100000","1.25"],...]}}. */
    static RatioPoll.Shares ratio(byte[] body) throws IOException {
        final RestRows reply = RestRows.read(body, "data").requireCode("code", "0", "msg").requireRows();
        // Milliseconds of thirteen digits: their order is that of their texts.
        final ListedFields newest = reply.rows().stream().max(Comparator.comparing(row -> row.text("0")))
            .orElseThrow(() -> new IOException("no row"));
        return RatioPoll.Shares.ofRatio(newest.text("0"), newest.text("1"));
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
        return OkxKlines.make();
    }

    @Override
    public Budget weight() {
        return REST;
    }

    @Override
    public int topicsPerMessage() {
        return TOPICS_PER_MESSAGE;
    }
}
