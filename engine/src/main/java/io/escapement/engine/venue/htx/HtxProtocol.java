package io.escapement.engine.venue.htx;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.json.ListedInstruments;
import io.escapement.engine.venue.json.ListedRows;
import io.escapement.engine.venue.session.Acknowledgement;
import io.escapement.engine.venue.session.InstrumentReading;
import io.escapement.engine.venue.session.KlineService;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.RestQuestion;
import io.escapement.engine.venue.session.SnapshotService;
import io.escapement.engine.venue.session.StreamKind;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;
import io.escapement.engine.venue.session.WholeReading;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * HTX spot. Books that are kept by changes are served on a connection of their own, on which their snapshots are asked
 * for as well; the venue pings, and its pings are answered.
 */
public final class HtxProtocol implements HtxLimits {
    private static final String MARKET = "/ws";
    private static final String FEED = "/feed";

    private final HtxDepth depth;

    /** @param depth by which books are kept: one of spot */
    public HtxProtocol(HtxDepth depth) {
        if (depth.rules().sync() == SyncKind.STREAM) {
            throw new IllegalArgumentException(depth + " is of swaps; expected one of spot, e.g. MBP_150");
        }
        this.depth = depth;
    }

    /** What sessions ask for, as lists of instruments are read. */
    static List<ListedRows.Wanted> wanted(List<Listing> listings) {
        return listings.stream().map(each -> new ListedRows.Wanted(each.id(), each.symbol(), each.canonical()))
            .toList();
    }

    @Override
    public Venue venue() {
        return Venue.HTX;
    }

    @Override
    public String webSocketUrl() {
        return HtxTexts.REST.replace("https", "wss");
    }

    @Override
    public String restUrl() {
        return HtxTexts.REST;
    }

    @Override
    public Set<StreamKind> streams() {
        return EnumSet.of(StreamKind.BOOK, StreamKind.TRADES, StreamKind.QUOTES);
    }

    @Override
    public String symbol(String base, String quote) {
        return (base + quote).toLowerCase(Locale.ROOT);
    }

    @Override
    public BookRules bookRules() {
        return depth.rules();
    }

    @Override
    public InstrumentReading instruments(List<Listing> listings) {
        return new WholeReading(RestQuestion.get(HtxTexts.SYMBOLS_PATH), (body, problems) -> {
            final ListedInstruments read = HtxInstruments.readSpot(body, wanted(listings), depth);
            problems.addAll(read.problems());
            return read.instruments();
        });
    }

    @Override
    public List<Topic> topics(List<Instrument> instruments, Set<StreamKind> wanted) {
        final List<Topic> topics = new ArrayList<>();
        for (final Instrument instrument : instruments) {
            final String symbol = instrument.symbol();
            topics.add(new Topic(depth.isOnFeed() ? FEED : MARKET, "", depth.topic(symbol), StreamKind.BOOK,
                instrument));
            if (wanted.contains(StreamKind.TRADES)) {
                topics.add(new Topic(MARKET, "", HtxTexts.tradesTopic(symbol), StreamKind.TRADES, instrument));
            }
            if (wanted.contains(StreamKind.QUOTES)) {
                topics.add(new Topic(MARKET, "", HtxTexts.quotesTopic(symbol), StreamKind.QUOTES, instrument));
            }
        }
        return topics;
    }

    @Override
    public KlineService klines() {
        return HtxKlines.spot();
    }

    @Override
    public StreamProtocol open(StreamSite site) {
        final FrameDecoder decoder = new HtxFrameDecoder(site.inlet(), site.instruments(), site.control(),
            site.connectionId(), site.provenance(), HtxFrameDecoder.SwapAmounts.BOTH_SIDES);
        return new StreamProtocol() {
            @Override
            public FrameDecoder decoder() {
                return decoder;
            }

            @Override
            public String subscribe(List<Topic> topics, long requestId) {
                return HtxTexts.subscribe(topics.get(0).name(), requestId);
            }

            @Override
            public String unsubscribe(List<Topic> topics, long requestId) {
                return HtxTexts.unsubscribe(topics.get(0).name(), requestId);
            }

            @Override
            public String snapshotRequest(Instrument instrument, long requestId) {
                return HtxTexts.request(depth.topic(instrument.symbol()), requestId);
            }
        };
    }

    @Override
    public Acknowledgement acknowledgement() {
        return Acknowledgement.BY_TOPIC;
    }

    @Override
    public SnapshotService snapshots() {
        return depth.isOnFeed() ? SnapshotService.REQUEST : SnapshotService.RESUBSCRIBE;
    }
}
