package io.escapement.engine.venue.binance;

import io.escapement.codecs.Provenance;
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.venue.event.DistinctTexts;
import io.escapement.engine.venue.event.EventOutlet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BinanceFrameDecoderTest {
    private static final String DEPTH = "{\"e\":\"depthUpdate\",\"E\":1723161255208,\"s\":\"BTCUSDT\",\"U\":157,"
        + "\"u\":160,\"b\":[[\"61737.63000000\",\"0.00056000\"],[\"0.01\",\"0\"]],\"a\":[[\"61837.64\",\"1.5\"]]}";
    private static final String DELTA = "delta 1 1723161255208000000 1700000000000000123 157 160 - "
        + "b| 6173763:56000 1:0 a| 6183764:150000000";

    private final DecoderBench bench = new DecoderBench(List.of(
        DecoderBench.instrument(1, "BTCUSDT", -2, -8),
        DecoderBench.instrument(2, "1000SATSLONGNAMEUSDT", -10, -3),
        DecoderBench.instrument(3, "SHIBUSDT", -8, -2)));

    @Test
    void decodesSpotDepthRawAndWrapped() {
        assertEquals(List.of(DELTA), bench.decode(DEPTH));
        assertEquals(List.of(DELTA), bench.decode("{\"stream\":\"btcusdt@depth@100ms\",\"data\":" + DEPTH + "}"));
        assertEquals(List.of(DELTA), bench.decode("{\"data\":" + DEPTH + ",\"stream\":\"btcusdt@depth@100ms\"}"));
        assertEquals(Provenance.CAPTURE.code(), bench.inlet.provenance(0));
    }

    @Test
    void decodesFuturesDepthWithPreviousUpdateId() {
        assertEquals(List.of("delta 1 5000000 1700000000000000123 1 2 9007199254740993 b| a|"),
            bench.decode("{\"e\":\"depthUpdate\",\"E\":5,\"T\":4,\"s\":\"BTCUSDT\",\"U\":1,\"u\":2,"
                + "\"pu\":9007199254740993,\"b\":[],\"a\":[]}"));
    }

    @Test
    void decodesTradesOfBothMarkets() {
        final String spot = "trade 1 1680652799999000000 1700000000000000123 3071245454 2816547 56000 SELL";
        assertEquals(List.of(spot), bench.decode("{\"e\":\"trade\",\"E\":1680652800000,\"s\":\"BTCUSDT\","
            + "\"t\":3071245454,\"p\":\"28165.47000000\",\"q\":\"0.00056000\",\"b\":20720542158,\"a\":20720542592,"
            + "\"T\":1680652799999,\"m\":true,\"M\":true}"));
        assertEquals(List.of(spot.replace("SELL", "BUY")), bench.decode("{\"e\":\"trade\",\"E\":1680652800455,"
            + "\"T\":1680652799999,\"s\":\"BTCUSDT\",\"t\":3071245454,\"p\":\"28165.47\",\"q\":\"0.00056\","
            + "\"X\":\"MARKET\",\"m\":false}"));
    }

    @Test
    void leavesOutFillsThatAreNoMarketTrades() {
        assertEquals(List.of(), bench.decode("{\"e\":\"trade\",\"E\":1,\"T\":1,\"s\":\"BTCUSDT\",\"t\":1,\"p\":\"0\","
            + "\"q\":\"0\",\"X\":\"NA\",\"m\":false}"));
    }

    @Test
    void decodesQuotesOfBothMarkets() {
        assertEquals(List.of("quote 1 - 1700000000000000123 36090299876 2816547 798680000 2816548 326888000"),
            bench.decode("{\"u\":36090299876,\"s\":\"BTCUSDT\",\"b\":\"28165.47000000\",\"B\":\"7.98680000\","
                + "\"a\":\"28165.48000000\",\"A\":\"3.26888000\"}"));
        assertEquals(List.of("quote 1 1680652700435000000 1700000000000000123 27 0 0 2814520 688700000"),
            bench.decode("{\"e\":\"bookTicker\",\"u\":27,\"s\":\"BTCUSDT\",\"b\":\"0.00\",\"B\":\"0\","
                + "\"a\":\"28145.20\",\"A\":\"6.887\",\"T\":1680652700430,\"E\":1680652700435}"));
    }

    @Test
    void takesEverySpellingOfADecimal() {
        assertEquals(List.of("delta 1 0 1700000000000000123 1 2 - b| 150000:10 50:500000000 a| 12345678900:0"),
            bench.decode("{\"e\":\"depthUpdate\",\"E\":0,\"s\":\"BTCUSDT\",\"U\":1,\"u\":2,"
                + "\"b\":[[\"1.5E+3\",\"1e-7\"],"
                + "[\".5\",\"5.\"]],\"a\":[[\"0123456789.000000000000\",\"-0\"]]}"));
    }

    @Test
    void decodesLongSymbolsAndNumbersThatTheTemplateLeavesToTheParser() {
        assertEquals(List.of("quote 2 - 1700000000000000123 1 3 4000 5 6000"),
            bench.decode("{\"u\":1,\"s\":\"1000SATSLONGNAMEUSDT\",\"b\":\"0.0000000003\",\"B\":\"4\","
                + "\"a\":\"0.0000000005\",\"A\":\"6\"}"));
        assertEquals(List.of("quote 3 - 1700000000000000123 1 1234 123456789012 1235 1234567800"),
            bench.decode("{\"u\":1,\"s\":\"SHIBUSDT\",\"b\":\"0.00001234\",\"B\":\"1234567890.12\","
                + "\"a\":\"0.00001235\",\"A\":\"12345678.00000000\"}"));
    }

    @Test
    void readsMicrosecondsWhereTheConnectionAskedForThem() {
        final DecoderBench micros = new DecoderBench(List.of(DecoderBench.instrument(1, "BTCUSDT", -2, -8)),
            new RecordingInlet(), TimeUnit.MICROSECONDS);
        assertEquals(List.of(DELTA.replace("1723161255208000000", "1723161255208123000")),
            micros.decode(DEPTH.replace("1723161255208", "1723161255208123")));
    }

    @Test
    void cutsAFrameIntoFragmentsThatFitTheSlot() {
        final DecoderBench small = new DecoderBench(List.of(DecoderBench.instrument(1, "BTCUSDT", -2, -8)),
            new RecordingInlet(2048), TimeUnit.MILLISECONDS);
        final StringBuilder bids = new StringBuilder();
        final StringBuilder expected = new StringBuilder();
        for (int i = 1; i <= 150; i++) {
            bids.append(i > 1 ? "," : "").append("[\"").append(i).append(".25\",\"0.5\"]");
            expected.append(' ').append(i * 100 + 25).append(":50000000");
        }
        final String frame = DEPTH.replaceAll("\"b\":.*\"a\"", "\"b\":[" + bids + "],\"a\"");
        final String delta = DELTA.replaceAll("b\\|.* a", "b|" + expected + " a");
        assertEquals(List.of(delta), small.decode(frame));
        assertEquals(3, small.inlet.size());
        assertEquals(List.of(delta), small.decode(frame.replace("{\"e\"", "{ \"e\"")));
        assertEquals(3, small.inlet.size());
        assertTrue(small.decode(frame.replace("1.5\"", "x\"")).get(0).startsWith("MALFORMED_FRAME 1"));
        assertEquals(1, small.inlet.size());
    }

    @Test
    void decodesFramesInJavaArrays() {
        final byte[] bytes = ("##" + DEPTH + "##").getBytes(StandardCharsets.UTF_8);
        assertEquals(List.of(DELTA), bench.decode(new UnsafeBuffer(bytes), 2, bytes.length - 4));
    }

    @Test
    void stampsTheSlotWithTheMomentOfReceipt() {
        final long[] stamp = new long[1];
        final RecordingInlet inlet = new RecordingInlet();
        final EventOutlet outlet = new EventOutlet(new io.escapement.engine.pipeline.Inlet() {
            @Override
            public io.escapement.engine.pipeline.Slot claim() {
                return inlet.claim();
            }

            @Override
            public void publish(io.escapement.engine.pipeline.Slot slot) {
                stamp[0] = slot.receivedNanos;
                inlet.publish(slot);
            }

            @Override
            public void abandon(io.escapement.engine.pipeline.Slot slot) {
                inlet.abandon(slot);
            }
        }, Provenance.LIVE);
        outlet.begin(99);
        outlet.slot();
        outlet.publish(8);
        assertEquals(99, stamp[0]);
        assertEquals(1, outlet.finish());
    }

    @Test
    void passesControlRepliesToTheListener() {
        for (final String frame : List.of("{\"result\":null,\"id\":1}", "{\"id\":2,\"result\":[\"a@depth\"]}",
            "{\"error\":{\"code\":2,\"msg\":\"Invalid request: unknown stream\"},\"id\":3}",
            "{\"code\":-1121,\"msg\":\"Invalid symbol.\",\"id\":\"x\"}", "{\"error\":\"bad\",\"id\":null}",
            "{\"e\":\"serverShutdown\",\"E\":1700000000000}",
            "{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1}}")) {
            assertEquals(List.of(), bench.decode(frame), frame);
        }
        assertEquals(List.of("accepted 1", "accepted 2", "refused 3 2 Invalid request: unknown stream",
            "refused -1 -1121 Invalid symbol.", "refused -1 0 ", "shutdown 1700000000000000000", "shutdown 1000000"),
            bench.control);
    }

    @Test
    void passesOverAggregateTrades() {
        assertEquals(List.of(), bench.decode("{\"stream\":\"btcusdt@aggTrade\",\"data\":{\"e\":\"aggTrade\",\"E\":1,"
            + "\"s\":\"BTCUSDT\",\"a\":1,\"p\":\"1\",\"q\":\"1\",\"f\":1,\"l\":1,\"T\":1,\"m\":false,\"M\":true}}"));
    }

    @Test
    void reportsEachUnknownKindAndSymbolOnce() {
        final String kline = "{\"stream\":\"x\",\"data\":{\"e\":\"kline\",\"s\":\"BTCUSDT\",\"k\":{\"t\":1,\"x\":[]}}}";
        assertEquals(List.of("UNKNOWN_MESSAGE - connection 7 BINANCE: no use for messages of this kind: e \"kline\""),
            bench.decode(kline));
        assertEquals(List.of(), bench.decode(kline));
        assertEquals(List.of("UNKNOWN_MESSAGE - connection 7 BINANCE: no use for messages of this kind:"
            + " stream \"!ticker@arr\""),
                bench.decode("{\"stream\":\"!ticker@arr\",\"data\":[{\"e\":\"24hrTicker\"}]}"));
        assertEquals(List.of("UNKNOWN_SYMBOL - connection 7 BINANCE: no instrument is configured for the symbol "
            + "ETHUSDT"),
            bench.decode(DEPTH.replace("BTCUSDT", "ETHUSDT")));
        assertEquals(List.of(), bench.decode(DEPTH.replace("BTCUSDT", "ETHUSDT")));
        int reports = 0;
        for (int i = 0; i < 1000; i++) {
            reports += bench.decode("{\"e\":\"kind" + i + "\"}").size();
        }
        assertEquals(DistinctTexts.MOST - 2, reports, "a hostile venue cannot make more than a table of them");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "\"61737.63000000\" | 61737.63", "\"61737.63000000\" | 6173763e-2", "\"0.00056000\" | 0.00056", "157 | \"157\"",
        "1723161255208 | \"1723161255208\""})
    void takesNumbersInQuotesAndWithout(String cut, String put) {
        assertEquals(List.of(DELTA), bench.decode(DEPTH.replace(cut, put)), put);
    }

    /** Cut: what is replaced. Mark: the text in the broken frame at whose place the complaint points. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "61737.63000000   | 61737.63100000   | 61737.63  | a price (more decimals than the exponent holds)",
        "61737.63000000   | 0.00             | 0.00\",    | a price (above zero)",
        "61737.63000000   | -5               | -5        | a price (above zero)",
        "61737.63000000   | 1e99             | 1e99      | a price (too big for 64 bits)",
        "61737.63000000   | ~~               | \",\"0.00  | a price (expected a decimal, found nothing)",
        "0.00056000       | 0,00056          | 0,00056   | a quantity (not a decimal)",
        "0.00056000       | -1               | -1\"      | a quantity (zero or more)",
        "\"0.00056000\" | true             | true],    | a quantity (a number)",
        "[\"0.01\",\"0\"] | [\"0.01\"]     | [\"0.01  | a level of price and quantity",
        "[\"0.01\",\"0\"] | []               | []]       | a level of price and quantity",
        "[\"0.01\",\"0\"] | [\"0.01\",\"0\",[]] | [\"0.01 | a level of price and quantity",
        "[\"0.01\",\"0\"] | 7                | 7],       | a level of price and quantity",
        "157              | \"15x\"        | \"15x     | an update id",
        "157              | -1               | -1        | an update id",
        "157              | 1.5              | 1.5,      | an update id",
        "157              | 9223372036854775808 | 9223372 | an update id",
        "157              | 0157             | 157       | a comma or a closing brace",
        "1723161255208    | 9999999999999    | {\"e     | a time before the year 2262 (E)",
        "1723161255208    | null             | null      | a time",
        "\"U\"          | \"V\"          | {\"e     | an update id (U)",
        "\"U\":157      | \"u\":157      | \"u\":160 | no key twice or with an escape, and at most 64",
        "\"U\":157      | \"\\u0055\":1  | \"\\u    | no key twice or with an escape, and at most 64",
        "\"a\":[[       | \"a\":{[       | [\"61837 | a key",
    })
    void saysWhatIsWrongWithAFrameAndPublishesNothingElse(String cut, String put, String mark, String expected) {
        final String frame = DEPTH.replace(cut, put);
        assertEquals(List.of("MALFORMED_FRAME 1 connection 7 BINANCE: at byte " + frame.indexOf(mark) + " of "
            + frame.length() + ": expected " + expected), bench.decode(frame), frame);
        assertEquals(List.of(DELTA), bench.decode(DEPTH), "the next frame is decoded as ever");
    }

    @Test
    void saysWhereAFrameEndsTooEarlyOrTooLate() {
        final int length = DEPTH.length();
        assertEquals(List.of("MALFORMED_FRAME 1 connection 7 BINANCE: at byte " + (length - 1) + " of " + (length - 1)
            + ": expected a comma or a closing brace"), bench.decode(DEPTH.substring(0, length - 1)));
        assertEquals(List.of("MALFORMED_FRAME 1 connection 7 BINANCE: at byte " + length + " of " + (length + 1)
            + ": expected the end of the frame"), bench.decode(DEPTH + "}"));
    }

    @Test
    void namesNoInstrumentWhereThereIsNone() {
        for (final String frame : List.of("", "{", "[]", "null", "\u0000", "{\"e\":5}", "garbage that is long enough to"
            + " be a frame", "{\"e\":\"depthUpdate\",\"E\":1}")) {
            final List<String> events = bench.decode(frame);
            assertEquals(1, events.size(), frame);
            assertTrue(events.get(0).startsWith("MALFORMED_FRAME - connection 7 BINANCE: at byte "), events.get(0));
        }
    }

    @Test
    void refusesEveryTruncationOfAFrame() {
        final String frame = "{\"stream\":\"btcusdt@depth@100ms\",\"data\":" + DEPTH + "}";
        for (int length = 0; length < frame.length(); length++) {
            final List<String> events = bench.decode(frame.substring(0, length));
            assertEquals(1, events.size());
            assertTrue(events.get(0).startsWith("MALFORMED_FRAME"), events.get(0));
        }
    }

    @Test
    void refusesNestingWithoutEnd() {
        final String frame = "{\"e\":\"depthUpdate\",\"x\":" + "[".repeat(100_000);
        assertEquals(List.of("MALFORMED_FRAME - connection 7 BINANCE: at byte " + (frame.indexOf('[') + 31) + " of "
            + frame.length()
            + ": expected less nesting"), bench.decode(frame));
    }
}
