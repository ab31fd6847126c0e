package io.escapement.engine.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.testkit.Captures;
import io.escapement.engine.venue.binance.UsdmFrameDecoder.Trades;
import io.escapement.engine.venue.wire.Damage;
import io.escapement.engine.venue.wire.PlainJson;
import io.escapement.engine.venue.wire.WireBench;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class UsdmFrameDecoderTest {
    private static final long SEED = 20_261_121L;

    private final WireBench bench = new WireBench(UsdmFrames.maker(UsdmFrames.INSTRUMENTS, Trades.AGGREGATED));
    private final WireBench single = new WireBench(UsdmFrames.maker(UsdmFrames.INSTRUMENTS, Trades.SINGLE));

    @Test
    void decodesEveryKindOfEvent() {
        assertEquals(List.of("mark 1 1680652701000000000 2814727373413 index 2815975642857 rate -27540000"
            + " next 1680652800000000000"), bench.decode(UsdmFrames.MARK));
        assertEquals(List.of("mark 1 1617309024002000000 5902253514719 index - rate - next -",
            "mark 2 1617309024002000000 198115704420 index - rate - next -"), bench.decode(UsdmFrames.MARKS));
        assertEquals(List.of("liquidation 1 1568014460893000000 991000 1400000 SELL"), bench.decode(UsdmFrames.FORCE));
        assertEquals(List.of("delta 1 1680652700594000000 373..597 after 326 b| 500000:1436800000 a| 2814520:"
            + "696100000"),
            bench.decode(UsdmFrames.DEPTH));
        assertEquals(List.of("quote 1 1680652700435000000 2710246762461 2814510 386800000 2814520 688700000"),
            bench.decode(UsdmFrames.TICKER));
    }

    @Test
    void takesTradesOfOneStreamOnly() {
        final String aggregated = "trade 1 1626992741421000000 16599292 101 1000000000 BUY";
        assertEquals(List.of(aggregated), bench.decode(UsdmFrames.AGGREGATED));
        assertEquals(List.of(), bench.decode(UsdmFrames.SINGLE));
        assertEquals(List.of(), single.decode(UsdmFrames.AGGREGATED));
        assertEquals(List.of("trade 1 1680652700452000000 3535186032 2814510 200000 SELL"),
            single.decode(UsdmFrames.SINGLE));
        assertEquals(List.of(), single.decode(UsdmFrames.SINGLE.replace("MARKET", "INSURANCE_FUND")));
    }

    @Test
    void leavesTheRestToTheSharedDecoder() {
        bench.decode("{\"result\":null,\"id\":1}");
        bench.decode("{\"error\":{\"code\":2,\"msg\":\"no\"},\"id\":2}");
        assertEquals(List.of("accepted 1", "refused 2 2 no"), bench.control);
        assertTrue(bench.decode("{\"stream\":\"x\",\"data\":{\"e\":\"kline\"}}").get(0).startsWith("UNKNOWN_MESSAGE"));
        assertTrue(bench.decode("[{\"e\":\"24hrTicker\"}]").get(0).startsWith("UNKNOWN_MESSAGE"));
        assertEquals(List.of("UNKNOWN_SYMBOL - connection 7 BINANCE_USDM: no instrument is configured for the symbol"
            + " LTCUSDT"), bench.decode(UsdmFrames.MARK.replace("BTCUSDT", "LTCUSDT")));
    }

    @Test
    void findsEventsInAnyOrderOfFields() {
        assertEquals(bench.decode(UsdmFrames.TICKER), bench.decode("{ \"data\" : {\"E\":1680652700435,\"u\":"
            + "2710246762461,\"s\":\"BTCUSDT\",\"b\":\"28145.10\",\"B\":\"3.868\",\"a\":\"28145.20\",\"A\":"
            + "\"6.887\",\"e\" : \"bookTicker\"}}"));
        assertEquals(1, bench.decode("{\"o\":{\"T\":1,\"q\":1.5e1,\"p\":2,\"S\":\"BUY\",\"s\":\"BTCUSDT\"},"
            + "\"e\":\"forceOrder\"}").size());
    }

    @Test
    void saysWhatIsWrongAndPublishesNothingElse() {
        malformed("a price (p)", UsdmFrames.MARK.replace("\"p\"", "\"price\""));
        malformed("a price (not a decimal)", UsdmFrames.MARK.replace("28147.27373413", "high"));
        malformed("a rate (not a decimal)", UsdmFrames.MARK.replace("-0.00002754", "free"));
        malformed("a time (E)", UsdmFrames.MARK.replace("\"E\"", "\"Z\""));
        malformed("a symbol (s)", UsdmFrames.MARKS.replace("\"s\":\"ETHUSDT\",", ""));
        malformed("BUY or SELL", UsdmFrames.FORCE.replace("SELL", "sell"));
        malformed("an order (o)", UsdmFrames.FORCE.replace("\"o\":{", "\"x\":{"));
        malformed("a trade id (a)", UsdmFrames.AGGREGATED.replace("\"a\"", "\"id\""));
        malformed("1 or 2", UsdmFrames.MARKS.replace("\"st\":1", "\"st\":\"x\""));
        malformed("the end of the string", UsdmFrames.MARK.substring(0, 82));
    }

    private void malformed(String expected, String text) {
        final List<String> events = bench.decode(text);
        assertEquals(1, events.size(), () -> text + events);
        assertTrue(events.get(0).matches("MALFORMED_FRAME [12-] connection 7 BINANCE_USDM: at byte .*")
            && events.get(0).endsWith(": expected " + expected), () -> text + events);
    }

    @TestFactory
    Stream<DynamicTest> decodesEveryRecordedFrameAsTheTwinDoes() {
        return Stream.of("binance-usdm", "binance-coinm").flatMap(folder -> CapturedFrames.files(folder).stream())
            .map(file -> DynamicTest.dynamicTest(file.getParent().getFileName() + " " + file.getFileName(),
                () -> compare(file)));
    }

    private static void compare(Path file) {
        final List<Instrument> instruments = file.getParent().endsWith("binance-coinm") ? coinMargined(file)
            : CapturedInstruments.of(file);
        final Trades trades = file.getFileName().toString().startsWith("multi") ? Trades.AGGREGATED : Trades.SINGLE;
        final WireBench bench = new WireBench(UsdmFrames.maker(instruments, trades));
        final UsdmTwin twin = new UsdmTwin(instruments, trades);
        final Map<String, Integer> counts = new TreeMap<>();
        CapturedFrames.forEach(file, "in", line -> {
            final byte[] frame = line.get("text").asText().getBytes(StandardCharsets.UTF_8);
            final List<String> events = bench.decode(frame);
            assertFalse(WireBench.isMalformed(events), () -> line.get("text").asText() + events);
            PlainJson.agree(twin, frame, events)
                .forEach(event -> counts.merge(event.substring(0, event.indexOf(' ')), 1, Integer::sum));
            counts.merge("frames", 1, Integer::sum);
        });
        System.out.printf("Binance futures, %s/%s: twin agrees on all, %s%n", file.getParent().getFileName(),
            file.getFileName(), counts);
        assertTrue(counts.get("delta") > 100);
    }

    private static List<Instrument> coinMargined(Path file) {
        final TreeSet<String> symbols = new TreeSet<>();
        CapturedFrames.forEach(file, "in", line -> {
            final String text = line.get("text").asText();
            final int at = text.indexOf("\"s\":\"");
            symbols.add(text.substring(at + 5, text.indexOf('"', at + 5)));
        });
        final List<Instrument> instruments = new ArrayList<>();
        symbols.forEach(symbol -> instruments.add(DecoderBench.instrument(instruments.size() + 1, symbol, -8, -8)));
        return instruments;
    }

    @Test
    void decodesSingleFramesOfOtherProjectsAsTheTwinDoes() throws IOException {
        final List<Instrument> instruments = new ArrayList<>();
        for (final String symbol : List.of("BTCUSDT", "ETHUSDT", "BTCUSD_PERP", "ETHUSD_PERP", "BTCBUSD_210129")) {
            instruments.add(DecoderBench.instrument(instruments.size() + 1, symbol, -8, -8));
        }
        final UsdmTwin twin = new UsdmTwin(instruments, Trades.AGGREGATED);
        final WireBench fresh = new WireBench(UsdmFrames.maker(instruments, Trades.AGGREGATED));
        int published = 0;
        for (final String name : List.of("tardis-node_binance-futures_frames", "crypto-msg-parser_binance")) {
            for (final String line : Files.readAllLines(Captures.find("frames/" + name + ".jsonl"))) {
                final JsonNode node = PlainJson.LENIENT.readTree(line);
                if (line.contains("futures") || line.contains("_swap") || line.contains("linear_future")) {
                    final byte[] frame = (node.has("raw") ? node.get("raw").asText() : node.get("msg").toString())
                        .getBytes(StandardCharsets.UTF_8);
                    published += PlainJson.agree(twin, frame, fresh.decode(frame)).size();
                }
            }
        }
        System.out.printf("Binance futures, single frames: %d events%n", published);
        assertTrue(published > 10);
    }

    @Test
    void agreesWithTheTwinOnBrokenFrames() {
        final Random random = new Random(SEED);
        final UsdmTwin twin = new UsdmTwin(UsdmFrames.INSTRUMENTS, Trades.AGGREGATED);
        final UsdmTwin singleTwin = new UsdmTwin(UsdmFrames.INSTRUMENTS, Trades.SINGLE);
        for (int i = 0; i < 30_000; i++) {
            final byte[] good = UsdmFrames.OWN.get(i % UsdmFrames.OWN.size()).getBytes(StandardCharsets.UTF_8);
            final byte[] frame = Damage.change(good, i % 4, Damage.JSON, random);
            PlainJson.agree(twin, frame, bench.decode(frame));
            PlainJson.agree(singleTwin, frame, single.decode(frame));
        }
    }

    @Test
    void allocatesNothingOnceWarm() {
        final List<byte[]> frames = new ArrayList<>();
        UsdmFrames.OWN.forEach(text -> frames.add(text.getBytes(StandardCharsets.UTF_8)));
        frames.add(UsdmFrames.DEPTH.getBytes(StandardCharsets.UTF_8));
        frames.add(UsdmFrames.TICKER.getBytes(StandardCharsets.UTF_8));
        frames.add(UsdmFrames.MARK.replace("28147", "x").getBytes(StandardCharsets.UTF_8));
        final long bytes =
            WireBench.allocated(UsdmFrames.maker(UsdmFrames.INSTRUMENTS, Trades.AGGREGATED), frames);
        System.out.println("Binance USD-M: " + bytes + " bytes for " + WireBench.MEASURED + " frames");
        assertTrue(bytes < WireBench.MEASURED, () -> bytes + " bytes");
    }
}
