package io.escapement.engine.venue.kraken;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.listing.PagedReading;
import io.escapement.engine.venue.session.Budget;
import io.escapement.engine.venue.session.InstrumentReading;
import io.escapement.engine.venue.session.KlineService;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.Opening;
import io.escapement.engine.venue.session.StreamKind;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;
import io.escapement.engine.venue.session.VenueProtocol;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Kraken spot, WebSocket v2. A lost book is subscribed to anew: REST's has no number that could be joined. */
public final class KrakenProtocol implements VenueProtocol {
    /** Levels a side that are asked for unless a config says otherwise. */
    public static final int DEFAULT_DEPTH = 100;

    private final int depth;
    private final int checksumEvery;

    /**
     * A venue that is to be asked for books of this depth.
     *
     * @param depth         one of {@link KrakenTexts#DEPTHS}
     * @param checksumEvery 1: each checksum is verified; n: each nth
     * @throws IllegalArgumentException for another depth, or less than 1
     */
    public KrakenProtocol(int depth, int checksumEvery) {
        if (!KrakenTexts.DEPTHS.contains(depth) || checksumEvery < 1) {
            throw new IllegalArgumentException("a book of " + depth + " levels, every checksum no. " + checksumEvery
                + "; expected one of " + KrakenTexts.DEPTHS + ", and at least 1");
        }
        this.depth = depth;
        this.checksumEvery = checksumEvery;
    }

    @Override
    public Venue venue() {
        return Venue.KRAKEN;
    }

    @Override
    public String webSocketUrl() {
        return KrakenTexts.WEB_SOCKET_URL;
    }

    @Override
    public String restUrl() {
        return KrakenTexts.REST_URL;
    }

    @Override
    public Set<StreamKind> streams() {
        return EnumSet.of(StreamKind.BOOK, StreamKind.TRADES, StreamKind.QUOTES);
    }

    @Override
    public String symbol(String base, String quote) {
        return base + "/" + quote;
    }

    @Override
    public BookRules bookRules() {
        return BookRules.of(SyncKind.STREAM).withDepth(depth).withChecksum(ChecksumKind.KRAKEN, checksumEvery);
    }

    @Override
    public InstrumentReading instruments(List<Listing> listings) {
        final KrakenInstruments reader = new KrakenInstruments(depth, checksumEvery);
        return new PagedReading(KrakenInstruments.question(), listings, reader::read);
    }

    @Override
    public List<Topic> topics(List<Instrument> instruments, Set<StreamKind> wanted) {
        final List<Topic> topics = new ArrayList<>();
        for (final StreamKind kind : streams()) {
            final String channel = channel(kind);
            for (final Instrument instrument : wanted.contains(kind) ? instruments : List.<Instrument>of()) {
                topics.add(new Topic("", channel, KrakenTexts.topic(channel, instrument.symbol()), kind, instrument));
            }
        }
        return topics;
    }

    private static String channel(StreamKind kind) {
        return switch (kind) {
            case BOOK -> KrakenTexts.BOOK;
            case TRADES -> KrakenTexts.TRADES;
            default -> KrakenTexts.QUOTES;
        };
    }

    @Override
    public KlineService klines() {
        return KrakenKlines.make();
    }

    @Override
    public StreamProtocol open(StreamSite site) {
        return new KrakenStream(site, depth);
    }

    @Override
    public Opening opening(String base, String path, byte[] reply) {
        return Opening.at(Opening.url(base, path)).pinging(KrakenTexts.PING_INTERVAL_MS, KrakenTexts.SILENCE_MS);
    }

    /** Subscriptions before the venue has told its state are taken as well, but in maintenance they come to nothing. */
    @Override
    public boolean greets() {
        return true;
    }

    @Override
    public Budget connects() {
        return new Budget(KrakenTexts.MAX_CONNECTS, KrakenTexts.CONNECTS_WINDOW_MS);
    }
}
