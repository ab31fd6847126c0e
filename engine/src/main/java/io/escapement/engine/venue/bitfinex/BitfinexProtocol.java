package io.escapement.engine.venue.bitfinex;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.listing.PagedReading;
import io.escapement.engine.venue.net.RestReply;
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
import java.util.concurrent.TimeUnit;

/**
 * Bitfinex, WebSocket v2: each topic is a channel with a message of its own. A lost book is subscribed to anew.
 * Derivatives, {@code tBTCF0:USTF0}, stand beside spot; the venue tells no long/short ratio of them.
 */
public final class BitfinexProtocol implements VenueProtocol {
    /** Levels a side that a book can have. */
    public static final List<Integer> DEPTHS = List.of(1, 25, 100, 250);
    /** The checksum covers as many. */
    public static final int DEFAULT_DEPTH = 25;

    private final int depth;
    private final int checksumEvery;
    private final int priceExponent;
    private final int channelsPerConnection;

    /**
     * A venue that is to be asked for books of this depth.
     *
     * @param depth                 one of {@link #DEPTHS}; at least 25 for checksums to hold
     * @param checksumEvery         1: each checksum is verified; n: each nth
     * @param priceExponent         {@link BitfinexInstruments#DEFAULT_PRICE_EXPONENT} for all but the smallest prices
     * @param channelsPerConnection {@link BitfinexTexts#MAX_CHANNELS} unless the venue allows more
     * @throws IllegalArgumentException for another depth
     */
    public BitfinexProtocol(int depth, int checksumEvery, int priceExponent, int channelsPerConnection) {
        if (!DEPTHS.contains(depth)) {
            throw new IllegalArgumentException("a book of " + depth + " levels; expected one of " + DEPTHS);
        }
        this.depth = depth;
        this.checksumEvery = checksumEvery;
        this.priceExponent = priceExponent;
        this.channelsPerConnection = channelsPerConnection;
    }

    /** As the sheet has it. */
    public BitfinexProtocol() {
        this(DEFAULT_DEPTH, 1, BitfinexInstruments.DEFAULT_PRICE_EXPONENT, BitfinexTexts.MAX_CHANNELS);
    }

    @Override
    public Venue venue() {
        return Venue.BITFINEX;
    }

    @Override
    public String webSocketUrl() {
        return BitfinexTexts.WEB_SOCKET_URL;
    }

    @Override
    public String restUrl() {
        return BitfinexTexts.REST_URL;
    }

    @Override
    public Set<StreamKind> streams() {
        return EnumSet.complementOf(EnumSet.of(StreamKind.LONG_SHORT_RATIO));
    }

    @Override
    public String symbol(String base, String quote) {
        return BitfinexInstruments.symbol(base, quote);
    }

    @Override
    public BookRules bookRules() {
        return BitfinexInstruments.rules(checksumEvery);
    }

    @Override
    public InstrumentReading instruments(List<Listing> listings) {
        final BitfinexInstruments reader = new BitfinexInstruments(checksumEvery, priceExponent);
        return new PagedReading(BitfinexInstruments.question(), listings, reader::read);
    }

    @Override
    public List<Topic> topics(List<Instrument> instruments, Set<StreamKind> wanted) {
        final List<Topic> topics = new ArrayList<>();
        for (final Instrument instrument : instruments) {
            for (final StreamKind kind : streams()) {
                final boolean status = kind == StreamKind.MARK && wanted.contains(StreamKind.OPEN_INTEREST);
                final String channel = channel(kind, instrument);
                if (channel != null && (wanted.contains(kind) || status)) {
                    topics.add(new Topic("", channel, BitfinexTexts.topic(kind == StreamKind.MARK
                        ? BitfinexTexts.DERIVATIVE_STATUS : channel, instrument.symbol()), kind, instrument));
                }
            }
        }
        if (wanted.contains(StreamKind.LIQUIDATIONS) && instruments.stream().anyMatch(BitfinexProtocol::isDerivative)) {
            topics.add(new Topic("", BitfinexTexts.LIQUIDATIONS, BitfinexTexts.LIQUIDATIONS_TOPIC,
                StreamKind.LIQUIDATIONS, null));
        }
        return topics;
    }

    private static boolean isDerivative(Instrument instrument) {
        return instrument.kind() == InstrumentKind.LINEAR;
    }

    /** Null for what the instrument has not, or no channel of its own brings. */
    private static String channel(StreamKind kind, Instrument instrument) {
        return switch (kind) {
            case BOOK -> BitfinexTexts.BOOK;
            case TRADES -> BitfinexTexts.TRADES;
            case QUOTES -> BitfinexTexts.QUOTES;
            case MARK -> isDerivative(instrument) ? BitfinexTexts.DERIVATIVE : null;
            case OPEN_INTEREST, LIQUIDATIONS, LONG_SHORT_RATIO -> null;
        };
    }

    @Override
    public StreamProtocol open(StreamSite site) {
        return new BitfinexStream(site, depth);
    }

    @Override
    public Opening opening(String base, String path, byte[] reply) {
        return Opening.at(Opening.url(base, path)).pinging(BitfinexTexts.PING_INTERVAL_MS, BitfinexTexts.SILENCE_MS);
    }

    @Override
    public boolean greets() {
        return true;
    }

    @Override
    public Budget connects() {
        return Budget.perMinute(BitfinexTexts.MAX_CONNECTS_PER_MINUTE);
    }

    @Override
    public KlineService klines() {
        return BitfinexKlines.make();
    }

    @Override
    public Budget weight() {
        return Budget.perMinute(BitfinexTexts.MAX_REST_PER_MINUTE);
    }

    /** Whoever asks too much is shut out for a minute, and told so with one of several statuses. */
    @Override
    public long notBeforeNs(RestReply reply, long nowNs) {
        final boolean shutOut = reply.status() == TOO_MANY_REQUESTS
            || !reply.isOk() && reply.describe().matches(".*(ERR_RATE_LIMIT|11010).*");
        return shutOut ? Math.max(VenueProtocol.super.notBeforeNs(reply, nowNs), nowNs + TimeUnit.MINUTES.toNanos(1))
            : VenueProtocol.super.notBeforeNs(reply, nowNs);
    }

    @Override
    public int topicsPerMessage() {
        return 1;
    }

    @Override
    public int topicsPerConnection() {
        return channelsPerConnection;
    }
}
