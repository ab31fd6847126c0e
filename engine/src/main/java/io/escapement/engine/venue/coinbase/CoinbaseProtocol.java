package io.escapement.engine.venue.coinbase;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.listing.PagedReading;
import io.escapement.engine.venue.session.Budget;
import io.escapement.engine.venue.session.InstrumentReading;
import io.escapement.engine.venue.session.KlineService;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.StreamKind;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;
import io.escapement.engine.venue.session.VenueProtocol;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Coinbase Advanced Trade, spot. A lost book is subscribed to anew: REST's has no number that could be joined. What is
 * missing is known by connection only, so instruments should be few on each.
 */
public final class CoinbaseProtocol implements VenueProtocol {
    /** Four instruments with their three streams. */
    private static final int TOPICS_PER_CONNECTION = 12;

    private final boolean checksSequence;
    private final boolean sideIsMakers;

    /** Switches for what is not certain, as {@link CoinbaseFrameDecoder} has them; both true as far as is known. */
    public CoinbaseProtocol(boolean checksSequence, boolean sideIsMakers) {
        this.checksSequence = checksSequence;
        this.sideIsMakers = sideIsMakers;
    }

    @Override
    public Venue venue() {
        return Venue.COINBASE;
    }

    @Override
    public String webSocketUrl() {
        return CoinbaseTexts.WEB_SOCKET_URL;
    }

    @Override
    public String restUrl() {
        return CoinbaseTexts.REST_URL;
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
        return BookRules.of(SyncKind.STREAM);
    }

    @Override
    public InstrumentReading instruments(List<Listing> listings) {
        return new PagedReading(CoinbaseInstruments.question(), listings, new CoinbaseInstruments()::read);
    }

    /** Instrument by instrument, so that those of one share a connection. */
    @Override
    public List<Topic> topics(List<Instrument> instruments, Set<StreamKind> wanted) {
        final List<StreamKind> kinds = streams().stream().filter(wanted::contains).toList();
        final int together = TOPICS_PER_CONNECTION / Math.max(1, kinds.size());
        final List<Topic> topics = new ArrayList<>();
        for (int from = 0; from < instruments.size(); from += together) {
            for (final StreamKind kind : kinds) {
                final String channel = channel(kind);
                for (final Instrument one : instruments.subList(from, Math.min(instruments.size(), from + together))) {
                    topics.add(new Topic("", channel, CoinbaseTexts.topic(channel, one.symbol()), kind, one));
                }
            }
        }
        return topics;
    }

    private static String channel(StreamKind kind) {
        return switch (kind) {
            case BOOK -> CoinbaseTexts.BOOK;
            case TRADES -> CoinbaseTexts.TRADES;
            default -> CoinbaseTexts.QUOTES;
        };
    }

    @Override
    public StreamProtocol open(StreamSite site) {
        final CoinbaseFrameDecoder decoder = new CoinbaseFrameDecoder(site.inlet(), site.instruments(), site.control(),
            site.connectionId(), site.provenance(), checksSequence, sideIsMakers);
        return new Stream(decoder);
    }

    /** Errors do not name the product. */
    @Override
    public boolean refusesWholeMessages() {
        return true;
    }

    @Override
    public Budget connects() {
        return Budget.perSecond(CoinbaseTexts.MAX_CONNECTS_PER_SECOND);
    }

    /** The venue counts the messages of an address, whatever the connection. */
    @Override
    public Budget allMessages() {
        return Budget.perSecond(CoinbaseTexts.MAX_MESSAGES_PER_SECOND - 1);
    }

    @Override
    public KlineService klines() {
        return CoinbaseKlines.make();
    }

    @Override
    public Budget weight() {
        return Budget.perSecond(CoinbaseTexts.MAX_REST_PER_SECOND);
    }

    @Override
    public int topicsPerConnection() {
        return TOPICS_PER_CONNECTION;
    }

    private record Stream(FrameDecoder decoder) implements StreamProtocol {
        /** Without them the venue ends quiet connections. */
        @Override
        public List<String> greeting() {
            return List.of(CoinbaseTexts.subscribe(CoinbaseTexts.HEARTBEATS, List.of()));
        }

        @Override
        public String subscribe(List<Topic> topics, long requestId) {
            return CoinbaseTexts.subscribe(topics.get(0).batch(), products(topics));
        }

        @Override
        public String unsubscribe(List<Topic> topics, long requestId) {
            return CoinbaseTexts.unsubscribe(topics.get(0).batch(), products(topics));
        }

        private static List<String> products(List<Topic> topics) {
            return topics.stream().map(topic -> topic.instrument().symbol()).toList();
        }
    }
}
