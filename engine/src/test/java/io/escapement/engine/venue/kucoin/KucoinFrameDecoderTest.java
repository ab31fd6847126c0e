package io.escapement.engine.venue.kucoin;

import io.escapement.codecs.Provenance;
import io.escapement.engine.testkit.BookPlay;
import io.escapement.engine.testkit.EventLines;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.testkit.RecordingInlet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KucoinFrameDecoderTest {
    private static final String R = " " + FrameBench.RECEIVE_TIME + " ";

    private final FrameBench bench =
        new FrameBench((inlet, control) -> KucoinFrames.decoder(inlet, control, KucoinFrames.INSTRUMENTS));
    private final RecordingInlet inlet = new RecordingInlet();
    private final KucoinDepthBody bodies = new KucoinDepthBody(inlet, 3, Provenance.LIVE);

    @Test
    void givesRangesWithoutEntriesOfPriceZero() {
        assertEquals(List.of("delta 1 1663747970273000000" + R + "14103844 14103847 - c- b| 1889190:15688000"
            + " a| 1890600:331000 1890730:0"), bench.decode(KucoinFrames.UPDATE));
        assertEquals(List.of("delta 2 -" + R + "1612844051654 1612844051654 - c- b| a| 28718:0"),
            bench.decode(KucoinFrames.OLD_UPDATE));
    }

    /** The sheet's vector: entries older than the snapshot say what the snapshot says, or what later ones undo. */
    @Test
    void joinsTheSheetsExample() {
        assertTrue(onBody("{\"code\":\"200000\",\"data\":{\"sequence\":\"16\",\"time\":1,\"asks\":[[\"3988.62\",\"8\"],"
            + "[\"3988.61\",\"32\"],[\"3988.60\",\"47\"],[\"3988.59\",\"3\"]],\"bids\":[[\"3988.51\",\"56\"],"
            + "[\"3988.50\",\"15\"],[\"3988.49\",\"100\"],[\"3988.48\",\"10\"]]}}"));
        final BookPlay play = new BookPlay(KucoinFrames.INSTRUMENTS);
        play.take(inlet);
        bench.decode("{\"type\":\"message\",\"topic\":\"/market/level2:BTC-USDT\",\"data\":{\"symbol\":\"BTC-USDT\","
            + "\"sequenceStart\":15,\"sequenceEnd\":19,\"changes\":{\"asks\":[[\"3988.59\",\"3\",\"16\"],[\"3988.61\","
            + "\"0\",\"19\"],[\"3988.62\",\"8\",\"15\"]],\"bids\":[[\"3988.50\",\"44\",\"18\"]]}}}");
        play.take(bench.inlet);
        assertEquals(0, play.mismatches);
        assertEquals(7, play.levels(1));
    }

    @Test
    void readsQuotesAndTrades() {
        assertEquals(List.of("quote 1 1729816058766000000" + R + "- 6814570 129267802 6814580 51987471"),
            bench.decode(KucoinFrames.BEST));
        assertEquals(List.of("quote 1 1704873323416000000" + R + "1545896668986 5 3600000 8 18000000"),
            bench.decode(KucoinFrames.TICKER));
        assertEquals(List.of("quote 2 1704873323417000000" + R + "5 5000000 100000 0 0"),
            bench.decode(KucoinFrames.ALL_TICKERS));
        assertEquals(List.of("trade 2 1545913818099033203" + R + "1545896669145 8200000 1022222 BUY"),
            bench.decode(KucoinFrames.TRADE));
    }

    @Test
    void namesInstrumentAndFieldOfABadFrame() {
        bad("\"sequenceEnd\":14103847", "\"sequenceEnd\":14103843", "a first sequence not beyond the last");
        bad("\"sequenceStart\"", "\"start\"", "a sequence (sequenceStart)");
        bad("\"symbol\":\"BTC-USDT\"", "\"symbol\":\"KCS-BTC\"", "the topic's symbol");
        bad("\"bids\"", "\"bid\"", "an array of changes (bids)");
        bad("[\"18906\",\"0.00331\",\"14103845\"]", "[\"18906\"]", "a change of price, size and sequence");
        bad("\"18906\"", "\"18906.123\"", "a price (more decimals than the exponent holds)");
        bad("\"data\"", "\"body\"", "an object (data)");
        assertTrue(bench.decode(KucoinFrames.TRADE.replace("\"side\":\"buy\"", "\"side\":1")).get(0)
            .endsWith("expected buy or sell"));
        assertEquals(bench.decode(KucoinFrames.UPDATE), bench.decode(KucoinFrames.UPDATE
            .replace("\"18906\"", "1.8906e4").replace("14103844,", "\"14103844\",")));
    }

    private void bad(String good, String wrong, String expected) {
        final List<String> events = bench.decode(KucoinFrames.UPDATE.replaceFirst(Pattern.quote(good), wrong));
        assertEquals(1, events.size(), events::toString);
        assertTrue(events.get(0).startsWith("MALFORMED_FRAME 1 connection 7 KUCOIN: at byte ")
            && events.get(0).endsWith(": expected " + expected), events::toString);
    }

    @Test
    void tellsUnknownChannelsAndSymbolsOnce() {
        assertEquals(List.of("UNKNOWN_MESSAGE - connection 7 KUCOIN: no use for messages of this kind: "
            + "/market/candles"), bench.decode(KucoinFrames.UPDATE.replace("/market/level2", "/market/candles")));
        assertEquals(List.of("UNKNOWN_SYMBOL - connection 7 KUCOIN: no instrument is configured for the symbol A-B"),
            bench.decode(KucoinFrames.UPDATE.replace("BTC-USDT", "A-B")));
        assertEquals(List.of(), bench.decode(KucoinFrames.UPDATE.replace("BTC-USDT", "A-B")));
    }

    @Test
    void passesOnWhatTheVenueSaysOfTheConnection() {
        for (final String frame : List.of("{\"id\":\"NSkIrWGB1s\",\"type\":\"welcome\"}",
            "{\"id\":\"11\",\"type\":\"ack\"}", "{\"id\":\"12\",\"type\":\"error\",\"code\":404,\"data\":"
                + "\"topic /market/level3:A-B is not found\"}", "{\"id\":\"13\",\"type\":\"error\",\"code\":509,"
                + "\"data\":\"exceed max subscription count limitation of 100 per session\"}",
            "{\"id\":\"1545910590801\",\"type\":\"pong\"}")) {
            assertEquals(List.of(), bench.decode(frame), frame);
        }
        assertEquals(List.of("ready", "accepted 11", "refused 12 404 topic /market/level3:A-B is not found",
            "refused 13 509 exceed max subscription count limitation of 100 per session", "pong"), bench.control);
    }

    @Test
    void saysWhyARestSnapshotIsOfNoUse() {
        fails("{\"code\":\"429000\",\"msg\":\"Too Many Requests\"}", "the venue refused: 429000 Too Many Requests");
        fails("{\"code\":\"200000\",\"data\":{\"time\":1,\"bids\":[],\"asks\":[]}}",
            "depth body at byte 24 of 55: expected a sequence (sequence)");
        fails("{\"code\":\"200000\",\"data\":null}", "depth body at byte 24 of 29: expected an object");
        fails("<html>", "depth body at byte 0 of 6: expected an object");
    }

    private void fails(String body, String detail) {
        assertFalse(onBody(body));
        assertEquals(List.of("SNAPSHOT_FAILED 1 connection 3 KUCOIN: " + detail), EventLines.render(inlet));
    }

    private boolean onBody(String body) {
        inlet.clear();
        final byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return bodies.onBody(new UnsafeBuffer(bytes), 0, bytes.length, KucoinFrames.INSTRUMENTS.get(0), 77);
    }
}
