package io.escapement.engine.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.wire.WireBench;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SbeFrameDecoderTest {
    private static final String AT = " 1700000000123456000 ";

    private final WireBench bench = new WireBench(SbeFrames.maker(SbeFrames.INSTRUMENTS));
    private final SbeTwin twin = new SbeTwin(SbeFrames.INSTRUMENTS);
    private final SbeFrames frames = new SbeFrames();

    private void publishes(String expected, byte[] frame) {
        assertEquals(List.of(expected), bench.decode(frame));
        assertEquals(List.of(expected), twin.decode(frame));
    }

    @Test
    void decodesTheSheetsVectors() {
        publishes("delta 1" + AT + "1001..1003 after - b| 6512345:250000 a| 6512350:0", SbeFrames.DIFF);
        publishes("quote 1" + AT + "1003 6512345 250000 6512351 100000", SbeFrames.BEST);
        publishes("trade 1 1700000000123400000 42 6512345 1000 SELL", SbeFrames.TRADE);
    }

    @Test
    void decodesSnapshotsAndSeveralTradesAtExponentsOfTheirOwn() {
        publishes("snapshot 2 1700000000000001000 77 in stream b| 200040:5 200030:6 a| 200050:7", SbeFrames.snapshot());
        final List<String> expected = List.of("trade 1 1700000000000000000 1 6512345 1 BUY",
            "trade 1 1700000000000000000 2 6512346 2 SELL");
        assertEquals(expected, bench.decode(SbeFrames.twoTrades()));
        assertEquals(expected, twin.decode(SbeFrames.twoTrades()));
    }

    @Test
    void stepsByTheLengthsThatItReceives() {
        publishes("delta 1 1000 1..2 after - b| 100:1 200:2 a| 300:3", frames.begin(10_003, 30, 1).int64(1, 1, 2)
            .int8(-2, -5, 9, 9, 9, 9).uint16(18).uint16(2).int64(100, 1).int8(7, 7).int64(200, 2).int8(7, 7)
            .uint16(16).uint16(1).int64(300, 3).end("BTCUSDT"));
        publishes("trade 1 2000 5 100 1 "
            + "BUY", frames.begin(10_000, 19, 3).int64(1, 2).int8(-2, -5, 0).uint16(26).uint32(1)
            .int64(5, 100, 1).int8(0, 55).end("BTCUSDT"));
        final byte[] longer = Arrays.copyOf(SbeFrames.DIFF, SbeFrames.DIFF.length + 3);
        malformed("the end of the frame", longer);
        longer[6] = 1;
        assertEquals(1, WireBench.market(bench.decode(longer)).size());
    }

    @Test
    void saysWhatIsWrongAndPublishesNothingElse() {
        malformed("a price (more decimals than the exponent holds)", diff(-3, -5, 1, 1));
        malformed("a price (too big for 64 bits)", diff(0, -5, Long.MAX_VALUE / 10, 1));
        malformed("a price (too big for 64 bits)", diff(127, -5, 1, 1));
        malformed("a quantity (more decimals than the exponent holds)", diff(-2, -128, 1, 1));
        malformed("a price (above zero)", diff(-2, -5, 0, 1));
        malformed("a quantity (zero or more)", diff(-2, -5, 1, -1));
        malformed("an update id", frames.begin(10_003, 26, 0).int64(1, -1, 2).int8(-2, -5).levels().levels()
            .end("BTCUSDT"));
        malformed("a time before the year 2262", frames.begin(10_003, 26, 0).int64(Long.MAX_VALUE, 1, 2).int8(-2, -5)
            .levels().levels().end("BTCUSDT"));
        malformed("a longer block", frames.begin(10_003, 25, 0).int64(1, 1, 2).int8(-2).levels().levels()
            .end("BTCUSDT"));
        malformed("longer levels", frames.begin(10_003, 26, 0).int64(1, 1, 2).int8(-2, -5).uint16(8).uint16(1)
            .int64(1).levels().end("BTCUSDT"));
        malformed("true or false", frames.begin(10_000, 18, 0).int64(1, 2).int8(-2, -5).uint16(25).uint32(1)
            .int64(5, 100, 1).int8(2).end("BTCUSDT"));
        malformed("more bytes", frames.begin(10_000, 18, 0).int64(1, 2).int8(-2, -5).uint16(25).uint32(-1)
            .end("BTCUSDT"));
        final byte[] other = SbeFrames.DIFF.clone();
        other[4] = 3;
        malformed("schema 1", other);
        for (int length = 0; length < SbeFrames.DIFF.length; length++) {
            assertTrue(WireBench.isMalformed(bench.decode(Arrays.copyOf(SbeFrames.DIFF, length))), "" + length);
        }
    }

    private byte[] diff(int priceExponent, int quantityExponent, long price, long quantity) {
        return frames.begin(10_003, 26, 0).int64(1, 1, 2).int8(priceExponent, quantityExponent).levels(price, quantity)
            .levels().end("BTCUSDT");
    }

    private void malformed(String expected, byte[] frame) {
        final List<String> events = bench.decode(frame);
        assertEquals(1, events.size(), events::toString);
        assertTrue(events.get(0).startsWith("MALFORMED_FRAME 1 connection 7 BINANCE: at byte ")
            && events.get(0).endsWith(": expected " + expected), () -> expected + events);
    }

    @Test
    void tellsOnceWhatItHasNoUseFor() {
        final byte[] template = frames.begin(10_009, 0, 0).end("BTCUSDT");
        assertEquals(List.of("UNKNOWN_MESSAGE - connection 7 BINANCE: no use for messages of this kind: template "
            + "10009"),
            bench.decode(template));
        assertEquals(List.of(), bench.decode(template));
        assertEquals(List.of("UNKNOWN_SYMBOL - connection 7 BINANCE: no instrument is configured for the symbol LTC"),
            bench.decode(frames.begin(10_003, 26, 0).int64(1, 1, 2).int8(-2, -5).levels().levels().end("LTC")));
        assertEquals(List.of("UNKNOWN_MESSAGE - connection 7 BINANCE: no use for messages of this kind: depth that the"
            + " books are not kept by, template 10003"), bench.decode(frames.begin(10_003, 26, 0).int64(1, 1, 2)
                .int8(-2, -5).levels().levels().end("ETHUSDT")));
    }

    @Test
    void readsTextFramesAsControl() {
        bench.decode("{\"result\":null,\"id\":1}");
        bench.decode("{\"code\":2,\"msg\":\"bad stream\",\"id\":2}");
        bench.decode("{\"e\":\"serverShutdown\",\"E\":1700000000000}");
        assertEquals(List.of("accepted 1", "refused 2 2 bad stream", "shutdown 1700000000000000000"), bench.control);
    }

    /** No recording of SBE streams exists; those of JSON streams are brought into SBE here, at two exponents. */
    @TestFactory
    Stream<DynamicTest> decodesEveryRecordedJsonFrameInSbeAsTheJsonDecoderDoes() {
        return CapturedFrames.files("binance-spot").stream()
            .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
    }

    private void compare(Path file) {
        final List<Instrument> instruments = CapturedInstruments.of(file);
        final WireBench sbe = new WireBench(SbeFrames.maker(instruments));
        final WireBench json = new WireBench((inlet, control) -> new BinanceFrameDecoder(inlet,
            new InstrumentLookup(instruments), control, Venue.BINANCE, WireBench.CONNECTION, Provenance.CAPTURE,
            TimeUnit.MILLISECONDS));
        final SbeTwin plain = new SbeTwin(instruments);
        final int[] counts = new int[2];
        CapturedFrames.forEach(file, "in", line -> {
            final String text = line.get("text").asText();
            final List<String> expected = WireBench.market(json.decode(text));
            if (expected.size() == 1) {
                try {
                    final JsonNode event = CapturedFrames.JSON.readTree(text).get("data");
                    final byte[] frame = inSbe(event, counts[0] % 2 == 0 ? -8 : -9);
                    final List<String> timed = List.of(event.has("T") || event.has("E") ? expected.get(0)
                        : expected.get(0).replaceFirst(" - ", " 1000000 "));
                    assertEquals(timed, sbe.decode(frame), text);
                    assertEquals(timed, plain.decode(frame), text);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                counts[1]++;
            }
            counts[0]++;
        });
        System.out.printf("Binance SBE, %s: %d of %d recorded JSON frames brought into SBE, JSON decoder and twin agree"
            + " on all%n", file.getFileName(), counts[1], counts[0]);
        assertTrue(counts[1] > 100);
    }

    private byte[] inSbe(JsonNode event, int exponent) {
        final String symbol = event.get("s").asText();
        switch (event.path("e").asText("bookTicker")) {
            case "depthUpdate" -> {
                frames.begin(10_003, 26, 0).int64(event.get("E").asLong() * 1_000, event.get("U").asLong(),
                    event.get("u").asLong()).int8(exponent, exponent);
                frames.levels(numbers(event.get("b"), exponent)).levels(numbers(event.get("a"), exponent));
            }
            case "trade" -> frames.begin(10_000, 18, 0).int64(event.get("E").asLong() * 1_000,
                event.get("T").asLong() * 1_000).int8(exponent, exponent).uint16(25).uint32(1)
                .int64(event.get("t").asLong(), number(event.get("p"), exponent), number(event.get("q"), exponent))
                .int8(event.get("m").asBoolean() ? 1 : 0);
            default -> frames.begin(10_001, 50, 0).int64(1_000, event.get("u").asLong()).int8(exponent, exponent)
                .int64(number(event.get("b"), exponent), number(event.get("B"), exponent),
                    number(event.get("a"), exponent), number(event.get("A"), exponent));
        }
        return frames.end(symbol);
    }

    private static long[] numbers(JsonNode rows, int exponent) {
        final List<Long> numbers = new ArrayList<>();
        rows.forEach(row -> row.forEach(number -> numbers.add(number(number, exponent))));
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private static long number(JsonNode text, int exponent) {
        return new BigDecimal(text.asText()).scaleByPowerOfTen(-exponent).longValueExact();
    }

    @Test
    void allocatesNothingOnceWarm() {
        final List<byte[]> some = new ArrayList<>(SbeFrames.all());
        some.add(Arrays.copyOf(SbeFrames.DIFF, 60));
        some.add(diff(-9, -5, 1, 1));
        final long bytes = WireBench.allocated(SbeFrames.maker(SbeFrames.INSTRUMENTS), some);
        System.out.println("Binance SBE: " + bytes + " bytes for " + WireBench.MEASURED + " frames");
        assertTrue(bytes < WireBench.MEASURED, () -> bytes + " bytes");
    }

    @Test
    void choosesJsonWithAWordWhereThereIsNoKey() {
        assertEquals("market data as JSON: SBE needs an Ed25519 API key, and the environment variable KEY is not set",
            StreamEncoding.sbe("KEY", name -> null).message());
        assertEquals("market data as JSON: SBE needs an Ed25519 API key, and the config names no environment "
            + "variable for it", StreamEncoding.sbe("", name -> "x").message());
        assertEquals("market data as JSON: SBE needs an Ed25519 API key, and what the environment variable KEY holds is"
            + " none: expected letters and digits", StreamEncoding.sbe("KEY", name -> "a\nb").message());
        final StreamEncoding sbe = StreamEncoding.sbe("KEY", name -> "s3cret\n");
        assertEquals(List.of("depth", "trade", "bestBidAsk"),
            sbe.streams(List.of("depth@100ms", "trade", "bookTicker")));
        assertEquals(Map.of("X-MBX-APIKEY", "s3cret"), sbe.headers());
        assertEquals("market data as SBE, with the API key of the environment variable KEY", sbe.toString());
        assertEquals(List.of("depth@100ms"), StreamEncoding.json().streams(List.of("depth@100ms")));
        assertEquals(Map.of(), StreamEncoding.json().headers());
        assertTrue(sbe.isSbe() && !StreamEncoding.json().isSbe());
    }
}
