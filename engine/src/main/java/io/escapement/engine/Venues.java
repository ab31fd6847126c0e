package io.escapement.engine;

import io.escapement.engine.config.Example;
import io.escapement.engine.config.Section;
import io.escapement.engine.venue.binance.BinanceProtocol;
import io.escapement.engine.venue.binance.StreamEncoding;
import io.escapement.engine.venue.binance.UsdmFrameDecoder;
import io.escapement.engine.venue.binance.UsdmProtocol;
import io.escapement.engine.venue.binance.UsdmStreams;
import io.escapement.engine.venue.htx.HtxDepth;
import io.escapement.engine.venue.htx.HtxFrameDecoder;
import io.escapement.engine.venue.htx.HtxProtocol;
import io.escapement.engine.venue.htx.HtxSwapProtocol;
import io.escapement.engine.venue.mexc.MexcProtocol;
import io.escapement.engine.venue.mexc.MexcTexts;
import io.escapement.engine.venue.session.VenueProtocol;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The venues that this version can read, by the names that configs use. */
final class Venues {
    private static final Map<String, Function<Section, VenueProtocol>> KNOWN = new TreeMap<>(Map.of(
        "binance", Venues::binance,
        "binance-usdm", Venues::binanceUsdm,
        "htx", Venues::htx,
        "htx-swap", Venues::htxSwap,
        "mexc", Venues::mexc));

    /** What Binance spot is to send. */
    private enum Encoding { JSON, SBE }

    private Venues() {
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

    private static VenueProtocol mexc(Section venue) {
        return new MexcProtocol(venue.choice("pace", MexcTexts.Pace.class, MexcTexts.Pace.MS_100));
    }
}
