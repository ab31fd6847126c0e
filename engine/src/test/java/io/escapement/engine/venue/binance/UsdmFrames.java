package io.escapement.engine.venue.binance;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.wire.WireBench;

import java.util.List;
import java.util.function.BiFunction;

/** Frames of USD-M futures as recordings and the sheet have them. */
final class UsdmFrames {
    static final List<Instrument> INSTRUMENTS = List.of(DecoderBench.instrument(1, "BTCUSDT", -2, -8),
        DecoderBench.instrument(2, "ETHUSDT", -2, -8));
    static final String MARK = "{\"stream\":\"btcusdt@markPrice@1s\",\"data\":{\"e\":\"markPriceUpdate\","
        + "\"E\":1680652701000,\"s\":\"BTCUSDT\",\"p\":\"28147.27373413\",\"P\":\"28142.15563565\","
        + "\"i\":\"28159.75642857\",\"r\":\"-0.00002754\",\"T\":1680652800000}}";
    static final String MARKS = "{\"stream\":\"!markPrice@arr\",\"data\":[{\"e\":\"markPriceUpdate\",\"E\":"
        + "1617309024002,\"s\":\"BTCUSDT\",\"st\":1,\"p\":\"59022.53514719\",\"ap\":\"59000.1\",\"r\":\"\",\"T\":0},"
        + "{\"e\":\"markPriceUpdate\",\"E\":1617309024002,\"s\":\"BTCUSD_PERP\",\"st\":2,\"p\":\"1\"},"
        + "{\"e\":\"markPriceUpdate\",\"E\":1617309024002,\"s\":\"ETHUSDT\",\"p\":\"1981.15704420\"}]}";
    static final String FORCE = "{\"stream\":\"btcusdt@forceOrder\",\"data\":{\"e\":\"forceOrder\",\"E\":1568014460893,"
        + "\"o\":{\"s\":\"BTCUSDT\",\"S\":\"SELL\",\"o\":\"LIMIT\",\"f\":\"IOC\",\"q\":\"0.014\",\"p\":\"9910\","
        + "\"ap\":\"9910.123456\",\"X\":\"FILLED\",\"l\":\"0.014\",\"z\":\"0.014\",\"T\":1568014460893}}}";
    static final String AGGREGATED = "{\"stream\":\"btcusdt@aggTrade\",\"data\":{\"e\":\"aggTrade\",\"E\":"
        + "1626992741575,\"a\":16599292,\"s\":\"BTCUSDT\",\"p\":\"1.01\",\"q\":\"10\",\"nq\":\"9\",\"f\":23961322,"
        + "\"l\":23961322,\"T\":1626992741421,\"m\":false}}";
    static final String SINGLE = "{\"e\":\"trade\",\"E\":1680652700455,\"T\":1680652700452,\"s\":\"BTCUSDT\","
        + "\"t\":3535186032,\"p\":\"28145.10\",\"q\":\"0.002\",\"X\":\"MARKET\",\"m\":true}";
    static final String DEPTH = "{\"stream\":\"btcusdt@depth@0ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1680652700594,"
        + "\"T\":1680652700586,\"s\":\"BTCUSDT\",\"U\":373,\"u\":597,\"pu\":326,\"b\":[[\"5000.00\",\"14.368\"]],"
        + "\"a\":[[\"28145.20\",\"6.961\"]]}}";
    static final String TICKER = "{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"e\":\"bookTicker\",\"u\":"
        + "2710246762461,\"s\":\"BTCUSDT\",\"b\":\"28145.10\",\"B\":\"3.868\",\"a\":\"28145.20\",\"A\":\"6.887\","
        + "\"T\":1680652700430,\"E\":1680652700435}}";
    static final List<String> OWN = List.of(MARK, MARKS, FORCE, AGGREGATED, SINGLE);

    private UsdmFrames() {
    }

    static BiFunction<Inlet, ControlListener, FrameDecoder> maker(List<Instrument> instruments,
                                                                  UsdmFrameDecoder.Trades trades) {
        return (inlet, control) -> new UsdmFrameDecoder(inlet, new InstrumentLookup(instruments), control,
            WireBench.CONNECTION, Provenance.CAPTURE, trades);
    }
}
