package io.escapement.engine.venue.okx;

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
final class OkxFrames {
    static final List<Instrument> INSTRUMENTS =
        List.of(instrument(1, "BTC-USDT", -1, -8), instrument(2, "BTC-USDT-SWAP", -1, -2));
    static final String SNAPSHOT = "{\"arg\":{\"channel\":\"books\",\"instId\":\"BTC-USDT\"},\"action\":\"snapshot\","
        + "\"data\":[{\"asks\":[[\"8476.9\",\"415\",\"0\",\"13\"],[\"8477\",\"7\",\"0\",\"2\"]],"
        + "\"bids\":[[\"8476.8\",\"256.5\",\"0\",\"12\"]],\"ts\":\"1597026383085\",\"checksum\":0,\"prevSeqId\":-1,"
        + "\"seqId\":10}]}";
    static final String UPDATE = update(10, 15);
    static final String BEST = "{\"arg\":{\"channel\":\"bbo-tbt\",\"instId\":\"BTC-USDT-SWAP\"},\"data\":[{\"asks\":"
        + "[[\"38632.4\",\"727\",\"0\",\"22\"]],\"bids\":[[\"38632.3\",\"990.5\",\"0\",\"22\"]],"
        + "\"ts\":\"1651761120004\",\"seqId\":77}]}";
    static final String TICKER = "{\"arg\":{\"channel\":\"tickers\",\"instId\":\"BTC-USDT\"},\"data\":[{\"instType\":"
        + "\"SPOT\",\"instId\":\"BTC-USDT\",\"last\":\"29934\",\"askPx\":\"29934.1\",\"askSz\":\"0.30918743\","
        + "\"bidPx\":\"\",\"bidSz\":\"\",\"ts\":\"1654166073135\"}]}";
    static final String TRADES = "{\"arg\":{\"channel\":\"trades\",\"instId\":\"BTC-USDT\"},\"data\":[{\"instId\":"
        + "\"BTC-USDT\",\"tradeId\":\"130639474\",\"px\":\"42219.9\",\"sz\":\"0.12060306\",\"side\":\"buy\","
        + "\"ts\":\"1630048897897\",\"count\":\"3\"},{\"instId\":\"BTC-USDT\",\"tradeId\":\"130639475\","
        + "\"px\":\"42219\",\"sz\":\"1e-7\",\"side\":\"sell\",\"ts\":\"1630048897898\"}]}";
    static final String MARK = "{\"arg\":{\"channel\":\"mark-price\",\"instId\":\"BTC-USDT-SWAP\"},\"data\":[{"
        + "\"instId\":"
        + "\"BTC-USDT-SWAP\",\"instType\":\"SWAP\",\"markPx\":\"2.17290000019\",\"ts\":\"1640131259180\"}]}";
    static final String INDEX = "{\"arg\":{\"channel\":\"index-tickers\",\"instId\":\"BTC-USDT\"},\"data\":[{"
        + "\"instId\":"
        + "\"BTC-USDT\",\"idxPx\":\"2.1675\",\"open24h\":\"2.1\",\"ts\":\"1640131290649\"}]}";
    static final String FUNDING = "{\"arg\":{\"channel\":\"funding-rate\",\"instId\":\"BTC-USDT-SWAP\"},\"data\":[{"
        + "\"fundingRate\":\"0.0001875391284828\",\"fundingTime\":\"1700726400000\",\"instId\":\"BTC-USDT-SWAP\","
        + "\"instType\":\"SWAP\",\"nextFundingRate\":\"\",\"nextFundingTime\":\"1700755200000\","
        + "\"ts\":\"1700724675402\"}]}";
    static final String INTEREST = "{\"arg\":{\"channel\":\"open-interest\",\"instId\":\"BTC-USDT-SWAP\"},\"data\":[{"
        + "\"instType\":\"SWAP\",\"instId\":\"BTC-USDT-SWAP\",\"oi\":\"5000.25\",\"oiCcy\":\"555.55\","
        + "\"ts\":\"1597026383085\"}]}";
    static final String LIQUIDATION = "{\"arg\":{\"channel\":\"liquidation-orders\",\"instType\":\"SWAP\"},\"data\":[{"
        + "\"instId\":\"DOGE-USDT-SWAP\",\"details\":[{\"side\":\"buy\"}]},{\"details\":[{\"bkPx\":\"0.7\","
        + "\"side\":\"sell\",\"posSide\":\"long\",\"sz\":\"13\",\"ts\":\"1692266434010\"}],"
        + "\"instFamily\":\"BTC-USDT\",\"instId\":\"BTC-USDT-SWAP\",\"instType\":\"SWAP\",\"uly\":\"BTC-USDT\"}]}";
    static final List<String> MARKET = List.of(SNAPSHOT, UPDATE, BEST, TICKER, TRADES, MARK, INDEX, FUNDING, INTEREST,
        LIQUIDATION);

    private OkxFrames() {
    }

    static String update(long previous, long seqId) {
        return "{\"arg\":{\"channel\":\"books\",\"instId\":\"BTC-USDT\"},\"action\":\"update\",\"data\":[{\"asks\":[[\""
            + "8477\",\"0\",\"0\",\"0\"]],\"bids\":[[\"8476.7\",\"1\",\"0\",\"1\"]],\"ts\":\"1597026383185\","
            + "\"checksum\":-855196043,\"prevSeqId\":" + previous + ",\"seqId\":" + seqId + "}]}";
    }

    static Instrument instrument(int id, String symbol, int priceExponent, int quantityExponent) {
        return new Instrument(id, Venue.OKX, symbol, "BTC", "USDT", priceExponent, quantityExponent, 1, 1, 1,
            Long.MAX_VALUE, 0, InstrumentStatus.TRADING, InstrumentKind.SPOT, Instrument.ONE, symbol,
            BookRules.of(SyncKind.STREAM).withDepth(400));
    }

    static OkxFrameDecoder decoder(Inlet inlet, ControlListener control, List<Instrument> instruments, String channel,
                                   OkxNumbering numbering) {
        return new OkxFrameDecoder(inlet, new InstrumentLookup(instruments), control, FrameBench.CONNECTION,
            Provenance.CAPTURE, channel, numbering);
    }

    static TwinCheck check(List<Instrument> instruments, String channel, OkxNumbering numbering) {
        return new TwinCheck(
            () -> new FrameBench((inlet, control) -> decoder(inlet, control, instruments, channel, numbering)),
            () -> new OkxTwin(instruments, channel, numbering));
    }

    static TwinCheck check() {
        return check(INSTRUMENTS, "books", OkxNumbering.SEQUENCE_IDS);
    }
}
