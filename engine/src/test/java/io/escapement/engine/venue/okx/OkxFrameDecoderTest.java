package io.escapement.engine.venue.okx;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.testkit.PlainBook;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OkxFrameDecoderTest {
    private static final String R = " " + FrameBench.RECEIVE_TIME + " ";

    private final FrameBench bench = new FrameBench((inlet, control) -> OkxFrames.decoder(inlet, control,
        OkxFrames.INSTRUMENTS, "books", OkxNumbering.SEQUENCE_IDS));

    @Test
    void beginsWithASnapshotAndChainsByPrevSeqId() {
        assertEquals(List.of("snapshot 1 1597026383085000000" + R + "10 c- in stream b| 84768:25650000000"
            + " a| 84769:41500000000 84770:700000000"), bench.decode(OkxFrames.SNAPSHOT));
        assertEquals(List.of("delta 1 1597026383185000000" + R + "15 15 10 c-855196043 b| 84767:100000000 a| 84770:0"),
            bench.decode(OkxFrames.UPDATE));
    }

    /** The sheet's test: heartbeats and the reset of the sequence are the core's to judge. */
    @Test
    void passesOnHeartbeatsAndResets() {
        final String heartbeat = OkxFrames.update(15, 15).replace("[[\"8477\",\"0\",\"0\",\"0\"]]", "[]")
            .replace("[[\"8476.7\",\"1\",\"0\",\"1\"]]", "[]").replace("-855196043", "0");
        assertEquals(List.of("delta 1 1597026383185000000" + R + "15 15 15 c- b| a|"), bench.decode(heartbeat));
        assertTrue(bench.decode(OkxFrames.update(15, 3)).get(0).contains(R + "3 3 15 c"));
        assertTrue(bench.decode(OkxFrames.update(7, 9)).get(0).contains(R + "9 9 7 c"));
    }

    /** The sheet's vectors of the checksum that the venue sent until 2026. */
    @Test
    void reproducesTheSheetsChecksums() {
        final Instrument instrument = OkxFrames.INSTRUMENTS.get(0);
        checksum(instrument, "[\"3366.1\",\"7\"],[\"3366\",\"6\"]", "[\"3366.8\",\"9\"],[\"3368\",\"8\"]",
            -1_881_014_294);
        checksum(instrument, "[\"3366.1\",\"7\"]", "[\"3366.8\",\"9\"],[\"3368\",\"8\"],[\"3372\",\"8\"]",
            831_078_360);
    }

    private void checksum(Instrument instrument, String bids, String asks, int expected) {
        final PlainBook book = new PlainBook(instrument, 0);
        bench.decode(OkxFrames.SNAPSHOT.replaceAll("\"asks\":.*\"ts\"", "\"asks\":[" + asks + "],\"bids\":[" + bids
            + "],\"ts\"").replace("\"checksum\":0", "\"checksum\":" + expected));
        assertEquals(expected, bench.inlet.bookSnapshot(0).checksum());
        book.apply(bench.inlet.bookSnapshot(0));
        assertEquals(expected, book.okxChecksum());
    }

    @Test
    void countsBookMessagesOfOldRecordings() {
        final FrameBench old = new FrameBench((inlet, control) -> OkxFrames.decoder(inlet, control,
            OkxFrames.INSTRUMENTS, "books", OkxNumbering.COUNTED));
        assertTrue(old.decode(OkxFrames.SNAPSHOT.replaceAll(",\"prevSeqId.*?}", "}")).get(0).contains(R + "1 c-"));
        assertTrue(old.decode(OkxFrames.UPDATE.replaceAll(",\"prevSeqId.*?}", "}")).get(0).contains(R + "2 2 1 c-8"));
    }

    @Test
    void readsQuotesAndTrades() {
        assertEquals(List.of("quote 2 1651761120004000000" + R + "77 386323 99050 386324 72700"),
            bench.decode(OkxFrames.BEST));
        assertEquals(List.of("quote 1 1654166073135000000" + R + "- 0 0 299341 30918743"),
            bench.decode(OkxFrames.TICKER));
        assertEquals(List.of("trade 1 1630048897897000000" + R + "130639474 422199 12060306 BUY",
            "trade 1 1630048897898000000" + R + "130639475 422190 10 SELL"), bench.decode(OkxFrames.TRADES));
    }

    @Test
    void readsWhatIsToldOfSwaps() {
        assertEquals(List.of("mark 2 1640131259180000000" + R + "217290000 - - - -"), bench.decode(OkxFrames.MARK));
        assertEquals(List.of("mark 2 1640131290649000000" + R + "- 216750000 - - -"), bench.decode(OkxFrames.INDEX));
        assertEquals(List.of("mark 2 1700724675402000000" + R + "- - 187539128 1700726400000000000 28800000000000"),
            bench.decode(OkxFrames.FUNDING));
        assertEquals(List.of("interest 2 1597026383085000000" + R + "500025"), bench.decode(OkxFrames.INTEREST));
        assertEquals(List.of("liquidation 2 1692266434010000000" + R + "7 1300 SELL"),
            bench.decode(OkxFrames.LIQUIDATION));
    }

    @Test
    void namesInstrumentAndFieldOfABadFrame() {
        bad("\"prevSeqId\":10", "\"prevSeq\":10", "a sequence id (prevSeqId)");
        bad("\"prevSeqId\":10", "\"prevSeqId\":-2", "a sequence id");
        bad("\"seqId\":15", "\"seqId\":\"x\"", "a sequence id");
        bad("\"asks\"", "\"offers\"", "an array of levels (asks)");
        bad("-855196043", "4294967296", "a checksum of 32 bits");
        bad("\"action\":\"update\"", "\"action\":\"partial\"", "snapshot or update (action)");
        bad("\"action\":\"update\",", "", "snapshot or update (action)");
        bad("\"8476.7\"", "\"8476.75\"", "a price (more decimals than the exponent holds)");
        bad("\"data\"", "\"rows\"", "an array (data)");
        bad("]}]}", "]},{}]}", "an array of one element");
        assertEquals(1, bench.decode(OkxFrames.UPDATE.replace("\"8476.7\",\"1\"", "8.4767e3,1")).size());
    }

    private void bad(String good, String wrong, String expected) {
        final String frame = OkxFrames.UPDATE.replace("\"seqId\":15}]}", "\"seqId\":15,\"x\":[]}]}")
            .replaceFirst(Pattern.quote(good), wrong);
        final List<String> events = bench.decode(frame);
        assertEquals(1, events.size(), events::toString);
        assertTrue(events.get(0).startsWith("MALFORMED_FRAME 1 connection 7 OKX: at byte ")
            && events.get(0).endsWith(": expected " + expected), events::toString);
    }

    @Test
    void tellsUnknownChannelsAndSymbolsOnce() {
        assertEquals(List.of("UNKNOWN_MESSAGE - connection 7 OKX: no use for messages of this kind: \"candle1m\""),
            bench.decode("{\"arg\":{\"channel\":\"candle1m\",\"instId\":\"BTC-USDT\"},\"data\":[]}"));
        assertEquals(List.of("UNKNOWN_MESSAGE - connection 7 OKX: no use for messages of this kind: \"books5\""),
            bench.decode(OkxFrames.UPDATE.replace("\"books\"", "\"books5\"")));
        assertEquals(List.of("UNKNOWN_SYMBOL - connection 7 OKX: no instrument is configured for the symbol A-B"),
            bench.decode(OkxFrames.UPDATE.replace("BTC-USDT", "A-B")));
        assertEquals(List.of(), bench.decode(OkxFrames.UPDATE.replace("BTC-USDT", "A-B")));
    }

    @Test
    void passesOnWhatTheVenueSaysOfTheConnection() {
        for (final String frame : List.of("pong", "ping",
            "{\"id\":\"1\",\"event\":\"subscribe\",\"arg\":{\"channel\":\"books\",\"instId\":\"BTC-USDT\"},"
                + "\"connId\":\"a4d3ae55\"}",
            "{\"event\":\"subscribe\",\"arg\":{\"channel\":\"liquidation-orders\",\"instType\":\"SWAP\"}}",
            "{\"id\":\"2\",\"event\":\"error\",\"code\":\"60018\",\"msg\":\"Wrong URL or channel:x\",\"connId\":\"a\"}",
            "{\"event\":\"error\",\"code\":\"60012\",\"msg\":\"Illegal request\",\"connId\":\"a\"}",
            "{\"event\":\"error\",\"code\":\"60018\",\"msg\":\"doesn't exist\",\"arg\":{\"channel\":\"books\","
                + "\"instId\":\"A-B\"}}",
            "{\"event\":\"notice\",\"code\":\"64008\",\"msg\":\"The connection will soon be closed for a service"
                + " upgrade. Please reconnect.\",\"connId\":\"a4d3ae55\"}",
            "{\"event\":\"channel-conn-count\",\"channel\":\"orders\",\"connCount\":\"2\",\"connId\":\"abcd1234\"}",
            "{\"arg\":{\"channel\":\"status\"},\"data\":[{\"state\":\"scheduled\",\"title\":\"t\"},"
                + "{\"state\":\"ongoing\",\"title\":\"WebSocket upgrade\"}]}")) {
            assertEquals(List.of(), bench.decode(frame), frame);
        }
        assertEquals(List.of("pong", "answer pong", "accepted books:BTC-USDT", "accepted liquidation-orders:SWAP",
            "refused 2 60018 Wrong URL or channel:x", "refused -1 60012 Illegal request",
            "refused books:A-B 60018 doesn't exist", "shutdown", "maintenance true WebSocket upgrade"), bench.control);
        assertEquals(1, bench.decode("{\"event\":\"notice\",\"code\":\"1\",\"msg\":\"x\"}").size());
    }
}
