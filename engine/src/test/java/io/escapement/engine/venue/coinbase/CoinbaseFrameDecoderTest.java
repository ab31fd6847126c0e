package io.escapement.engine.venue.coinbase;

import io.escapement.codecs.Provenance;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.venue.InstrumentLookup;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.regex.Pattern;

import static io.escapement.engine.venue.coinbase.CoinbaseFrames.numbered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CoinbaseFrameDecoderTest {
    private static final long TIME = 1_786_309_548_229_226_136L;
    private static final long TRADE_TIME = 1_786_309_548_167_634_000L;
    private static final String AT = " " + TIME + " " + FrameBench.RECEIVE_TIME;

    private final FrameBench bench = bench(true, true);

    private static FrameBench bench(boolean checksSequence, boolean sideIsMakers) {
        return new FrameBench((inlet, control) -> new CoinbaseFrameDecoder(inlet,
            new InstrumentLookup(CoinbaseFrames.INSTRUMENTS), control, FrameBench.CONNECTION, Provenance.CAPTURE,
            checksSequence, sideIsMakers));
    }

    @Test
    void whatIsNotInTheListOfSubscriptionsAnyMoreHasBeenTakenBack() {
        bench.decode(CoinbaseFrames.SUBSCRIPTIONS);
        bench.control.clear();
        bench.decode(numbered(CoinbaseFrames.SUBSCRIPTIONS.replace("\"BTC-USD\",", ""), 1));
        assertEquals(List.of("accepted heartbeats:heartbeats", "accepted level2:ETH-USD", "accepted level2:BTC-USD"),
            bench.control);
    }

    @Test
    void readsAConnectionsFirstFrames() {
        assertEquals(List.of(), bench.decode(CoinbaseFrames.SUBSCRIPTIONS));
        assertEquals(List.of("snapshot 1" + AT + " 1 c- in stream b| 6508366:20371215 a| 6508367:50000000"),
            bench.decode(CoinbaseFrames.SNAPSHOT));
        assertEquals(List.of("delta 1" + AT + " 2 2 1 c- b| 6506250:1 a| 6508367:0"),
            bench.decode(CoinbaseFrames.UPDATE));
        assertEquals(List.of(), bench.decode(CoinbaseFrames.HEARTBEAT));
        assertEquals(List.of("trade 1 " + TRADE_TIME + " " + FrameBench.RECEIVE_TIME + " 11 6508367 1000000 SELL",
            "trade 2 " + TRADE_TIME + " " + FrameBench.RECEIVE_TIME + " 12 191941 1000000 BUY"),
            bench.decode(CoinbaseFrames.TRADES));
        assertEquals(List.of("quote 2" + AT + " - 191944 2858092 191949 7814824"),
            bench.decode(CoinbaseFrames.TICKER));
        assertEquals(List.of("delta 1" + AT + " 3 3 2 c- b| 6506250:200000000 a|", "delta 2" + AT + " 1 1 0 c- b| a|"),
            bench.decode(CoinbaseFrames.TWO_BOOKS));
        assertEquals(List.of("accepted heartbeats:heartbeats", "accepted level2:BTC-USD", "accepted level2:ETH-USD"),
            bench.control);
    }

    @Test
    void tellsTheSheetsGapBeforeTheFrameItself() {
        bench.decode(numbered(CoinbaseFrames.SUBSCRIPTIONS, 0));
        bench.decode(numbered(CoinbaseFrames.SNAPSHOT, 1));
        bench.decode(numbered(CoinbaseFrames.UPDATE, 2));
        bench.decode(numbered(CoinbaseFrames.HEARTBEAT, 3));
        assertEquals(List.of("CONNECTION_GAP - connection 7 COINBASE: expected 4, got 5",
            "delta 1" + AT + " 3 3 2 c- b| 6506250:1 a| 6508367:0"), bench.decode(numbered(CoinbaseFrames.UPDATE, 5)));
    }

    @Test
    void missesTheFirstFrameOfAConnection() {
        assertEquals(List.of("CONNECTION_GAP - connection 7 COINBASE: expected 0, got 1"),
            bench.decode(numbered(CoinbaseFrames.HEARTBEAT, 1)));
    }

    @Test
    void passesOverOneRepetitionButNotANewCount() {
        bench.decode(numbered(CoinbaseFrames.SUBSCRIPTIONS, 0));
        bench.decode(numbered(CoinbaseFrames.SNAPSHOT, 1));
        bench.decode(numbered(CoinbaseFrames.UPDATE, 2));
        assertEquals(List.of(), bench.decode(numbered(CoinbaseFrames.UPDATE, 2)));
        assertEquals(1, bench.decode(numbered(CoinbaseFrames.UPDATE, 3)).size());
        assertEquals("CONNECTION_GAP - connection 7 COINBASE: expected 4, got 0",
            bench.decode(numbered(CoinbaseFrames.UPDATE, 0)).get(0));
        assertEquals(1, bench.decode(numbered(CoinbaseFrames.UPDATE, 1)).size());
    }

    @Test
    void takesNumbersAsTheyAreWhereTheyAreNotToBeChecked() {
        assertEquals(1, bench(false, true).decode(numbered(CoinbaseFrames.UPDATE, 77)).size());
    }

    @Test
    void takesTheSideForTheTakersWhereToldSo() {
        final FrameBench other = bench(true, false);
        assertTrue(other.decode(numbered(CoinbaseFrames.TRADES, 0)).get(0).endsWith(" BUY"));
    }

    @Test
    void leavesOutTradesOfBeforeAndReadsEmptySides() {
        assertEquals(List.of(), bench.decode(numbered(CoinbaseFrames.TRADES.replace("update", "snapshot"), 0)));
        assertEquals(List.of("quote 2" + AT + " - 0 0 191949 7814824"), bench.decode(numbered(CoinbaseFrames.TICKER
            .replace("1919.44", "").replace("0.02858092", ""), 1)));
        assertEquals(List.of("quote 2" + AT + " - 191944 2858092 191949 7814824"),
            bench.decode(numbered(CoinbaseFrames.TICKER.replace("\"ticker\",\"time", "\"ticker_batch\",\"time")
                .replace("\"1919.44\"", "1919.44"), 2)));
    }

    @Test
    void readsSeveralTickersOnceEachOrNone() {
        assertEquals(List.of("quote 1" + AT + " - 0 0 6500000 100000000",
            "quote 2" + AT + " - 191944 2858092 191949 7814824"),
            bench.decode(numbered(CoinbaseFrames.TWO_TICKERS, 0)));
        final List<String> events = bench.decode(numbered(CoinbaseFrames.TWO_TICKERS.replace("1919.49", "x"), 1));
        assertEquals(1, events.size());
        assertTrue(events.get(0).startsWith("MALFORMED_FRAME - "), events::toString);
    }

    @Test
    void namesInstrumentAndFieldOfABadFrame() {
        bad("\"side\":\"bid\"", "\"side\":\"buy\"", "1", "bid or offer");
        bad("\"side\":\"offer\"", "\"side\":\"ask\"", "1", "bid or offer");
        bad("\"price_level\"", "\"price\"", "1", "a price (price_level)");
        bad("65083.67", "65083.675", "1", "a price (more decimals than the exponent holds)");
        bad("\"new_quantity\"", "\"quantity\"", "1", "a quantity (new_quantity)");
        bad("\"updates\"", "\"changes\"", "1", "an array (updates)");
        bad("\"type\":\"update\"", "\"type\":\"delta\"", "1", "snapshot or update");
        bad("\"product_id\"", "\"product\"", "1", "a symbol (product_id)");
        bad("\"timestamp\"", "\"time\"", "1", "a time (timestamp)");
        bad("\"sequence_num\":2", "\"sequence\":2", "1", "a sequence number (sequence_num)");
        bad("\"events\"", "\"data\"", "1", "an array (events)");
    }

    private static void bad(String good, String wrong, String instrument, String expected) {
        final FrameBench fresh = bench(false, true);
        final List<String> events =
            fresh.decode(CoinbaseFrames.UPDATE.replaceFirst(Pattern.quote(good), wrong));
        assertEquals(1, events.size(), events::toString);
        assertTrue(events.get(0).startsWith("MALFORMED_FRAME " + instrument + " connection 7 COINBASE: at byte ")
            && events.get(0).endsWith(": expected " + expected), events::toString);
    }

    @Test
    void tellsErrorsUnknownChannelsAndSymbols() {
        assertEquals(List.of(), bench.decode(CoinbaseFrames.ERROR));
        assertEquals(List.of("refused -1 0 failure to subscribe"), bench.control);
        assertEquals(List.of("UNKNOWN_MESSAGE - connection 7 COINBASE: no use for messages of this kind:"
            + " \"futures_balance_summary\""), bench.decode(CoinbaseFrames.frame("futures_balance_summary", 0, "")));
        assertEquals(List.of("UNKNOWN_SYMBOL - connection 7 COINBASE: no instrument is configured for the symbol"
            + " SOL-USD"), bench.decode(numbered(CoinbaseFrames.UPDATE.replace("BTC-USD", "SOL-USD"), 1)));
        assertEquals(List.of(), bench.decode(numbered(CoinbaseFrames.UPDATE.replace("BTC-USD", "SOL-USD"), 2)));
    }

    @Test
    void wordsRequestsAsTheSheetDoes() {
        assertEquals("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],\"channel\":\"level2\"}",
            CoinbaseTexts.subscribe(CoinbaseTexts.BOOK, List.of("BTC-USD", "ETH-USD")));
        assertEquals("{\"type\":\"unsubscribe\",\"product_ids\":[\"BTC-USD\"],\"channel\":\"level2\"}",
            CoinbaseTexts.unsubscribe(CoinbaseTexts.BOOK, List.of("BTC-USD")));
        assertEquals("{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}",
            CoinbaseTexts.subscribe(CoinbaseTexts.HEARTBEATS, List.of("BTC-USD")));
    }
}
