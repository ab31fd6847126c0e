package io.escapement.engine.venue.kraken;

import io.escapement.codecs.Provenance;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.testkit.PlainBook;
import io.escapement.engine.venue.InstrumentLookup;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KrakenFrameDecoderTest {
    private static final long TIME = 1_795_271_400_000_000_000L;

    private KrakenFrameDecoder decoder;
    private final FrameBench bench = new FrameBench((inlet, control) -> decoder = new KrakenFrameDecoder(inlet,
        new InstrumentLookup(KrakenFrames.INSTRUMENTS), control, FrameBench.CONNECTION, Provenance.CAPTURE));

    @Test
    void carriesTheChecksumOfTheOfficialExampleWhichHolds() {
        final PlainBook book = new PlainBook(KrakenFrames.INSTRUMENTS.get(0), 10);
        final List<String> events = bench.decode(KrakenFrames.SNAPSHOT);
        assertEquals(1, events.size());
        assertTrue(events.get(0).startsWith("snapshot 1 " + (TIME + 123_456_000) + " " + FrameBench.RECEIVE_TIME
            + " 1 c3310070434 in stream b| 452835:10000000 452834:154582015 "), events.get(0));
        book.apply(bench.inlet.bookSnapshot(0));
        assertEquals(3_310_070_434L, book.krakenChecksum());

        assertEquals(List.of("delta 1 " + (TIME + 200_000_000) + " " + FrameBench.RECEIVE_TIME
            + " 2 2 1 c3310070434 b| 452835:10000000 a| 452852:0 452852:100000"), bench.decode(KrakenFrames.UPDATE));
        book.apply(bench.inlet.bookDelta(0));
        assertEquals(3_310_070_434L, book.krakenChecksum());
    }

    @Test
    void carriesTheChecksumOfOneLevelASide() {
        final PlainBook book = new PlainBook(KrakenFrames.INSTRUMENTS.get(0), 10);
        bench.decode("{\"channel\":\"book\",\"type\":\"snapshot\",\"data\":[{\"symbol\":\"BTC/USD\",\"bids\":["
            + KrakenFrames.levels("41999.0 0.30000000") + "],\"asks\":[" + KrakenFrames.levels("42001.0 0.50000000")
            + "],\"checksum\":2007656740}]}");
        book.apply(bench.inlet.bookSnapshot(0));
        assertEquals(book.krakenChecksum(), bench.inlet.bookSnapshot(0).checksum());
    }

    @Test
    void givesTheTakersSideOfTradesAndLeavesOutThoseOfBefore() {
        assertEquals(List.of("trade 1 " + (TIME + 500_000_000) + " " + FrameBench.RECEIVE_TIME
            + " 70635251 452852 100000 BUY", "trade 2 " + (TIME + 1_000_000_000) + " " + FrameBench.RECEIVE_TIME
            + " 70635252 300001 200000000 SELL"), bench.decode(KrakenFrames.TRADES));
        assertEquals(List.of(), bench.decode(KrakenFrames.TRADES.replace("update", "snapshot")));
    }

    @Test
    void readsTickers() {
        assertEquals(List.of("quote 2 - " + FrameBench.RECEIVE_TIME + " - 300000 125000000 300001 1"),
            bench.decode(KrakenFrames.TICKER));
        assertEquals(List.of("quote 2 0 " + FrameBench.RECEIVE_TIME + " - 0 0 0 0"), bench.decode("{\"channel\":"
            + "\"ticker\",\"type\":\"update\",\"data\":[{\"symbol\":\"ETH/USD\",\"bid\":0,\"bid_qty\":0,\"ask\":0,"
            + "\"ask_qty\":0,\"timestamp\":\"1970-01-01T00:00:00.000000Z\"}]}"));
    }

    @Test
    void numbersEachInstrumentsMessagesByThemselves() {
        bench.decode(KrakenFrames.SNAPSHOT);
        final List<String> events = bench.decode(KrakenFrames.TWO_BOOKS);
        assertTrue(events.get(0).contains(" 2 2 1 c5 ") && events.get(1).contains(" 1 1 0 c6 "), events::toString);
    }

    @Test
    void aFrameOfTwoBooksIsWrongAsAWholeAndThenItConcernsEveryInstrument() {
        assertEquals(List.of("MALFORMED_FRAME - connection 7 KRAKEN: at byte 140 of 254: expected a time such as"
            + " 2026-11-21T14:30:00.123Z (timestamp)"),
            bench.decode(KrakenFrames.TWO_BOOKS.replaceFirst("14:30:00", "14:60:00")));
        assertTrue(bench.decode(KrakenFrames.TWO_BOOKS.replace("\"checksum\":6", "\"checksum\":-6")).get(0)
            .startsWith("MALFORMED_FRAME - "));
    }

    @Test
    void namesInstrumentAndFieldOfABadFrame() {
        bad("\"price\":45283.5", "\"prize\":45283.5", "a level of price and quantity");
        bad("\"price\":45283.5", "\"price\":45283.55", "a price (more decimals than the exponent holds)");
        bad("\"price\":45283.5", "\"price\":true", "a price (a number)");
        bad("\"checksum\":3310070434", "\"crc\":3310070434", "a checksum (checksum)");
        bad("\"checksum\":3310070434", "\"checksum\":4294967296", "a checksum (32 bits)");
        bad("\"bids\"", "\"bid\"", "levels (bids)");
        bad("\"asks\":[", "\"asks\":5,\"x\":[", "an array of levels");
        bad("\"type\":\"update\"", "\"type\":\"delta\"", "snapshot or update");
        bad("\"timestamp\"", "\"time\"", "a time (timestamp)");
    }

    private void bad(String good, String wrong, String expected) {
        final List<String> events = bench.decode(KrakenFrames.UPDATE.replaceFirst(Pattern.quote(good),
            wrong));
        assertEquals(1, events.size(), events::toString);
        assertTrue(events.get(0).startsWith("MALFORMED_FRAME 1 connection 7 KRAKEN: at byte ")
            && events.get(0).endsWith(": expected " + expected), events::toString);
    }

    @Test
    void tellsUnknownChannelsAndSymbolsOnce() {
        assertEquals(List.of("UNKNOWN_MESSAGE - connection 7 KRAKEN: no use for messages of this kind: \"ohlc\""),
            bench.decode("{\"channel\":\"ohlc\",\"type\":\"update\",\"data\":[{}]}"));
        assertEquals(List.of(), bench.decode("{\"channel\":\"ohlc\",\"type\":\"update\",\"data\":[{}]}"));
        assertEquals(List.of("UNKNOWN_SYMBOL - connection 7 KRAKEN: no instrument is configured for the symbol"
            + " SOL/USD"), bench.decode(KrakenFrames.UPDATE.replace("BTC/USD", "SOL/USD")));
        assertEquals(List.of(), bench.decode(KrakenFrames.UPDATE.replace("BTC/USD", "SOL/USD")));
    }

    @Test
    void passesOnWhatTheVenueSaysOfTheConnection() {
        decoder.asked(7, KrakenTexts.BOOK);
        for (final String frame : List.of(KrakenFrames.STATUS, KrakenFrames.HEARTBEAT,
            "{\"method\":\"subscribe\",\"req_id\":7,\"result\":{\"channel\":\"book\",\"depth\":10,\"snapshot\":true,"
                + "\"symbol\":\"BTC/USD\"},\"success\":true,\"time_in\":\"x\",\"time_out\":\"y\"}",
            "{\"error\":\"Currency pair not supported FOO/USD\",\"method\":\"subscribe\",\"req_id\":7,"
                + "\"success\":false,\"symbol\":\"FOO/USD\",\"time_in\":\"x\",\"time_out\":\"y\"}",
            "{\"error\":\"Depth must be one of 10, 25\",\"method\":\"subscribe\",\"req_id\":8,\"success\":false}",
            "{\"method\":\"unsubscribe\",\"success\":true,\"result\":{\"channel\":\"book\",\"symbol\":\"BTC/USD\"}}",
            "{\"method\":\"pong\",\"req_id\":1,\"time_in\":\"x\",\"time_out\":\"y\"}",
            KrakenFrames.STATUS.replace("online", "maintenance"), KrakenFrames.STATUS.replace("online", "post_only"))) {
            assertEquals(List.of(), bench.decode(frame), frame);
        }
        assertEquals(List.of("ready", "accepted book:BTC/USD",
            "refused book:FOO/USD 0 Currency pair not supported FOO/USD", "refused 8 0 Depth must be one of 10, 25",
            "accepted book:BTC/USD", "pong", "maintenance true the venue is in state maintenance",
            "maintenance false the venue is in state post_only", "ready"), bench.control);
    }

    @Test
    void wordsRequestsAsTheSheetDoes() {
        assertEquals("{\"method\":\"subscribe\",\"params\":{\"channel\":\"book\",\"symbol\":[\"BTC/USD\",\"ETH/USD\"],"
            + "\"depth\":10,\"snapshot\":true},\"req_id\":7}",
            KrakenTexts.subscribe(KrakenTexts.BOOK, List.of("BTC/USD", "ETH/USD"), 10, 7));
        assertEquals("{\"method\":\"unsubscribe\",\"params\":{\"channel\":\"book\",\"symbol\":[\"BTC/USD\"],"
            + "\"depth\":10},\"req_id\":8}", KrakenTexts.unsubscribe(KrakenTexts.BOOK, List.of("BTC/USD"), 10, 8));
        assertEquals("{\"method\":\"subscribe\",\"params\":{\"channel\":\"ticker\",\"symbol\":[\"BTC/USD\"],"
            + "\"event_trigger\":\"bbo\",\"snapshot\":true},\"req_id\":9}",
            KrakenTexts.subscribe(KrakenTexts.QUOTES, List.of("BTC/USD"), 10, 9));
        assertEquals("{\"method\":\"subscribe\",\"params\":{\"channel\":\"trade\",\"symbol\":[\"BTC/USD\"],"
            + "\"snapshot\":false},\"req_id\":9}",
            KrakenTexts.subscribe(KrakenTexts.TRADES, List.of("BTC/USD"), 10, 9));
        assertEquals("{\"method\":\"ping\",\"req_id\":1}", KrakenTexts.ping(1));
    }
}
