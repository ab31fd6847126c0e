package io.escapement.engine.venue.htx;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.json.ListedInstruments;
import io.escapement.engine.venue.session.Acknowledgement;
import io.escapement.engine.venue.session.InstrumentReading;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.RestPoll;
import io.escapement.engine.venue.session.RestQuestion;
import io.escapement.engine.venue.session.StreamKind;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;
import io.escapement.engine.venue.session.WholeReading;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** HTX' swaps that are margined in USDT: books begin in the stream; funding and liquidations have their own socket. */
public final class HtxSwapProtocol implements HtxLimits {
    private static final String MARKET = "/linear-swap-ws";
    private static final String NOTICES = "/linear-swap-notification";
    private static final long OPEN_INTEREST_EVERY_MS = 15_000;

    private final HtxDepth depth;
    private final HtxFrameDecoder.SwapAmounts amounts;

    /**
     * @param depth   by which books are kept: one of swaps
     * @param amounts what the venue's amounts count
     */
    public HtxSwapProtocol(HtxDepth depth, HtxFrameDecoder.SwapAmounts amounts) {
        if (depth.isOnFeed() || depth == HtxDepth.REFRESH_20) {
            throw new IllegalArgumentException(depth + " is of spot; expected one of swaps, e.g. HIGH_FREQUENCY_150");
        }
        this.depth = depth;
        this.amounts = amounts;
    }

    @Override
    public Venue venue() {
        return Venue.HTX;
    }

    @Override
    public String webSocketUrl() {
        return HtxTexts.SWAP_REST.replace("https", "wss");
    }

    @Override
    public String restUrl() {
        return HtxTexts.SWAP_REST;
    }

    @Override
    public Set<StreamKind> streams() {
        return EnumSet.of(StreamKind.BOOK, StreamKind.TRADES, StreamKind.QUOTES, StreamKind.MARK,
            StreamKind.LIQUIDATIONS, StreamKind.OPEN_INTEREST);
    }

    @Override
    public String symbol(String base, String quote) {
        return base + "-" + quote;
    }

    @Override
    public BookRules bookRules() {
        return depth.rules();
    }

    @Override
    public InstrumentReading instruments(List<Listing> listings) {
        return new WholeReading(RestQuestion.get(HtxTexts.CONTRACTS_PATH), (body, problems) -> {
            final ListedInstruments read = HtxInstruments.readSwaps(body, HtxProtocol.wanted(listings), depth);
            problems.addAll(read.problems());
            return read.instruments();
        });
    }

    @Override
    public List<Topic> topics(List<Instrument> instruments, Set<StreamKind> wanted) {
        final List<Topic> topics = new ArrayList<>();
        for (final Instrument instrument : instruments) {
            for (final StreamKind kind : StreamKind.values()) {
                final String name = wanted.contains(kind) ? name(kind, instrument.symbol()) : null;
                if (name != null) {
                    topics.add(new Topic(name.startsWith("public.") ? NOTICES : MARKET, "", name, kind, instrument));
                }
            }
        }
        return topics;
    }

    /** Null for what no topic brings. */
    private String name(StreamKind kind, String symbol) {
        return switch (kind) {
            case BOOK -> depth.topic(symbol);
            case TRADES -> HtxTexts.tradesTopic(symbol);
            case QUOTES -> HtxTexts.quotesTopic(symbol);
            case MARK -> HtxTexts.fundingTopic(symbol);
            case LIQUIDATIONS -> HtxTexts.liquidationsTopic(symbol);
            default -> null;
        };
    }

    @Override
    public StreamProtocol open(StreamSite site) {
        final FrameDecoder decoder = new HtxFrameDecoder(site.inlet(), site.instruments(), site.control(),
            site.connectionId(), site.provenance(), amounts);
        return new StreamProtocol() {
            @Override
            public FrameDecoder decoder() {
                return decoder;
            }

            @Override
            public String subscribe(List<Topic> topics, long requestId) {
                final Topic topic = topics.get(0);
                if (topic.path().equals(NOTICES)) {
                    return HtxTexts.subscribeNotices(topic.name(), requestId);
                }
                return topic.kind() == StreamKind.BOOK && depth.rules().sync() == SyncKind.STREAM
                    ? HtxTexts.subscribe(depth, topic.instrument().symbol(), requestId)
                    : HtxTexts.subscribe(topic.name(), requestId);
            }

            @Override
            public String unsubscribe(List<Topic> topics, long requestId) {
                final Topic topic = topics.get(0);
                return topic.path().equals(NOTICES) ? HtxTexts.unsubscribeNotices(topic.name(), requestId)
                    : HtxTexts.unsubscribe(topic.name(), requestId);
            }
        };
    }

    @Override
    public List<RestPoll> polls(List<Instrument> instruments, Set<StreamKind> wanted, Inlet inlet,
                                Provenance provenance) {
        if (!wanted.contains(StreamKind.OPEN_INTEREST)) {
            return List.of();
        }
        final HtxOpenInterest reader = new HtxOpenInterest(inlet, provenance, amounts);
        return instruments.stream().map(instrument -> new RestPoll(
            RestQuestion.get(HtxTexts.openInterestPath(instrument.symbol())), OPEN_INTEREST_EVERY_MS,
            "open interest of " + instrument.symbol(),
            (body, length, receiveTimeNs) -> reader.onBody(body, 0, length, instrument, receiveTimeNs))).toList();
    }

    @Override
    public Acknowledgement acknowledgement() {
        return Acknowledgement.BY_TOPIC;
    }
}
