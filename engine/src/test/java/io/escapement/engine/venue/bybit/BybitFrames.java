package io.escapement.engine.venue.bybit;

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
final class BybitFrames {
    static final List<Instrument> INSTRUMENTS =
        List.of(instrument(1, "BTCUSDT", -2, -3), instrument(2, "ETHUSDT", -2, -2));
    static final String SNAPSHOT = "{\"topic\":\"orderbook.50.BTCUSDT\",\"type\":\"snapshot\",\"ts\":1786310818129,"
        + "\"data\":{\"s\":\"BTCUSDT\",\"b\":[[\"65114.20\",\"6.054\"],[\"65114.10\",\"0.002\"]],"
        + "\"a\":[[\"65114.30\",\"10.47\"]],\"u\":10,\"seq\":700},\"cts\":1786310818127}";
    static final String DELTA = "{\"topic\":\"orderbook.50.BTCUSDT\",\"type\":\"delta\",\"ts\":1786310818149,"
        + "\"data\":{\"s\":\"BTCUSDT\",\"b\":[[\"65114.20\",\"0\"]],\"a\":[],\"u\":11,\"seq\":705},"
        + "\"cts\":1786310818147}";
    static final String BEST = "{\"topic\":\"orderbook.1.BTCUSDT\",\"type\":\"snapshot\",\"ts\":1680673820717,"
        + "\"data\":{\"s\":\"BTCUSDT\",\"b\":[[\"28552.00\",\"0.047\"]],\"a\":[[\"28552.10\",\"25.433\"]],"
        + "\"u\":7003305,\"seq\":50193540681}}";
    static final String TRADES = "{\"topic\":\"publicTrade.BTCUSDT\",\"type\":\"snapshot\",\"ts\":1786310819681,"
        + "\"data\":[{\"T\":1786310819680,\"s\":\"BTCUSDT\",\"S\":\"Sell\",\"v\":\"0.004\",\"p\":\"65114.20\","
        + "\"L\":\"MinusTick\",\"i\":\"a9188a0a-82bc-50de-be60-03eedbe3cdd7\",\"BT\":false,\"RPI\":false,\"seq\":1},"
        + "{\"T\":1786310819681,\"s\":\"BTCUSDT\",\"S\":\"Buy\",\"v\":\"1\",\"p\":\"65114.3\",\"L\":\"PlusTick\","
        + "\"i\":\"2290000000061662880\",\"BT\":false,\"seq\":2},{\"T\":1786310819682,\"s\":\"BTCUSDT\",\"S\":\"Buy\","
        + "\"v\":\"100\",\"p\":\"65000\",\"i\":\"3\",\"BT\":true,\"seq\":3}]}";
    static final String TICKER = "{\"topic\":\"tickers.BTCUSDT\",\"type\":\"snapshot\",\"data\":{\"symbol\":"
        + "\"BTCUSDT\","
        + "\"markPrice\":\"65117.44\",\"indexPrice\":\"65137.76\",\"openInterest\":\"59891.732\","
        + "\"fundingIntervalHour\":\"8\",\"nextFundingTime\":\"1786320000000\",\"fundingRate\":\"0.0001\","
        + "\"preQty\":\"\"},\"cs\":753843900397,\"ts\":1786310817583}";
    static final String TICKER_DELTA = "{\"topic\":\"tickers.BTCUSDT\",\"type\":\"delta\",\"data\":{\"symbol\":"
        + "\"BTCUSDT\",\"fundingRate\":\"-0.00004709\"},\"cs\":1,\"ts\":1786310822174}";
    static final String LIQUIDATION = "{\"topic\":\"allLiquidation.BTCUSDT\",\"type\":\"snapshot\","
        + "\"ts\":1739502303204,\"data\":[{\"T\":1739502302929,\"s\":\"BTCUSDT\",\"S\":\"Sell\",\"v\":\"0.5\","
        + "\"p\":\"65000\"},{\"T\":1739502302930,\"s\":\"BTCUSDT\",\"S\":\"Buy\",\"v\":\"2\",\"p\":\"64000.5\"}]}";
    static final List<String> MARKET = List.of(SNAPSHOT, DELTA, BEST, TRADES, TICKER, TICKER_DELTA, LIQUIDATION);

    private BybitFrames() {
    }

    static Instrument instrument(int id, String symbol, int priceExponent, int quantityExponent) {
        return new Instrument(id, Venue.BYBIT, symbol, symbol, "USDT", priceExponent, quantityExponent, 1, 1, 1,
            Long.MAX_VALUE, 0, InstrumentStatus.TRADING, InstrumentKind.LINEAR, Instrument.ONE, symbol,
            BookRules.of(SyncKind.STREAM).withDepth(50));
    }

    static BybitFrameDecoder decoder(Inlet inlet, ControlListener control, List<Instrument> instruments, int depth) {
        return new BybitFrameDecoder(inlet, new InstrumentLookup(instruments), control, FrameBench.CONNECTION,
            Provenance.CAPTURE, depth, true);
    }

    static TwinCheck check(List<Instrument> instruments, int depth) {
        return new TwinCheck(() -> new FrameBench((inlet, control) -> decoder(inlet, control, instruments, depth)),
            () -> new BybitTwin(instruments, depth));
    }
}
