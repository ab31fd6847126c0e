package io.escapement.engine.venue.binance;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.event.FeedEvents;
import io.escapement.engine.venue.json.ListedInstruments;
import io.escapement.engine.venue.json.ListedRows;
import io.escapement.engine.venue.net.RestReply;
import io.escapement.engine.venue.session.Budget;
import io.escapement.engine.venue.session.InstrumentReading;
import io.escapement.engine.venue.session.KlineService;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.RestPoll;
import io.escapement.engine.venue.session.RestQuestion;
import io.escapement.engine.venue.session.SnapshotBody;
import io.escapement.engine.venue.session.SnapshotService;
import io.escapement.engine.venue.session.StreamKind;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;
import io.escapement.engine.venue.session.VenueProtocol;
import io.escapement.engine.venue.session.WholeReading;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Binance USD-M futures. Streams of different classes go to connections of different paths, because the venue grants
 * on one path what it delivers on the other only. Weights leave room for other programs at our address.
 */
public final class UsdmProtocol implements VenueProtocol {
    private static final int WEIGHT_PER_MINUTE = UsdmStreams.REST_WEIGHT_PER_MINUTE * 2 / 3;
    private static final long OPEN_INTEREST_EVERY_MS = 15_000;
    private static final long RATIO_EVERY_MS = 60_000;

    private final UsdmFrameDecoder.Trades trades;
    private final int snapshotLimit;

    /**
     * @param trades        which of the two streams trades are taken from
     * @param snapshotLimit levels a side of a depth snapshot
     */
    public UsdmProtocol(UsdmFrameDecoder.Trades trades, int snapshotLimit) {
        this.trades = trades;
        this.snapshotLimit = snapshotLimit;
    }

    @Override
    public Venue venue() {
        return Venue.BINANCE_USDM;
    }

    @Override
    public String webSocketUrl() {
        return UsdmStreams.WEB_SOCKET;
    }

    @Override
    public String restUrl() {
        return UsdmStreams.REST;
    }

    @Override
    public Set<StreamKind> streams() {
        return EnumSet.allOf(StreamKind.class);
    }

    @Override
    public String symbol(String base, String quote) {
        return (base + quote).toUpperCase(Locale.ROOT);
    }

    @Override
    public BookRules bookRules() {
        return BookRules.of(SyncKind.CHAIN);
    }

    @Override
    public InstrumentReading instruments(List<Listing> listings) {
        final List<ListedRows.Wanted> wanted = listings.stream()
            .map(each -> new ListedRows.Wanted(each.id(), each.symbol(), each.canonical())).toList();
        return new WholeReading(RestQuestion.get(UsdmStreams.EXCHANGE_INFO_PATH), (body, problems) -> {
            final ListedInstruments read = UsdmExchangeInfo.read(body, wanted);
            problems.addAll(read.problems());
            return read.instruments();
        });
    }

    @Override
    public List<Topic> topics(List<Instrument> instruments, Set<StreamKind> wanted) {
        final List<Topic> topics = new ArrayList<>();
        for (final Instrument instrument : instruments) {
            for (final StreamKind kind : StreamKind.values()) {
                final String stream = wanted.contains(kind) ? stream(kind) : null;
                if (stream != null) {
                    topics.add(new Topic(UsdmStreams.classOf(stream).path() + "/ws", "",
                        UsdmStreams.stream(instrument.symbol(), stream), kind, instrument));
                }
            }
        }
        return topics;
    }

    /** Null for what no stream brings. */
    private String stream(StreamKind kind) {
        return switch (kind) {
            case BOOK -> "depth@100ms";
            case TRADES -> trades == UsdmFrameDecoder.Trades.AGGREGATED ? "aggTrade" : "trade";
            case QUOTES -> "bookTicker";
            case MARK -> "markPrice@1s";
            case LIQUIDATIONS -> "forceOrder";
            default -> null;
        };
    }

    @Override
    public StreamProtocol open(StreamSite site) {
        final FrameDecoder decoder = new UsdmFrameDecoder(site.inlet(), site.instruments(), site.control(),
            site.connectionId(), site.provenance(), trades);
        return BinanceMessages.stream(decoder);
    }

    @Override
    public SnapshotService snapshots() {
        return SnapshotService.REST;
    }

    @Override
    public RestQuestion snapshot(Instrument instrument) {
        return RestQuestion.get(UsdmStreams.depthPath(instrument.symbol(), snapshotLimit))
            .withWeight(UsdmStreams.depthWeight(snapshotLimit));
    }

    @Override
    public SnapshotBody snapshotBody(Inlet inlet, Provenance provenance) {
        return new DepthSnapshotDecoder(inlet, venue(), FeedEvents.NO_CONNECTION, provenance,
            TimeUnit.MILLISECONDS)::onBody;
    }

    @Override
    public List<RestPoll> polls(List<Instrument> instruments, Set<StreamKind> wanted, Inlet inlet,
                                Provenance provenance) {
        final UsdmReplies replies = new UsdmReplies(inlet, provenance);
        final List<RestPoll> polls = new ArrayList<>();
        for (final Instrument instrument : instruments) {
            if (wanted.contains(StreamKind.OPEN_INTEREST)) {
                polls.add(new RestPoll(RestQuestion.get(UsdmStreams.openInterestPath(instrument.symbol())),
                    OPEN_INTEREST_EVERY_MS, "open interest of " + instrument.symbol(), (body, length, timeNs) ->
                    replies.onOpenInterest(body, 0, length, instrument, timeNs)));
            }
            if (wanted.contains(StreamKind.LONG_SHORT_RATIO)) {
                polls.add(new RestPoll(RestQuestion.get(UsdmStreams.longShortRatioPath(instrument.symbol())),
                    RATIO_EVERY_MS, "long/short ratio of " + instrument.symbol(), (body, length, timeNs) ->
                    replies.onLongShortRatio(body, 0, length, instrument, timeNs)));
            }
        }
        return polls;
    }

    /** As of spot: one malformed stream name makes the venue refuse the whole request. */
    @Override
    public boolean refusesWholeMessages() {
        return true;
    }

    /** As of spot, which says a number. */
    @Override
    public Budget connects() {
        return new Budget(200, TimeUnit.MINUTES.toMillis(5));
    }

    /** With room for pongs, which count as well. */
    @Override
    public Budget messages() {
        return Budget.perSecond(UsdmStreams.MOST_MESSAGES_PER_SECOND / 2);
    }

    @Override
    public KlineService klines() {
        return BinanceKlines.usdm();
    }

    @Override
    public Budget weight() {
        return Budget.perMinute(WEIGHT_PER_MINUTE);
    }

    @Override
    public int topicsPerMessage() {
        return 100;
    }

    @Override
    public int topicsPerConnection() {
        return UsdmStreams.MOST_STREAMS;
    }

    @Override
    public long notBeforeNs(RestReply reply, long nowNs) {
        return BinanceMessages.notBeforeNs(reply, nowNs, VenueProtocol.super.notBeforeNs(reply, nowNs),
            UsdmStreams.depthWeight(snapshotLimit), WEIGHT_PER_MINUTE);
    }
}
