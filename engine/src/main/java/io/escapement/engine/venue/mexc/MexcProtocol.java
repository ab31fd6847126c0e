package io.escapement.engine.venue.mexc;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.event.FeedEvents;
import io.escapement.engine.venue.json.ListedInstruments;
import io.escapement.engine.venue.json.ListedRows;
import io.escapement.engine.venue.session.Acknowledgement;
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

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** MEXC spot: aggregated streams in protobuf, depth snapshots by REST. */
public final class MexcProtocol implements VenueProtocol {
    private static final String PATH = "/ws";
    private static final long PONG_LIMIT_MS = 10_000;
    /** Repeated connecting gets an address banned; the venue gives no number. */
    private static final Budget CONNECTS = new Budget(30, 300_000);

    private final MexcTexts.Pace pace;

    /** @param pace how often the streams push; not every account gets the faster one */
    public MexcProtocol(MexcTexts.Pace pace) {
        this.pace = pace;
    }

    @Override
    public Venue venue() {
        return Venue.MEXC;
    }

    @Override
    public String webSocketUrl() {
        return MexcTexts.WEB_SOCKET.substring(0, MexcTexts.WEB_SOCKET.length() - PATH.length());
    }

    @Override
    public String restUrl() {
        return MexcTexts.REST;
    }

    @Override
    public Set<StreamKind> streams() {
        return EnumSet.of(StreamKind.BOOK, StreamKind.TRADES, StreamKind.QUOTES);
    }

    @Override
    public String symbol(String base, String quote) {
        return (base + quote).toUpperCase(Locale.ROOT);
    }

    @Override
    public BookRules bookRules() {
        return MexcTexts.BOOK;
    }

    @Override
    public InstrumentReading instruments(List<Listing> listings) {
        final List<ListedRows.Wanted> wanted = listings.stream()
            .map(each -> new ListedRows.Wanted(each.id(), each.symbol(), each.canonical())).toList();
        return new WholeReading(
            RestQuestion.get(MexcTexts.exchangeInfoPath("")).withWeight(MexcTexts.EXCHANGE_INFO_WEIGHT),
            (body, problems) -> {
                final ListedInstruments read = MexcExchangeInfo.read(body, wanted, MexcTexts.BOOK);
                problems.addAll(read.problems());
                return read.instruments();
            });
    }

    @Override
    public List<Topic> topics(List<Instrument> instruments, Set<StreamKind> wanted) {
        final List<Topic> topics = new ArrayList<>();
        for (final Instrument instrument : instruments) {
            final String symbol = instrument.symbol();
            topics.add(new Topic(PATH, "", MexcTexts.depthTopic(symbol, pace), StreamKind.BOOK, instrument));
            if (wanted.contains(StreamKind.TRADES)) {
                topics.add(new Topic(PATH, "", MexcTexts.dealsTopic(symbol, pace), StreamKind.TRADES, instrument));
            }
            if (wanted.contains(StreamKind.QUOTES)) {
                topics.add(new Topic(PATH, "", MexcTexts.bookTickerTopic(symbol, pace), StreamKind.QUOTES,
                    instrument));
            }
        }
        return topics;
    }

    @Override
    public Opening opening(String base, String path, byte[] reply) {
        return Opening.at(Opening.url(base, path)).pinging(MexcTexts.PING_EVERY_MS, PONG_LIMIT_MS);
    }

    @Override
    public StreamProtocol open(StreamSite site) {
        final FrameDecoder decoder = new MexcFrameDecoder(site.inlet(), site.instruments(), site.control(),
            site.connectionId(), site.provenance());
        return new StreamProtocol() {
            @Override
            public FrameDecoder decoder() {
                return decoder;
            }

            @Override
            public String subscribe(List<Topic> topics, long requestId) {
                return MexcTexts.subscribe(topics.stream().map(Topic::name).toList());
            }

            @Override
            public String unsubscribe(List<Topic> topics, long requestId) {
                return MexcTexts.unsubscribe(topics.stream().map(Topic::name).toList());
            }

            @Override
            public String ping(long requestId, long nowMs) {
                return MexcTexts.PING;
            }
        };
    }

    @Override
    public Acknowledgement acknowledgement() {
        return Acknowledgement.BY_TOPIC;
    }

    @Override
    public SnapshotService snapshots() {
        return SnapshotService.REST;
    }

    @Override
    public RestQuestion snapshot(Instrument instrument) {
        return RestQuestion.get(MexcTexts.depthPath(instrument.symbol(), MexcTexts.MOST_DEPTH))
            .withWeight(MexcTexts.DEPTH_WEIGHT);
    }

    @Override
    public SnapshotBody snapshotBody(Inlet inlet, Provenance provenance) {
        return new MexcDepthBody(inlet, FeedEvents.NO_CONNECTION, provenance)::onBody;
    }

    @Override
    public Budget connects() {
        return CONNECTS;
    }

    /** A tenth of what the venue allows. */
    @Override
    public Budget messages() {
        return Budget.perSecond(MexcTexts.MOST_MESSAGES_PER_SECOND / 10);
    }

    @Override
    public KlineService klines() {
        return MexcKlines.make();
    }

    @Override
    public Budget weight() {
        return new Budget(MexcTexts.REST_WEIGHT_PER_10_S, 10_000);
    }

    /** What becomes of the others where one of several is refused, the venue does not say. */
    @Override
    public int topicsPerMessage() {
        return 1;
    }

    @Override
    public int topicsPerConnection() {
        return MexcTexts.MOST_SUBSCRIPTIONS;
    }
}
