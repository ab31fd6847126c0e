package io.escapement.engine.venue.bybit;

import io.escapement.codecs.Provenance;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.venue.InstrumentLookup;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BybitFrameDecoderTest {
    private static final String R = " " + FrameBench.RECEIVE_TIME + " ";

    private final FrameBench bench =
        new FrameBench((inlet, control) -> BybitFrames.decoder(inlet, control, BybitFrames.INSTRUMENTS, 50));

    @Test
    void beginsWithASnapshotAndChainsByU() {
        assertEquals(List.of("snapshot 1 1786310818127000000" + R + "10 c- in stream b| 6511420:6054 6511410:2"
            + " a| 6511430:10470"), bench.decode(BybitFrames.SNAPSHOT));
        assertEquals(List.of("delta 1 1786310818147000000" + R + "11 11 10 c- b| 6511420:0 a|"),
            bench.decode(BybitFrames.DELTA));
    }

    @Test
    void takesAnyGreaterUpdateForTheNextWhereTheyNeedNotBeConsecutive() {
        final FrameBench loose = new FrameBench((inlet, control) -> new BybitFrameDecoder(inlet,
            new InstrumentLookup(BybitFrames.INSTRUMENTS), control, FrameBench.CONNECTION, Provenance.CAPTURE, 50,
            false));
        loose.decode(BybitFrames.SNAPSHOT);
        assertEquals(List.of("15 15 10", "20 20 15", "18 18 17", "21 21 20"), Stream.of(15, 20, 18, 21)
            .map(u -> loose.decode(BybitFrames.DELTA.replace("\"u\":11", "\"u\":" + u)).get(0).split(R)[1]
                .split(" c-")[0]).toList());
        loose.decode(BybitFrames.SNAPSHOT.replace("\"seq\":700", "\"seq\":900"));
        assertEquals("11 11 10", loose.decode(BybitFrames.DELTA).get(0).split(R)[1].split(" c-")[0]);
    }

    @Test
    void takesThePushTimeWhereThereIsNoEngineTime() {
        assertEquals(List.of("delta 1 1786310818149000000" + R + "11 11 10 c- b| 6511420:0 a|"),
            bench.decode(BybitFrames.DELTA.replace(",\"cts\":1786310818147", "")));
    }

    /** The sheet's test: u = 1 restarts the book whatever the type says, with empty sides at a delisting. */
    @Test
    void takesAnUpdateOneForASnapshot() {
        assertEquals(List.of("snapshot 1 1786310818147000000" + R + "1 c- in stream b| 6511420:0 a|"),
            bench.decode(BybitFrames.DELTA.replace("\"u\":11", "\"u\":1")));
        assertEquals(List.of("snapshot 1 1786310818147000000" + R + "1 c- in stream b| a|"), bench.decode(
            BybitFrames.DELTA.replace("\"u\":11", "\"u\":1").replace("[[\"65114.20\",\"0\"]]", "[]")));
    }

    @Test
    void refusesASnapshotOfThePast() {
        bench.decode(BybitFrames.SNAPSHOT);
        bench.decode(BybitFrames.DELTA);
        bad(bench.decode(BybitFrames.SNAPSHOT), "no snapshot older than what came before");
        bench.decode(BybitFrames.DELTA.replace("\"seq\":705", "\"seq\":600"));
        bad(bench.decode(BybitFrames.SNAPSHOT), "no snapshot older than what came before");
        assertEquals(1, bench.decode(BybitFrames.SNAPSHOT.replace("\"seq\":700", "\"seq\":705")).size());
        assertTrue(bench.decode(BybitFrames.SNAPSHOT.replace("\"u\":10", "\"u\":1")).get(0).startsWith("snapshot"));
    }

    @Test
    void readsBestBidAndOfferOfLevelOneAlone() {
        assertEquals(List.of("quote 1 1680673820717000000" + R + "7003305 2855200 47 2855210 25433"),
            bench.decode(BybitFrames.BEST));
        assertEquals(List.of("quote 1 1680673820717000000" + R + "7003305 2855200 47 0 0"),
            bench.decode(BybitFrames.BEST.replace("[[\"28552.10\",\"25.433\"]]", "[]")));
        assertEquals(List.of("UNKNOWN_MESSAGE - connection 7 BYBIT: no use for messages of this kind: orderbook.1"),
            bench.decode(BybitFrames.BEST.replace("snapshot", "delta")));
        assertEquals(List.of("UNKNOWN_MESSAGE - connection 7 BYBIT: no use for messages of this kind: orderbook.200"),
            bench.decode(BybitFrames.SNAPSHOT.replace("orderbook.50", "orderbook.200")));
    }

    @Test
    void givesTheTakersSideAndLeavesOutBlockTrades() {
        assertEquals(List.of("trade 1 1786310819680000000" + R + "12184640569598562526 6511420 4 SELL",
            "trade 1 1786310819681000000" + R + "2290000000061662880 6511430 1000 BUY"),
            bench.decode(BybitFrames.TRADES));
        bad(bench.decode(BybitFrames.TRADES.replace("a9188a0a-82bc", "a9188a0a+82bc")), "a trade id");
        bad(bench.decode(BybitFrames.TRADES.replace("\"S\":\"Sell\"", "\"S\":\"sell\"")), "Buy or Sell");
    }

    @Test
    void tellsOfAMarkWhatIsInTheMessage() {
        assertEquals(List.of("mark 1 1786310817583000000" + R + "6511744000000 6513776000000 100000000"
            + " 1786320000000000000 28800000000000", "interest 1 1786310817583000000" + R + "59891732"),
            bench.decode(BybitFrames.TICKER));
        assertEquals(List.of("mark 1 1786310822174000000" + R + "- - -47090000 - -"),
            bench.decode(BybitFrames.TICKER_DELTA));
        assertEquals("interest 1 1786310817583000000" + R + "29945866", bench.decode(BybitFrames.TICKER
            .replace("\"preQty\"", "\"singleOpenInterest\":\"29945.866\",\"preQty\"")).get(1));
        assertEquals(List.of(), bench.decode(BybitFrames.TICKER_DELTA.replace("\"-0.00004709\"", "\"\"")));
    }

    @Test
    void tellsTheSideOfTheOrderThatLiquidates() {
        assertEquals(List.of("liquidation 1 1739502302929000000" + R + "6500000 500 BUY",
            "liquidation 1 1739502302930000000" + R + "6400050 2000 SELL"), bench.decode(BybitFrames.LIQUIDATION));
    }

    @Test
    void takesAnyOrderOfFieldsAndNumbersInQuotesOrNot() {
        assertEquals(bench.decode(BybitFrames.SNAPSHOT), bench.decode("{\"cts\":\"1786310818127\", \"data\" : {"
            + " \"seq\":"
            + "\"700\",\"u\":\"10\",\"a\":[[65114.3,1047e-2]],\"b\":[[6.51142e4,6.054],[65114.10,\"2e-3\"]],"
            + "\"s\":\"BTCUSDT\"},\"ts\":1,\"type\":\"snapshot\",\"topic\":\"orderbook.50.BTCUSDT\"}\n"));
    }

    @Test
    void namesInstrumentAndFieldOfABadFrame() {
        bad("\"u\":11", "\"v\":11", "an update id (u)");
        bad("\"u\":11", "\"u\":1.5", "an update id");
        bad("\"b\":", "\"bids\":", "an array of levels (b)");
        bad("\"65114.20\"", "\"65114.205\"", "a price (more decimals than the exponent holds)");
        bad("\"65114.20\"", "true", "a price (a number)");
        bad("\"s\":\"BTCUSDT\"", "\"s\":\"ETHUSDT\"", "the topic's symbol");
        bad("\"type\":\"delta\"", "\"type\":\"update\"", "snapshot or delta");
        bad("\"ts\":1786310818149", "\"time\":1786310818149", "a time (ts)");
        bad(bench.decode(BybitFrames.TRADES.replace("\"p\":\"65114.20\"", "\"price\":\"65114.20\"")), "a price (p)");
        bad(bench.decode(BybitFrames.TICKER.replace("\"65117.44\"", "\"NaN\"")), "a price (not a decimal)");
        assertTrue(bench.decode(BybitFrames.DELTA.substring(0, 150)).get(0).startsWith("MALFORMED_FRAME 1 "));
    }

    private void bad(String good, String wrong, String expected) {
        bad(bench.decode(BybitFrames.DELTA.replaceFirst(Pattern.quote(good), wrong)), expected);
    }

    private static void bad(List<String> events, String expected) {
        assertEquals(1, events.size(), events::toString);
        assertTrue(events.get(0).startsWith("MALFORMED_FRAME 1 connection 7 BYBIT: at byte ")
            && events.get(0).endsWith(": expected " + expected), events::toString);
    }

    @Test
    void tellsUnknownChannelsAndSymbolsOnce() {
        assertEquals(List.of("UNKNOWN_MESSAGE - connection 7 BYBIT: no use for messages of this kind: kline"),
            bench.decode("{\"topic\":\"kline.1.BTCUSDT\",\"data\":[]}"));
        assertEquals(List.of(), bench.decode("{\"topic\":\"kline.5.ETHUSDT\",\"data\":[]}"));
        assertEquals(List.of("UNKNOWN_SYMBOL - connection 7 BYBIT: no instrument is configured for the symbol XUSDT"),
            bench.decode(BybitFrames.DELTA.replace("BTCUSDT", "XUSDT")));
        assertEquals(List.of(), bench.decode(BybitFrames.DELTA.replace("BTCUSDT", "XUSDT")));
    }

    @Test
    void passesOnWhatTheVenueSaysOfTheConnection() {
        for (final String frame : List.of(
            "{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"d8\",\"req_id\":\"7\",\"op\":\"subscribe\"}",
            "{\"success\":true,\"ret_msg\":\"subscribe\",\"conn_id\":\"d8\",\"op\":\"subscribe\"}",
            "{\"success\":false,\"ret_msg\":\"error:handler not found,topic:orderbook.9.BTCUSDT\",\"conn_id\":\"d8\","
                + "\"req_id\":\"8\",\"op\":\"subscribe\"}",
            "{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"d8\",\"req_id\":\"9\",\"op\":\"ping\"}",
            "{\"req_id\":\"9\",\"op\":\"pong\",\"args\":[\"1675418560633\"],\"conn_id\":\"d8\"}")) {
            assertEquals(List.of(), bench.decode(frame), frame);
        }
        assertEquals(List.of("accepted 7", "accepted -1",
            "refused 8 0 error:handler not found,topic:orderbook.9.BTCUSDT", "pong", "pong"), bench.control);
    }
}
