package io.escapement.engine;

import io.escapement.engine.config.ConfigException;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.config.Example;
import io.escapement.engine.config.Section;
import io.escapement.engine.venue.binance.BinanceProtocol;
import io.escapement.engine.venue.binance.StreamEncoding;
import io.escapement.engine.venue.binance.UsdmFrameDecoder;
import io.escapement.engine.venue.binance.UsdmProtocol;
import io.escapement.engine.venue.binance.UsdmStreams;
import io.escapement.engine.venue.bitfinex.BitfinexInstruments;
import io.escapement.engine.venue.bitfinex.BitfinexProtocol;
import io.escapement.engine.venue.bitfinex.BitfinexTexts;
import io.escapement.engine.venue.bybit.BybitMarket;
import io.escapement.engine.venue.bybit.BybitProtocol;
import io.escapement.engine.venue.coinbase.CoinbaseProtocol;
import io.escapement.engine.venue.gate.GateBook;
import io.escapement.engine.venue.gate.GateMarket;
import io.escapement.engine.venue.gate.GateProtocol;
import io.escapement.engine.venue.htx.HtxDepth;
import io.escapement.engine.venue.htx.HtxFrameDecoder;
import io.escapement.engine.venue.htx.HtxProtocol;
import io.escapement.engine.venue.htx.HtxSwapProtocol;
import io.escapement.engine.venue.kraken.KrakenProtocol;
import io.escapement.engine.venue.kraken.KrakenTexts;
import io.escapement.engine.venue.kucoin.KucoinProtocol;
import io.escapement.engine.venue.mexc.MexcProtocol;
import io.escapement.engine.venue.mexc.MexcTexts;
import io.escapement.engine.venue.okx.OkxMarket;
import io.escapement.engine.venue.okx.OkxProtocol;
import io.escapement.engine.venue.okx.OkxSnapshots;
import io.escapement.engine.venue.session.VenueProtocol;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The venues that this version can read, by the names that configs use. */
public final class Venues {
    private static final Map<String, Function<Section, VenueProtocol>> KNOWN = known();

    /** What Binance spot is to send. */
    private enum Encoding { JSON, SBE }

    private Venues() {
    }

    private static Map<String, Function<Section, VenueProtocol>> known() {
        final Map<String, Function<Section, VenueProtocol>> known = new TreeMap<>();
        known.put("binance", Venues::binance);
        known.put("binance-usdm", Venues::binanceUsdm);
        known.put("bitfinex", Venues::bitfinex);
        known.put("bybit", venue -> bybit(venue, BybitMarket.SPOT));
        known.put("bybit-linear", venue -> bybit(venue, BybitMarket.LINEAR));
        known.put("coinbase", Venues::coinbase);
        known.put("gate", venue -> gate(venue, GateMarket.SPOT));
        known.put("gate-futures", venue -> gate(venue, GateMarket.FUTURES));
        known.put("htx", Venues::htx);
        known.put("htx-swap", Venues::htxSwap);
        known.put("kraken", Venues::kraken);
        known.put("kucoin", Venues::kucoin);
        known.put("mexc", Venues::mexc);
        known.put("okx", venue -> okx(venue, OkxMarket.SPOT));
        known.put("okx-swap", venue -> okx(venue, OkxMarket.SWAP));
        return known;
    }

    /** A number of levels that the venue has. */
    private static int depth(Section venue, List<Integer> known, int usual) {
        final int depth = venue.count("book-depth", 1, 100_000, usual);
        if (!known.contains(depth)) {
            venue.problem("book-depth", "is " + depth + "; expected one of " + known);
            return usual;
        }
        return depth;
    }

    /** Every name that configs may use. */
    public static List<String> names() {
        return List.copyOf(KNOWN.keySet());
    }

    /**
     * The protocol of the venue of this name, its switches as usual.
     *
     * @throws IllegalArgumentException where nobody knows it
     */
    public static VenueProtocol open(String name) {
        return open(name, Map.of());
    }

    /**
     * The protocol of the venue of this name.
     *
     * @param switches as configs have them, such as {@code book: step0} of HTX
     * @throws IllegalArgumentException where nobody knows the venue, or it has no such switch or value
     */
    public static VenueProtocol open(String name, Map<String, String> switches) {
        if (!KNOWN.containsKey(name)) {
            throw new IllegalArgumentException("no venue is called " + name + "; expected one of "
                + String.join(" ", KNOWN.keySet()));
        }
        final StringBuilder text = new StringBuilder("name: ").append(name).append('\n');
        switches.forEach((key, value) -> text.append(key).append(": ").append(value).append('\n'));
        try {
            final ConfigFile file = ConfigFile.of("the switches of " + name, text.toString());
            final VenueProtocol protocol = open(file.root());
            file.finish();
            return protocol;
        } catch (final ConfigException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The protocol of the venue that a section names, with the section's switches; null where nobody knows it. */
    static VenueProtocol open(Section venue) {
        final Example example = new Example("one of " + String.join(" ", KNOWN.keySet()), "binance");
        final String name = venue.text("name", example);
        final Function<Section, VenueProtocol> known = KNOWN.get(name);
        if (known == null && venue.has("name")) {
            venue.problem("name", "is '" + name + "'; expected " + example);
        }
        return known == null ? null : known.apply(venue);
    }

    private static VenueProtocol binance(Section venue) {
        final Encoding encoding = venue.choice("encoding", Encoding.class, Encoding.JSON);
        final String key = venue.text("key-variable", "");
        return new BinanceProtocol(encoding == Encoding.JSON ? StreamEncoding.json()
            : StreamEncoding.sbe(key, System::getenv), BinanceProtocol.USUAL_STREAMS,
            venue.count("snapshot-limit", 5, BinanceProtocol.MOST_LEVELS, BinanceProtocol.MOST_LEVELS),
            venue.count("weight-per-minute", 250, 6_000, BinanceProtocol.WEIGHT_PER_MINUTE));
    }

    private static VenueProtocol binanceUsdm(Section venue) {
        return new UsdmProtocol(
            venue.choice("trades", UsdmFrameDecoder.Trades.class, UsdmFrameDecoder.Trades.AGGREGATED),
            venue.count("snapshot-limit", 5, UsdmStreams.MOST_DEPTH, UsdmStreams.MOST_DEPTH));
    }

    private static VenueProtocol htx(Section venue) {
        return new HtxProtocol(venue.choice("book", SpotBook.class, SpotBook.MBP_150).depth);
    }

    private static VenueProtocol htxSwap(Section venue) {
        return new HtxSwapProtocol(venue.choice("book", SwapBook.class, SwapBook.HIGH_FREQUENCY_150).depth,
            venue.choice("amounts", HtxFrameDecoder.SwapAmounts.class, HtxFrameDecoder.SwapAmounts.BOTH_SIDES));
    }

    /** The depth streams of HTX spot. */
    private enum SpotBook {
        MBP_150(HtxDepth.MBP_150), MBP_400(HtxDepth.MBP_400), MBP_20(HtxDepth.MBP_20), MBP_5(HtxDepth.MBP_5),
        STEP0(HtxDepth.STEP0), REFRESH_20(HtxDepth.REFRESH_20);

        private final HtxDepth depth;

        SpotBook(HtxDepth depth) {
            this.depth = depth;
        }
    }

    /** The depth streams of HTX' swaps. */
    private enum SwapBook {
        HIGH_FREQUENCY_150(HtxDepth.HIGH_FREQUENCY_150), HIGH_FREQUENCY_20(HtxDepth.HIGH_FREQUENCY_20),
        STEP0(HtxDepth.STEP0);

        private final HtxDepth depth;

        SwapBook(HtxDepth depth) {
            this.depth = depth;
        }
    }

    private static VenueProtocol bitfinex(Section venue) {
        return new BitfinexProtocol(depth(venue, BitfinexProtocol.DEPTHS, BitfinexProtocol.DEFAULT_DEPTH),
            venue.count("checksum-every", 1, 65_535, 1),
            venue.count("price-exponent", -18, 0, BitfinexInstruments.DEFAULT_PRICE_EXPONENT),
            venue.count("channels-per-connection", 1, 1_000, BitfinexTexts.MAX_CHANNELS));
    }

    private static VenueProtocol bybit(Section venue, BybitMarket market) {
        return new BybitProtocol(market, depth(venue, List.of(50, 200, 1_000), BybitProtocol.DEFAULT_DEPTH),
            venue.yes("check-sequence", true));
    }

    private static VenueProtocol coinbase(Section venue) {
        return new CoinbaseProtocol(venue.yes("check-sequence", true), venue.yes("side-is-makers", true));
    }

    private static VenueProtocol gate(Section venue, GateMarket market) {
        return new GateProtocol(market, venue.choice("book", GateBook.class, GateBook.OBU),
            depth(venue, List.of(GateProtocol.DEFAULT_LEVEL, 400), GateProtocol.DEFAULT_LEVEL),
            venue.yes("side-is-takers", true), venue.yes("size-is-orders", true), System::currentTimeMillis);
    }

    private static VenueProtocol kraken(Section venue) {
        return new KrakenProtocol(depth(venue, KrakenTexts.DEPTHS, KrakenProtocol.DEFAULT_DEPTH),
            venue.count("checksum-every", 1, 65_535, 1));
    }

    private static VenueProtocol kucoin(Section venue) {
        return new KucoinProtocol(venue.count("topics-per-connection", 1, 1_000, KucoinProtocol.DEFAULT_TOPICS));
    }

    private static VenueProtocol okx(Section venue, OkxMarket market) {
        return new OkxProtocol(market, venue.choice("snapshots", OkxSnapshots.class, OkxSnapshots.IN_STREAM),
            venue.yes("checksum", false));
    }

    private static VenueProtocol mexc(Section venue) {
        return new MexcProtocol(venue.choice("pace", MexcTexts.Pace.class, MexcTexts.Pace.MS_100));
    }
}
