package io.escapement.engine.venue.bitfinex;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.testkit.PlainBook;
import io.escapement.engine.venue.InstrumentLookup;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.venue.bitfinex.BitfinexFrames.numbered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BitfinexFrameDecoderTest {
    private static final Instrument BTC = BitfinexFrames.INSTRUMENTS.get(0);

    private BitfinexFrameDecoder decoder;
    private final FrameBench bench = new FrameBench((inlet, control) -> decoder = new BitfinexFrameDecoder(inlet,
        new InstrumentLookup(BitfinexFrames.INSTRUMENTS), control, FrameBench.CONNECTION, Provenance.CAPTURE));

    private static String at(int ms) {
        return " " + (1_700_000_000_000L + ms) + "000000 " + FrameBench.RECEIVE_TIME;
    }

    private void greet() {
        BitfinexFrames.GREETING.forEach(frame -> assertEquals(List.of(), bench.decode(frame), frame));
    }

    @Test
    void readsAConnectionsFirstFrames() {
        greet();
        assertEquals(List.of("ready", "accepted book:tBTCUSD", "accepted trades:tBTCUSD",
            "accepted ticker:tBTCF0:USTF0", "accepted status:deriv:tBTCF0:USTF0", "accepted status:liq:global"),
            bench.control);
        assertEquals(List.of("snapshot 1" + at(0) + " 2 c- in stream b| 60000000000000:100000000"
            + " 59000000000000:200000000 a| 61000000000000:300000000 62000000000000:400000000"),
            bench.decode(BitfinexFrames.SNAPSHOT.replace("3,-3", "1,-3")));
        assertEquals(List.of("delta 1" + at(1) + " 3 3 2 c- b| 170:50000000 a|"), bench.decode(BitfinexFrames.UPDATE));
        assertEquals(List.of("delta 1" + at(2) + " 4 4 3 c- b| a| 61000000000000:0"),
            bench.decode(BitfinexFrames.DELETE));
        assertEquals(List.of("delta 1" + at(3) + " 5 5 4 c-931816132 b| a|"), bench.decode(BitfinexFrames.CHECKSUM));
        assertEquals(List.of("trade 1 1615232733897000000 " + FrameBench.RECEIVE_TIME
            + " 637771130 513500000000000 11546588 SELL"), bench.decode(BitfinexFrames.TRADE));
        assertEquals(List.of(), bench.decode(BitfinexFrames.TRADE_AGAIN));
        assertEquals(List.of(), bench.decode(BitfinexFrames.TRADES_BEFORE));
        assertEquals(List.of("quote 2" + at(7) + " - 299670000000000 - 299760000000000 -"),
            bench.decode(BitfinexFrames.QUOTE));
        assertEquals(List.of(), bench.decode(BitfinexFrames.HEARTBEAT));
        assertEquals(List.of(), bench.decode(BitfinexFrames.STRANGER));
    }

    @Test
    void readsWhatIsToldOfDerivatives() {
        greet();
        final String received = " " + FrameBench.RECEIVE_TIME + " ";
        assertEquals(List.of("mark 2 1609921474000000000" + received + "3459364333333 - 0 1609948800000000000 -",
            "interest 2 1609921474000000000" + received + "1115374635347"),
            bench.decode(numbered(BitfinexFrames.FIRST_STATUS, 1)));
        assertEquals(List.of("mark 2 1596124822000000000" + received + "76640000 - -13800000000 1596153600000000000 -",
            "interest 2 1596124822000000000" + received + "24650209000000"),
            bench.decode(numbered(BitfinexFrames.LATER_STATUS, 2)));
        assertEquals(List.of("mark 2 1596124822000000000" + received + "- - -13800000000 - -"),
            bench.decode(numbered(BitfinexFrames.LATER_STATUS.replace("1596153600000", "null")
                .replace("0.7664", "null").replace("246502.09", "null"), 3)));
        assertEquals(List.of("liquidation 2 1609144352338000000" + received + "7361333333333 167288094 BUY"),
            bench.decode(numbered(BitfinexFrames.LIQUIDATION, 4)));
        assertEquals(List.of("liquidation 2 1609144352339000000" + received + "260000000000000 150000000 SELL"),
            bench.decode("[21,[\"pos\",145400869,1609144352339,null,\"tBTCF0:USTF0\",1.5,25000,null,1,0,null,26000],5,"
                + "1700000000012]"));
        assertEquals(List.of("mark 2 1596124822000000000" + received + "1234 - -13800000000 1596153600000000000 -",
            "interest 2 1596124822000000000" + received + "24650209000000"),
            bench.decode(numbered(BitfinexFrames.LATER_STATUS.replace("0.7664", "1.2345678901234e-05"), 6)));
        assertEquals(List.of(), bench.decode("[21,[],7,1700000000012]"));
        assertEquals(List.of(), bench.decode("[20,[],8,1700000000012]"));
        assertEquals(List.of(), bench.decode("[20,\"hb\",9,1700000000012]"));
    }

    @Test
    void namesTheColumnOfABadStatus() {
        greet();
        badStatus("a mark price (above zero)", BitfinexFrames.LATER_STATUS.replace("0.7664", "-0.7664"), 1);
        badStatus("an open interest (zero or more)", BitfinexFrames.LATER_STATUS.replace("246502.09", "-1"), 2);
        badStatus("a status of 18 columns", "[20,[1596124822000,null,1],3,1700000000000]", 3);
        badStatus("a rate (a number)", BitfinexFrames.LATER_STATUS.replace("-0.0138", "true"), 4);
        badStatus("a price (above zero)", BitfinexFrames.LIQUIDATION.replace("736.13333333333", "0"), 5);
        badStatus("an amount (not zero)", BitfinexFrames.LIQUIDATION.replace("-1.67288094", "0"), 6);
        badStatus("0 or 1", BitfinexFrames.LIQUIDATION.replace("null,1,1", "null,null,1"), 7);
        badStatus("a symbol in quotes", BitfinexFrames.LIQUIDATION.replace("\"tBSVUSD\"", "7"), 8);
    }

    private void badStatus(String expected, String frame, long number) {
        final List<String> events = bench.decode(numbered(frame, number));
        assertEquals(1, events.size(), events::toString);
        assertTrue(events.get(0).startsWith("MALFORMED_FRAME ") && events.get(0).endsWith(": expected " + expected),
            events::toString);
    }

    @Test
    void carriesTheChecksumsOfTheOfficialVectorsWhichHold() {
        vector("[[6000,1,1],[5900,1,2],[6100,1,-3],[6200,1,-4]]", 1_756_193_398);
        vector("[[6000,1,1],[1.7e-8,1,2],[6100,1,-3],[6200,1,-4]]", -931_816_132);
    }

    private void vector(String levels, int checksum) {
        final FrameBench fresh = new FrameBench((inlet, control) -> new BitfinexFrameDecoder(inlet,
            new InstrumentLookup(BitfinexFrames.INSTRUMENTS), control, FrameBench.CONNECTION, Provenance.CAPTURE));
        final PlainBook book = new PlainBook(BTC, 0);
        fresh.decode(BitfinexFrames.BOOK);
        fresh.decode("[17," + levels + "]");
        book.apply(fresh.inlet.bookSnapshot(0));
        fresh.decode("[17,\"cs\"," + checksum + "]");
        assertEquals(checksum, fresh.inlet.bookDelta(0).checksum());
        assertEquals(checksum, book.bitfinexChecksum());
    }

    @Test
    void tellsAHoleInTheSequenceBeforeTheFrameItself() {
        greet();
        bench.decode(BitfinexFrames.SNAPSHOT);
        assertEquals(List.of("CONNECTION_GAP - connection 7 BITFINEX: expected 2, got 3",
            "delta 1" + at(2) + " 3 3 2 c- b| a| 61000000000000:0"), bench.decode(BitfinexFrames.DELETE));
        assertEquals(List.of(), bench.decode(BitfinexFrames.DELETE));
        assertEquals(List.of("CONNECTION_GAP - connection 7 BITFINEX: expected 4, got 6"),
            bench.decode(numbered(BitfinexFrames.STRANGER, 6)));
    }

    @Test
    void checksNoSequenceThatTheVenueHasNotAcknowledged() {
        bench.decode(BitfinexFrames.BOOK);
        assertEquals(1, bench.decode("[17,[]]").size());
        assertEquals(1, bench.decode("[17,[6000,1,1],55]").size());
        assertEquals(1, bench.decode("[17,[6000,1,1],33]").size());
    }

    @Test
    void aNewChannelBeginsWithASnapshotAndLeavesAHoleBehindTheOld() {
        greet();
        bench.decode(BitfinexFrames.SNAPSHOT);
        assertEquals(17, decoder.channelOf(BitfinexTexts.BOOK, BTC));
        bench.decode(BitfinexFrames.UNSUBSCRIBED);
        assertEquals(-1, decoder.channelOf(BitfinexTexts.BOOK, BTC));
        assertEquals(List.of(), bench.decode(numbered(BitfinexFrames.DELETE, 2)));
        bench.decode(BitfinexFrames.BOOK.replace(":17,", ":21,"));
        assertEquals(21, decoder.channelOf(BitfinexTexts.BOOK, BTC));
        assertEquals(List.of("snapshot 1" + at(0) + " 4 c- in stream b| a|"),
            bench.decode("[21,[],3,1700000000000]"));
    }

    @Test
    void takesArraysOfRowsForUpdatesOnlyWhereTheVenueMayBulkThem() {
        bench.decode(BitfinexFrames.CONF.replace("229376", "536870912"));
        bench.decode(BitfinexFrames.BOOK);
        assertTrue(bench.decode("[17,[[6000,1,1]]]").get(0).startsWith("snapshot 1 - "));
        assertTrue(bench.decode("[17,[[6000,1,1]]]").get(0).startsWith("delta 1 - "));
    }

    @Test
    void namesInstrumentAndColumnOfABadFrame() {
        greet();
        bad("[17,[6000,1],1,1700000000000]", "a level of price, count and amount");
        bad("[17,[6000,-1,1],2,1700000000000]", "a count of orders");
        bad("[17,[6000,1,0],3,1700000000000]", "an amount (not zero)");
        bad("[17,[6000,0,0.5],4,1700000000000]", "an amount (1 or -1 where there are no orders)");
        bad("[17,[-6000,1,1],5,1700000000000]", "a price (above zero)");
        bad("[17,[6000,1,1.7e-9],6,1700000000000]", "an amount (more decimals than the exponent holds)");
        bad("[17,[9999999999,1,1],7,1700000000000]", "a price (too big for 64 bits)");
        bad("[17,\"cs\",2147483648,8,1700000000000]", "a checksum (32 bits)");
        bad("[18,\"te\",[1,2,3],9,1700000000000]", "a trade of id, time, amount and price");
        bad("[18,\"te\",10,1700000000000]", "a trade of id, time, amount and price");
        assertTrue(bench.decode("[17,[6000,1,1]]").get(0).endsWith("expected a sequence number (at the end)"));
        assertTrue(bench.decode("[17,[6000,1,1],11]").get(0).endsWith("expected a time (at the end)"));
        assertTrue(bench.decode("[]").get(0).endsWith("expected a channel id"));
        assertTrue(bench.decode("[17]").get(0).endsWith("expected more than a channel id"));
        assertTrue(bench.decode("[17,[6000,1,1],11").get(0).startsWith("MALFORMED_FRAME - "));
        assertEquals(1, bench.decode("[\"17\",[\"6000\",\"1\",\"1\"],\"11\",\"1700000000000\"]").size());
    }

    private void bad(String frame, String expected) {
        final List<String> events = bench.decode(frame);
        assertEquals(1, events.size(), events::toString);
        assertTrue(events.get(0).startsWith("MALFORMED_FRAME 1 connection 7 BITFINEX: at byte ")
            && events.get(0).endsWith(": expected " + expected), events::toString);
    }

    @Test
    void passesOnWhatTheVenueSaysOfTheConnection() {
        for (final String frame : List.of(BitfinexFrames.INFO.replace(":1}", ":0}"),
            "{\"event\":\"info\",\"code\":20051,\"msg\":\"Stopping. Please try to reconnect\"}",
            "{\"event\":\"info\",\"code\":20060,\"msg\":\"Entering in Maintenance mode\"}",
            "{\"event\":\"info\",\"code\":20061,\"msg\":\"Maintenance ended\"}",
            "{\"event\":\"pong\",\"cid\":5,\"ts\":1700000000000}",
            "{\"event\":\"conf\",\"status\":\"FAILED\",\"code\":10000,\"msg\":\"unknown\"}",
            "{\"event\":\"error\",\"msg\":\"symbol: invalid\",\"code\":10300,\"channel\":\"book\","
                + "\"symbol\":\"tFOOUSD\",\"prec\":\"P0\"}",
            "{\"event\":\"error\",\"msg\":\"key: invalid\",\"code\":10300,\"channel\":\"status\","
                + "\"key\":\"deriv:tFOOF0:USTF0\"}",
            "{\"event\":\"error\",\"msg\":\"subscribe: limit\",\"code\":10305}")) {
            assertEquals(List.of(), bench.decode(frame), frame);
        }
        assertEquals(List.of("maintenance true the platform's status is 0", "shutdown",
            "maintenance true Entering in Maintenance mode", "maintenance false Maintenance ended", "pong",
            "refused -1 10000 conf: unknown", "refused book:tFOOUSD 10300 symbol: invalid",
            "refused status:deriv:tFOOF0:USTF0 10300 key: invalid", "refused -1 10305 subscribe: limit"),
            bench.control);
    }

    @Test
    void hasNoUseForOtherChannelsVersionsAndSymbols() {
        for (final String frame : List.of(BitfinexFrames.BOOK.replace("P0", "R0"), BitfinexFrames.BOOK.replace("book",
            "candles"), BitfinexFrames.STATUS.replace("deriv", "other"), BitfinexFrames.INFO.replace(":2,", ":3,"),
            "{\"event\":\"auth\",\"status\":\"OK\"}")) {
            final List<String> events = bench.decode(frame);
            assertTrue(events.get(0).startsWith("UNKNOWN_MESSAGE - connection 7 BITFINEX"), events::toString);
        }
        assertEquals(List.of("UNKNOWN_SYMBOL - connection 7 BITFINEX: no instrument is configured for the symbol"
            + " tSOLUSD"), bench.decode(BitfinexFrames.BOOK.replace("tBTC", "tSOL")));
        assertEquals(List.of(), bench.decode("[17,[6000,1,1]]"));
        assertEquals(List.of(), bench.decode("{\"event\":\"subscribed\",\"channel\":\"ticker\",\"chanId\":129136,"
            + "\"symbol\":\"fBTC\",\"currency\":\"BTC\"}"));
        assertEquals(List.of(), bench.control);
    }

    @Test
    void wordsRequestsAsTheSheetDoes() {
        assertEquals("{\"event\":\"conf\",\"flags\":229376}", BitfinexTexts.conf(BitfinexTexts.FLAGS));
        assertEquals("{\"event\":\"subscribe\",\"channel\":\"book\",\"symbol\":\"tBTCUSD\",\"prec\":\"P0\","
            + "\"freq\":\"F0\",\"len\":\"25\"}", BitfinexTexts.subscribeBook("tBTCUSD", 25));
        assertEquals("{\"event\":\"subscribe\",\"channel\":\"trades\",\"symbol\":\"tBTCUSD\"}",
            BitfinexTexts.subscribe(BitfinexTexts.TRADES, "tBTCUSD"));
        assertEquals("{\"event\":\"unsubscribe\",\"chanId\":17}", BitfinexTexts.unsubscribe(17));
        assertEquals("{\"event\":\"ping\",\"cid\":5}", BitfinexTexts.ping(5));
    }
}
