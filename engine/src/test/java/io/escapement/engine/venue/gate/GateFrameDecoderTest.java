package io.escapement.engine.venue.gate;

import io.escapement.codecs.Provenance;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.venue.InstrumentLookup;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GateFrameDecoderTest {
    private static final String R = " " + FrameBench.RECEIVE_TIME + " ";

    private final FrameBench bench = bench(GateMarket.SPOT, GateBook.OBU, true);
    private final FrameBench updates = bench(GateMarket.SPOT, GateBook.ORDER_BOOK_UPDATE, true);
    private final FrameBench futures = bench(GateMarket.FUTURES, GateBook.ORDER_BOOK_UPDATE, true);

    private static FrameBench bench(GateMarket market, GateBook book, boolean sideIsTakers) {
        return new FrameBench((inlet, control) -> GateFrames.decoder(inlet, control, GateFrames.INSTRUMENTS, market,
            book, sideIsTakers));
    }

    @Test
    void beginsWithAFullBookAndChainsByTheIdBefore() {
        final String levels = " b| 115576700:507720000 115717700:0 a| 115731300:6873040000";
        assertEquals(List.of("snapshot 1 1754006460600000000" + R + "200 c- in stream" + levels),
            bench.decode(GateFrames.FULL));
        assertEquals(List.of("delta 1 1754006460600000000" + R + "201 203 200 c-" + levels),
            bench.decode(GateFrames.DELTA));
        assertEquals(List.of("UNKNOWN_MESSAGE - connection 7 GATE: no use for messages of this kind: spot.obu"),
            bench.decode(GateFrames.DELTA.replace("_USDT.50", "_USDT.400")));
    }

    /** The sheet's vector: ranges as they come, full books whenever they come. */
    @Test
    void givesRangesAndFullBooksOfUpdates() {
        assertEquals(List.of("delta 2 1606294781123000000" + R + "48776301 48776306 - c- b| 191377400:1000000"
            + " 190883700:0 a| 191377500:6135000000"), updates.decode(GateFrames.UPDATE));
        final String full = GateFrames.UPDATE.replace("\"U\":48776301", "\"full\":true,\"l\":\"100\"");
        assertTrue(updates.decode(full).get(0).startsWith("snapshot 2 1606294781123000000" + R
            + "48776306 c- in stream b| 191377400:1000000"));
        assertEquals(List.of("delta 2 1606294781123000000" + R + "204 204 - c- b| a|"), updates.decode(
            GateFrames.UPDATE.replaceAll("\"U\":.*", "\"U\":204,\"u\":204,\"b\":[],\"a\":[]}}")));
    }

    @Test
    void readsQuotesAndTrades() {
        assertEquals(List.of("quote 2 1606293275123000000" + R + "48733182 191777900 3341504 0 0"),
            bench.decode(GateFrames.BEST));
        final String trade = "trade 2 1606292218213457800" + R + "309143071 4705 164700000000 ";
        assertEquals(List.of(trade + "SELL"), bench.decode(GateFrames.TRADE));
        assertEquals(List.of(trade + "SELL"), bench.decode(
            GateFrames.TRADE.replace("\"result\":{", "\"result\":[{").replace("}}", "}]}")));
        assertEquals(List.of(trade + "BUY"), bench(GateMarket.SPOT, GateBook.OBU, false).decode(GateFrames.TRADE));
    }

    @Test
    void readsFutures() {
        assertEquals(List.of("delta 1 1684930165498000000" + R + "3132789248 3132789250 - c-"
            + " b| 59999000:10560000000000 a| 60000500:120000000000 60001000:0"),
            futures.decode(GateFrames.FUTURES_UPDATE));
        assertEquals(List.of("trade 2 1545136464123000000" + R + "27753479 964000 1085000000000 SELL",
            "trade 1 1545136464124500000" + R + "27753480 60000000 30000000000 BUY"),
            futures.decode(GateFrames.FUTURES_TRADES));
        assertEquals(List.of("quote 2 1684930165621000000" + R + "6159967 7379 8140000000000 7390 6770000000000"),
            futures.decode(GateFrames.FUTURES_BEST));
        assertEquals(List.of("mark 2 1541659086123000000" + R + "11835000000 11836000000 -114000000 - -",
            "interest 2 1541659086123000000" + R + "736485000000000",
            "mark 1 1541659086123000000" + R + "6000000000000 - - - -"), futures.decode(GateFrames.FUTURES_TICKERS));
    }

    @Test
    void readsLiquidationsWhoseTimesAreSecondsOrMilliseconds() {
        assertEquals(List.of("liquidation 2 1541486601123000000" + R + "2151000 1245000000000 SELL",
            "liquidation 1 1541486601000000000" + R + "60000000 100000000000 BUY"),
            futures.decode(GateFrames.LIQUIDATIONS));
        assertTrue(futures.decode(GateFrames.LIQUIDATIONS.replace("\"size\":10", "\"size\":0")).get(0)
            .startsWith("MALFORMED_FRAME 1 "));
        final FrameBench positions = new FrameBench((inlet, control) -> new GateFrameDecoder(inlet,
            new InstrumentLookup(GateFrames.INSTRUMENTS), control, FrameBench.CONNECTION, Provenance.CAPTURE,
            GateMarket.FUTURES, GateBook.OBU, 50, true, false));
        assertTrue(positions.decode(GateFrames.LIQUIDATIONS).get(0).endsWith(" BUY"));
    }

    @Test
    void publishesNothingOfTickersThatAreWrongAtTheEnd() {
        final List<String> events = futures.decode(GateFrames.FUTURES_TICKERS.replace("\"60000\"}", "\"6e\"}"));
        assertEquals(1, events.size(), events::toString);
        assertTrue(events.get(0).startsWith("MALFORMED_FRAME 1 "), events::toString);
    }

    @Test
    void namesInstrumentAndFieldOfABadFrame() {
        bad("\"U\":201", "\"V\":201", "an update id (U)");
        bad("\"U\":201", "\"U\":204", "a first id not beyond the last");
        bad("\"t\":1754006460600", "\"time\":1754006460600", "a time (t)");
        bad("\"u\":203", "\"u\":203,\"full\":1", "true or false");
        bad("\"115576.7\"", "\"115576.7001\"", "a price (more decimals than the exponent holds)");
        bad("\"b\":", "\"bids\":", "an array of levels (b)");
        final List<String> events = bench.decode(GateFrames.DELTA.replace("ob.BTC_USDT.50", "BTC_USDT"));
        assertTrue(events.get(0).endsWith("expected a symbol such as ob.BTC_USDT.50"), events::toString);
        assertTrue(bench.decode(GateFrames.TRADE.replace("\"side\":\"sell\"", "\"side\":\"ask\"")).get(0)
            .endsWith("expected buy or sell"));
        assertEquals(bench.decode(GateFrames.DELTA), bench.decode(GateFrames.DELTA.replace("\"0.050772\"", "5.0772e-2")
            .replace("\"u\":203", "\"u\":\"203\"")));
    }

    private void bad(String good, String wrong, String expected) {
        final List<String> events = bench.decode(GateFrames.DELTA.replaceFirst(Pattern.quote(good), wrong));
        assertEquals(1, events.size(), events::toString);
        assertTrue(events.get(0).startsWith("MALFORMED_FRAME 1 connection 7 GATE: at byte ")
            && events.get(0).endsWith(": expected " + expected), events::toString);
    }

    @Test
    void tellsUnknownChannelsAndSymbolsOnce() {
        assertEquals(List.of("UNKNOWN_MESSAGE - connection 7 GATE: no use for messages of this kind: spot.tickers"),
            bench.decode(GateFrames.DELTA.replace("spot.obu", "spot.tickers")));
        assertEquals(List.of("UNKNOWN_MESSAGE - connection 7 GATE: no use for messages of this kind: "
            + "spot.order_book_update"), bench.decode(GateFrames.UPDATE));
        assertEquals(List.of("UNKNOWN_SYMBOL - connection 7 GATE: no instrument is configured for the symbol A_B"),
            bench.decode(GateFrames.DELTA.replace("BTC_USDT", "A_B")));
        assertEquals(List.of(), bench.decode(GateFrames.DELTA.replace("BTC_USDT", "A_B")));
    }

    @Test
    void passesOnWhatTheVenueSaysOfTheConnection() {
        for (final String frame : List.of(
            "{\"time\":1,\"time_ms\":1754006400138,\"id\":7,\"channel\":\"spot.obu\",\"event\":\"subscribe\","
                + "\"payload\":[\"ob.BTC_USDT.400\"],\"error\":null,\"result\":{\"status\":\"success\"}}",
            "{\"time\":1619093532,\"channel\":\"spot.trades\",\"event\":\"subscribe\",\"result\":{\"status\":"
                + "\"success\"}}",
            "{\"time\":1,\"id\":8,\"channel\":\"spot.obu\",\"event\":\"subscribe\",\"error\":{\"code\":2,\"message\":"
                + "\"unknown currency pair A_B\"},\"result\":null}",
            "{\"time\":1,\"id\":9,\"channel\":\"spot.obu\",\"event\":\"subscribe\",\"result\":{\"status\":\"fail\"}}",
            "{\"time\":1700000000,\"channel\":\"spot.pong\",\"event\":\"\",\"error\":null,\"result\":null}",
            "{\"time\":1,\"time_ms\":1000,\"channel\":\"\",\"event\":\"upgrade\"}")) {
            assertEquals(List.of(), bench.decode(frame), frame);
        }
        assertEquals(List.of("accepted 7", "accepted -1", "refused 8 2 unknown currency pair A_B", "refused 9 0 fail",
            "pong", "shutdown 1000000000"), bench.control);
    }
}
