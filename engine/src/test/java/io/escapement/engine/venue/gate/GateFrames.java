package io.escapement.engine.venue.gate;

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
final class GateFrames {
    static final List<Instrument> INSTRUMENTS = List.of(instrument(1, "BTC_USDT", -3, -10, 100),
        instrument(2, "ETH_USDT", -4, -10, 100));
    static final String FULL = obu("\"full\":true,\"u\":200");
    static final String DELTA = obu("\"U\":201,\"u\":203");
    static final String UPDATE = "{\"time\":1606294781,\"time_ms\":1606294781236,\"channel\":"
        + "\"spot.order_book_update\","
        + "\"event\":\"update\",\"result\":{\"t\":1606294781123,\"e\":\"depthUpdate\",\"E\":1606294781,\"s\":"
        + "\"ETH_USDT\",\"U\":48776301,\"u\":48776306,\"b\":[[\"19137.74\",\"0.0001\"],[\"19088.37\",\"0\"]],"
        + "\"a\":[[\"19137.75\",\"0.6135\"]]}}";
    static final String BEST = "{\"time\":1,\"time_ms\":1606293275723,\"channel\":\"spot.book_ticker\",\"event\":"
        + "\"update\",\"result\":{\"t\":1606293275123,\"u\":48733182,\"s\":\"ETH_USDT\",\"b\":\"19177.79\","
        + "\"B\":\"0.0003341504\",\"a\":\"\",\"A\":\"\"}}";
    static final String TRADE = "{\"time\":1,\"channel\":\"spot.trades\",\"event\":\"update\",\"result\":{\"id\":"
        + "309143071,"
        + "\"create_time\":1606292218,\"create_time_ms\":\"1606292218213.4578\",\"side\":\"sell\",\"currency_pair\":"
        + "\"ETH_USDT\",\"amount\":\"16.4700000000\",\"price\":\"0.4705000000\",\"range\":\"1-1\"}}";
    static final List<String> MARKET = List.of(FULL, DELTA, BEST, TRADE);
    static final List<String> UPDATES = List.of(UPDATE, UPDATE.replace("\"e\":\"depthUpdate\"", "\"full\":true"));

    static final String FUTURES_UPDATE = "{\"time\":1684930165,\"time_ms\":1684930165559,\"channel\":"
        + "\"futures.order_book_update\",\"event\":\"update\",\"result\":{\"U\":3132789248,\"a\":[{\"p\":\"60000.5\","
        + "\"s\":12},{\"p\":\"60001\",\"s\":\"0\"}],\"b\":[{\"p\":\"59999\",\"s\":1056}],\"s\":\"BTC_USDT\","
        + "\"t\":1684930165498,\"u\":3132789250}}";
    static final String FUTURES_TRADES = "{\"channel\":\"futures.trades\",\"event\":\"update\",\"time\":1541503698,"
        + "\"time_ms\":1541503698123,\"result\":[{\"size\":\"-108.5\",\"id\":27753479,\"create_time\":1545136464,"
        + "\"create_time_ms\":1545136464123,\"price\":\"96.4\",\"contract\":\"ETH_USDT\"},{\"size\":3,\"id\":27753480,"
        + "\"create_time_ms\":1545136464124.5,\"price\":\"60000\",\"contract\":\"BTC_USDT\"},{\"size\":9,\"id\":"
        + "27753481,"
        + "\"create_time_ms\":1545136464125,\"price\":\"1\",\"contract\":\"BTC_USDT\",\"is_internal\":true}]}";
    static final String FUTURES_BEST = "{\"time\":1,\"time_ms\":1684930165631,\"channel\":\"futures.book_ticker\","
        + "\"event\":\"update\",\"result\":{\"t\":1684930165621,\"u\":6159967,\"s\":\"ETH_USDT\",\"b\":\"0.7379\","
        + "\"B\":814,\"a\":\"0.739\",\"A\":677}}";
    static final String FUTURES_TICKERS = "{\"time\":1541659086,\"time_ms\":1541659086123,\"channel\":"
        + "\"futures.tickers\",\"event\":\"update\",\"result\":[{\"contract\":\"ETH_USDT\",\"last\":\"118.4\","
        + "\"funding_rate\":\"-0.000114\",\"mark_price\":\"118.35\",\"index_price\":\"118.36\","
        + "\"total_size\":\"73648.5\",\"quanto_base_rate\":\"\"},{\"contract\":\"BTC_USDT\",\"mark_price\":"
        + "\"60000\"}]}";
    static final String LIQUIDATIONS = "{\"channel\":\"futures.public_liquidates\",\"event\":\"update\",\"time\":"
        + "1541505434,\"time_ms\":1541505434123,\"result\":[{\"price\":\"215.1\",\"size\":\"-124.5\",\"time\":"
        + "1541486601123,\"contract\":\"ETH_USDT\"},{\"price\":60000,\"size\":10,\"time\":1541486601,\"contract\":"
        + "\"BTC_USDT\"}]}";
    static final List<String> FUTURES =
        List.of(FUTURES_UPDATE, FUTURES_TRADES, FUTURES_BEST, FUTURES_TICKERS, LIQUIDATIONS);

    private GateFrames() {
    }

    private static String obu(String ids) {
        return "{\"channel\":\"spot.obu\",\"result\":{\"t\":1754006460600,\"s\":\"ob.BTC_USDT.50\"," + ids
            + ",\"b\":[[\"115576.7\",\"0.050772\"],[\"115717.7\",\"0\"]],\"a\":[[\"115731.3\",\"0.687304\"]]},"
            + "\"time_ms\":1754006460601,\"event\":\"update\"}";
    }

    static Instrument instrument(int id, String symbol, int priceExponent, int quantityExponent, int depth) {
        return new Instrument(id, Venue.GATE, symbol, "BTC", "USDT", priceExponent, quantityExponent, 1, 1, 1,
            Long.MAX_VALUE, 0, InstrumentStatus.TRADING, InstrumentKind.SPOT, Instrument.ONE, symbol,
            BookRules.of(SyncKind.STREAM).withDepth(depth));
    }

    static GateFrameDecoder decoder(Inlet inlet, ControlListener control, List<Instrument> instruments,
                                    GateMarket market, GateBook book, boolean sideIsTakers) {
        return new GateFrameDecoder(inlet, new InstrumentLookup(instruments), control, FrameBench.CONNECTION,
            Provenance.CAPTURE, market, book, 50, sideIsTakers, true);
    }

    static TwinCheck check(List<Instrument> instruments, GateMarket market, GateBook book) {
        return new TwinCheck(
            () -> new FrameBench((inlet, control) -> decoder(inlet, control, instruments, market, book, true)),
            () -> new GateTwin(instruments, market, book, 50, true));
    }

    static TwinCheck check() {
        return check(INSTRUMENTS, GateMarket.SPOT, GateBook.OBU);
    }
}
