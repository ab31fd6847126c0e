package io.escapement.engine.venue.kucoin;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.testkit.TwinCheck;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.InstrumentLookup;

import java.util.List;

/** Payloads of the sheet, and what they are decoded with. */
final class KucoinFrames {
    static final List<Instrument> INSTRUMENTS =
        List.of(instrument(1, "BTC-USDT", -2, -8), instrument(2, "KCS-BTC", -8, -8));
    static final String UPDATE = "{\"type\":\"message\",\"topic\":\"/market/level2:BTC-USDT\",\"subject\":"
        + "\"trade.l2update\",\"data\":{\"changes\":{\"asks\":[[\"18906\",\"0.00331\",\"14103845\"],[\"18907.3\","
        + "\"0\",\"14103844\"],[\"0\",\"0\",\"14103846\"]],\"bids\":[[\"18891.9\",\"0.15688\",\"14103847\"]]},"
        + "\"sequenceEnd\":14103847,\"sequenceStart\":14103844,\"symbol\":\"BTC-USDT\",\"time\":1663747970273}}";
    static final String OLD_UPDATE = "{\"data\":{\"sequenceStart\":1612844051654,\"symbol\":\"KCS-BTC\",\"changes\":{"
        + "\"asks\":[[\"0.00028718\",\"0\",\"1612844051654\"]],\"bids\":[]},\"sequenceEnd\":1612844051654},\"subject\":"
        + "\"trade.l2update\",\"topic\":\"/market/level2:KCS-BTC\",\"type\":\"message\"}";
    static final String BEST = "{\"topic\":\"/spotMarket/level1:BTC-USDT\",\"type\":\"message\",\"subject\":\"level1\","
        + "\"data\":{\"asks\":[\"68145.8\",\"0.51987471\"],\"bids\":[\"68145.7\",\"1.29267802\"],"
        + "\"timestamp\":1729816058766}}";
    static final String TRADE = "{\"type\":\"message\",\"topic\":\"/market/match:KCS-BTC\",\"subject\":"
        + "\"trade.l3match\","
        + "\"data\":{\"sequence\":\"1545896669145\",\"type\":\"match\",\"symbol\":\"KCS-BTC\",\"side\":\"buy\","
        + "\"price\":\"0.08200000000000000000\",\"size\":\"0.01022222000000000000\",\"tradeId\":"
        + "\"5c24c5da03aa673885cd67aa\",\"takerOrderId\":\"a\",\"makerOrderId\":\"b\",\"time\":"
        + "\"1545913818099033203\"}}";
    static final String TICKER = "{\"type\":\"message\",\"topic\":\"/market/ticker:BTC-USDT\",\"subject\":"
        + "\"trade.ticker\",\"data\":{\"sequence\":\"1545896668986\",\"price\":\"0.08\",\"size\":\"0.011\",\"bestAsk\":"
        + "\"0.08\",\"bestAskSize\":\"0.18\",\"bestBid\":\"0.05\",\"bestBidSize\":\"0.036\",\"time\":1704873323416}}";
    static final String ALL_TICKERS = "{\"type\":\"message\",\"topic\":\"/market/ticker:all\",\"subject\":\"KCS-BTC\","
        + "\"data\":{\"sequence\":\"5\",\"bestAsk\":null,\"bestAskSize\":null,\"bestBid\":\"0.05\",\"bestBidSize\":"
        + "\"1e-3\",\"Time\":1704873323417}}";
    static final List<String> MARKET = List.of(UPDATE, OLD_UPDATE, BEST, TRADE, TICKER, ALL_TICKERS);

    private KucoinFrames() {
    }

    static Instrument instrument(int id, String symbol, int priceExponent, int quantityExponent) {
        return new Instrument(id, Venue.KUCOIN, symbol, "BTC", "USDT", priceExponent, quantityExponent, 1, 1, 1,
            Long.MAX_VALUE, 0, InstrumentStatus.TRADING, InstrumentKind.SPOT, Instrument.ONE, symbol,
            BookRules.of(SyncKind.RANGES));
    }

    static KucoinFrameDecoder decoder(Inlet inlet, ControlListener control, List<Instrument> instruments) {
        return new KucoinFrameDecoder(inlet, new InstrumentLookup(instruments), control, FrameBench.CONNECTION,
            Provenance.CAPTURE);
    }

    static TwinCheck check(List<Instrument> instruments) {
        return new TwinCheck(() -> new FrameBench((inlet, control) -> decoder(inlet, control, instruments)),
            () -> new KucoinTwin(instruments));
    }

    static TwinCheck check() {
        return check(INSTRUMENTS);
    }
}
