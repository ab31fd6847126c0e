package io.escapement.engine.venue.htx;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.json.ListedInstruments;
import io.escapement.engine.venue.listing.ListedFields;
import io.escapement.engine.venue.listing.RatioPoll;
import io.escapement.engine.venue.listing.RestRows;
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

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * HTX' swaps that are margined in USDT: books begin in the stream. Funding and liquidations have a socket of their own,
 * mark prices another; open interest and the long/short ratio are polled. The sheet has neither mark price nor ratio:
 * both are as the venue's documents of USDT-margined contracts have them.
 */
public final class HtxSwapProtocol implements HtxLimits {
    private static final String MARKET = "/linear-swap-ws";
    private static final String NOTICES = "/linear-swap-notification";
    private static final String INDEXES = "/ws_index";
    private static final long OPEN_INTEREST_EVERY_MS = 15_000;
    /** Ours: the venue makes a new ratio every five minutes. */
    private static final long RATIO_EVERY_MS = 60_000;

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
        return EnumSet.allOf(StreamKind.class);
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
                if (wanted.contains(kind)) {
                    names(kind, instrument.symbol()).forEach(
                        (name, path) -> topics.add(new Topic(path, "", name, kind, instrument)));
                }
            }
        }
        return topics;
    }

    /** The topics that bring this, each with its path; none for what is polled. */
    private Map<String, String> names(StreamKind kind, String symbol) {
        return switch (kind) {
            case BOOK -> Map.of(depth.topic(symbol), MARKET);
            case TRADES -> Map.of(HtxTexts.tradesTopic(symbol), MARKET);
            case QUOTES -> Map.of(HtxTexts.quotesTopic(symbol), MARKET);
            case MARK -> new TreeMap<>(
                Map.of(HtxTexts.markPriceTopic(symbol), INDEXES, HtxTexts.fundingTopic(symbol), NOTICES));
            case LIQUIDATIONS -> Map.of(HtxTexts.liquidationsTopic(symbol), NOTICES);
            case OPEN_INTEREST, LONG_SHORT_RATIO -> Map.of();
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
        final List<RestPoll> polls = new ArrayList<>();
        final HtxOpenInterest reader = new HtxOpenInterest(inlet, provenance, amounts);
        for (final Instrument instrument : instruments) {
            final String symbol = instrument.symbol();
            if (wanted.contains(StreamKind.OPEN_INTEREST)) {
                polls.add(new RestPoll(RestQuestion.get(HtxTexts.openInterestPath(symbol)), OPEN_INTEREST_EVERY_MS,
                    "open interest of " + symbol,
                    (body, length, receiveTimeNs) -> reader.onBody(body, 0, length, instrument, receiveTimeNs)));
            }
            if (wanted.contains(StreamKind.LONG_SHORT_RATIO)) {
                polls.add(new RestPoll(RestQuestion.get(HtxTexts.ratioPath(symbol)), RATIO_EVERY_MS,
                    "long/short ratio of " + symbol,
                    new RatioPoll(inlet, provenance, instrument, body -> ratio(body, symbol))));
            }
        }
        return polls;
    }

    /**
     * The row of the latest time, of {@code {"data":{"contract_code":..,"list":[{"buy_ratio":..,"sell_ratio":..,
     * "locked_ratio":..,"ts":..}]}}}. Accounts that are both long and short are a share of their own, so the two need
     * not add up to one.
     */
    static RatioPoll.Shares ratio(byte[] body, String symbol) throws IOException {
        final RestRows reply = RestRows.read(body, "data.list").requireCode("status", "ok", "err_msg").requireRows();
        final String told = reply.head().text("data.contract_code");
        if (!told.equals(symbol)) {
            throw new IOException("the contract_code \"" + told + "\", expected " + symbol);
        }
        // Milliseconds of thirteen digits: their order is that of their texts.
        final ListedFields newest = reply.rows().stream().max(Comparator.comparing(row -> row.text("ts")))
            .orElseThrow(() -> new IOException("no row"));
        return RatioPoll.Shares.ofShares(newest.text("ts"), newest.text("buy_ratio"), newest.text("sell_ratio"));
    }

    @Override
    public Acknowledgement acknowledgement() {
        return Acknowledgement.BY_TOPIC;
    }
}
