package io.escapement.engine.venue.bybit;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
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

/**
 * Bybit v5, one category. The stream begins with a snapshot and sends another whenever it likes; after a gap the book's
 * topic is unsubscribed from and subscribed to again. Numbers are those of the venue's documentation of July 2026,
 * websocket/wss-authentication and rate-limit.
 */
public final class BybitProtocol implements VenueProtocol {
    /** Levels a side of the usual book topic; 50, 200 and 1000 exist. */
    public static final int DEFAULT_DEPTH = 200;

    /** "<=500 new connections / 5 min / domain"; spot and linear are two sessions at one domain. */
    static final Budget CONNECTS = new Budget(250, 300_000);
    /** "REST 600 req / 5 s / IP", else at least ten minutes of HTTP 403. */
    static final Budget REST = new Budget(300, 5_000);
    /** "access too frequent". */
    private static final int FORBIDDEN = 403;
    private static final long FORBIDDEN_MINUTES = 10;
    /** "spot max 10 args per request". */
    static final int SPOT_TOPICS_PER_MESSAGE = 10;
    /** Not limited by number for contracts; a hundred keep a message small. */
    static final int LINEAR_TOPICS_PER_MESSAGE = 100;
    /** "total length <= 21 000 chars per connection": forty characters a topic. */
    static final int TOPICS_PER_CONNECTION = 500;
    /** "Ping is the client's duty: every 20 s". */
    static final long PING_MS = 20_000;
    /** Ours: the venue answers at once. */
    static final long PONG_LIMIT_MS = 10_000;
    /** Ours: the venue makes a new ratio every five minutes. */
    static final long RATIO_POLL_MS = 60_000;

    private final BybitMarket market;
    private final int bookDepth;
    private final boolean consecutive;

    /** With update ids that have no holes. */
    public BybitProtocol(BybitMarket market, int bookDepth) {
        this(market, bookDepth, true);
    }

    /**
     * @param bookDepth   levels a side of the book's topic: 50, 200 or 1000
     * @param consecutive whether update ids have no holes: "u+1 contiguity is documented for full depth/REST only,
     *                    assumed for 50/200/1000"
     */
    public BybitProtocol(BybitMarket market, int bookDepth, boolean consecutive) {
        if (bookDepth != 50 && bookDepth != 200 && bookDepth != 1_000) {
            throw new IllegalArgumentException("a book of " + bookDepth + " levels, expected 50, 200 or 1000");
        }
        this.market = market;
        this.bookDepth = bookDepth;
        this.consecutive = consecutive;
    }

    @Override
    public Venue venue() {
        return Venue.BYBIT;
    }

    @Override
    public String webSocketUrl() {
        return "wss://stream.bybit.com";
    }

    @Override
    public String restUrl() {
        return "https://api.bybit.com";
    }

    @Override
    public Set<StreamKind> streams() {
        return market == BybitMarket.SPOT ? EnumSet.of(StreamKind.BOOK, StreamKind.TRADES, StreamKind.QUOTES)
            : EnumSet.allOf(StreamKind.class);
    }

    @Override
    public String symbol(String base, String quote) {
        return base + quote;
    }

    @Override
    public BookRules bookRules() {
        return BookRules.of(SyncKind.STREAM).withDepth(bookDepth);
    }

    @Override
    public InstrumentReading instruments(List<Listing> listings) {
        final BybitInstruments reader = new BybitInstruments(market, bookDepth);
        return new PagedReading(reader.page(""), listings, reader::read);
    }

    @Override
    public List<Topic> topics(List<Instrument> instruments, Set<StreamKind> wanted) {
        final List<Topic> topics = new ArrayList<>();
        for (final Instrument instrument : instruments) {
            for (final StreamKind kind : streams()) {
                final boolean mark = kind == StreamKind.MARK && wanted.contains(StreamKind.OPEN_INTEREST);
                if (name(kind) != null && (wanted.contains(kind) || mark)) {
                    topics.add(new Topic("/v5/public/" + market.category(), "",
                        name(kind) + instrument.symbol(), kind, instrument));
                }
            }
        }
        return topics;
    }

    /** The topic's name before the symbol; null where there is no topic, or another's has it. */
    private String name(StreamKind kind) {
        return switch (kind) {
            case BOOK -> "orderbook." + bookDepth + ".";
            case TRADES -> "publicTrade.";
            case QUOTES -> "orderbook.1.";
            case MARK -> "tickers.";
            case LIQUIDATIONS -> "allLiquidation.";
            case OPEN_INTEREST, LONG_SHORT_RATIO -> null;
        };
    }

    @Override
    public StreamProtocol open(StreamSite site) {
        return new BybitStream(site, bookDepth, consecutive);
    }

    @Override
    public Opening opening(String base, String path, byte[] reply) {
        return Opening.at(Opening.url(base, path)).pinging(PING_MS, PONG_LIMIT_MS);
    }

    @Override
    public boolean refusesWholeMessages() {
        return true;
    }

    @Override
    public List<RestPoll> polls(List<Instrument> instruments, Set<StreamKind> wanted, Inlet inlet,
                                Provenance provenance) {
        if (market == BybitMarket.SPOT || !wanted.contains(StreamKind.LONG_SHORT_RATIO)) {
            return List.of();
        }
        return instruments.stream().map(instrument -> new RestPoll(
            RestQuestion.get("/v5/market/account-ratio?category=" + market.category() + "&symbol="
                + instrument.symbol() + "&period=5min&limit=1"), RATIO_POLL_MS,
            "long/short ratio of " + instrument.symbol(),
            new RatioPoll(inlet, provenance, instrument, body -> ratio(body, instrument.symbol())))).toList();
    }

    /** The newest row, the first, of {@code {"result":{"list":[{"symbol":..,"buyRatio":..,"sellRatio":..}]}}}. */
    static RatioPoll.Shares ratio(byte[] body, String symbol) throws IOException {
        final RestRows reply = RestRows.read(body, "result.list").requireCode("retCode", "0", "retMsg").requireRows();
        final ListedFields row = reply.rows().stream().filter(each -> each.text("symbol").equals(symbol)).findFirst()
            .orElseThrow(() -> new IOException("no row of " + symbol));
        return RatioPoll.Shares.ofShares(row.text("timestamp"), row.text("buyRatio"), row.text("sellRatio"));
    }

    @Override
    public Budget connects() {
        return CONNECTS;
    }

    @Override
    public KlineService klines() {
        return BybitKlines.of(market);
    }

    @Override
    public Budget weight() {
        return REST;
    }

    @Override
    public int topicsPerMessage() {
        return market == BybitMarket.SPOT ? SPOT_TOPICS_PER_MESSAGE : LINEAR_TOPICS_PER_MESSAGE;
    }

    @Override
    public int topicsPerConnection() {
        return TOPICS_PER_CONNECTION;
    }

    /** HTTP 403 is the venue's word for too many requests: "stop >= 10 min". */
    @Override
    public long notBeforeNs(RestReply reply, long nowNs) {
        return reply.status() == FORBIDDEN ? nowNs + TimeUnit.MINUTES.toNanos(FORBIDDEN_MINUTES)
            : VenueProtocol.super.notBeforeNs(reply, nowNs);
    }

    /** "No 24 h rule documented": kept for a week. */
    @Override
    public long lifetimeMs() {
        return TimeUnit.DAYS.toMillis(7);
    }
}
