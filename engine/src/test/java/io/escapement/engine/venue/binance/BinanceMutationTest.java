package io.escapement.engine.venue.binance;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.wire.PlainJson;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Broken frames: whatever is published, the twin would have published too. jqwik prints the seed of a failure. */
class BinanceMutationTest {
    private static final List<Instrument> INSTRUMENTS = List.of(DecoderBench.instrument(1, "BTCUSDT", -2, -8));
    private static final String LETTERS = "0123456789\"[]{},:.-+eEtrueflsnbaABuUpTm\\ ";
    private static final List<String> FRAMES = List.of(
        "{\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1723161255208,\"s\":\"BTCUSDT\","
            + "\"U\":50093239189,\"u\":50093239202,\"b\":[[\"61737.63000000\",\"0.00000000\"],[\"61730.17000000\","
            + "\"12.00056000\"]],\"a\":[[\"61837.64000000\",\"1.54698000\"],[\"61839.85000000\",\"0.00000000\"]]}}",
        "{\"e\":\"depthUpdate\",\"E\":1721347022504,\"T\":1721347022504,\"s\":\"BTCUSDT\",\"U\":4984028367545,"
            + "\"u\":4984028370730,\"pu\":4984028367494,"
            + "\"b\":[[\"1000.00\",\"569.567\"],[\"5000.00\",\"2\"]],\"a\":[]}",
        "{\"e\":\"trade\",\"E\":1680652800000,\"s\":\"BTCUSDT\",\"t\":3071245454,\"p\":\"28165.47000000\","
            + "\"q\":\"0.00056000\",\"b\":20720542158,\"a\":20720542592,\"T\":1680652799999,\"m\":true,\"M\":true}",
        "{\"e\":\"trade\",\"E\":1680652700455,\"T\":1680652700452,\"s\":\"BTCUSDT\",\"t\":3535186032,"
            + "\"p\":\"28145.10\",\"q\":\"0.002\",\"X\":\"MARKET\",\"m\":false}",
        "{\"stream\":\"btcusdt@depth@0ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1723161257440,\"T\":1723161257432,"
            + "\"s\":\"BTCUSDT\",\"ps\":\"BTCUSDT\",\"st\":1,\"U\":1007198631260,\"u\":1007198631565,"
            + "\"pu\":1007198631198,\"b\":[[\"61773.6\",\"1001\"]],\"a\":[[\"61779.1\",\"0\"]]}}",
        "{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"u\":1007198632021,\"e\":\"bookTicker\",\"s\":\"BTCUSDT\","
            + "\"ps\":\"BTCUSD\",\"b\":\"61804.7\",\"B\":\"35\",\"a\":\"61804.8\",\"A\":\"1645\","
            + "\"T\":1723161257465,\"E\":1723161257476}}",
        "{\"u\":36090299876,\"s\":\"BTCUSDT\",\"b\":\"28165.47000000\",\"B\":\"7.98680000\",\"a\":\"28165.48000000\","
            + "\"A\":\"3.26888000\"}",
        "{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"e\":\"bookTicker\",\"u\":2710246762461,\"s\":\"BTCUSDT\","
            + "\"b\":\"28145.10\",\"B\":\"3.868\",\"a\":\"28145.20\",\"A\":\"6.887\",\"T\":1680652700430,"
            + "\"E\":1680652700435}}");

    private final DecoderBench bench = new DecoderBench(INSTRUMENTS);
    private final BinanceTwin twin = new BinanceTwin(INSTRUMENTS);

    @Example
    void aKeyThatComesTwiceInTheDataIsOneMalformedFrame() {
        agree(FRAMES.get(FRAMES.size() - 1).replace("\"e\"", "\"u\"").getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 15_000)
    void agreesWithTheTwinOnBrokenFrames(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) {
        final Random random = new Random(seed);
        byte[] frame = FRAMES.get(random.nextInt(FRAMES.size())).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < changes; i++) {
            frame = change(frame, random);
        }
        agree(frame);
    }

    private void agree(byte[] frame) {
        final String text = new String(frame, StandardCharsets.UTF_8);
        if (PlainJson.isBeyondTheTwins(frame)) {
            return;
        }
        final String expected = twin.decode(frame);
        final List<String> events = bench.decode(frame);
        final boolean market = events.stream().anyMatch(line -> Character.isLowerCase(line.charAt(0)));
        // Escapes and characters beyond ASCII: we may refuse what the twin takes, never the other way round.
        final boolean plain = !text.contains("\\") && text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
        if (market || plain && !expected.equals(BinanceTwin.NOTHING) && !expected.equals(BinanceTwin.WRONG)) {
            assertEquals(List.of(expected), events, text);
        } else if (plain && expected.equals(BinanceTwin.WRONG)
            // We do not look for duplicates inside what is of no use anyway.
            && !twin.decodeIgnoringDuplicates(frame).equals(BinanceTwin.NOTHING)) {
            assertEquals(1, events.size(), text);
            assertEquals("MALFORMED_FRAME", events.get(0).substring(0, 15), text);
        } else if (plain && expected.equals(BinanceTwin.NOTHING)) {
            assertFalse(!events.isEmpty() && events.get(0).startsWith("MALFORMED"), text + events);
        }
    }

    private static byte[] change(byte[] frame, Random random) {
        final int at = random.nextInt(frame.length + 1);
        final int letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(frame, at);
            case 1 -> replace(frame, at, at, letter);
            case 2 -> replace(frame, at, at + 1);
            case 3 -> replace(frame, at, at + 1, at < frame.length ? frame[at] ^ 1 << random.nextInt(8) : letter);
            case 4 -> replace(frame, at, at + 1, random.nextInt(256));
            default -> replace(frame, at, at + 1, letter);
        };
    }

    private static byte[] replace(byte[] frame, int from, int to, int... put) {
        final ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(frame, 0, from);
        for (final int b : put) {
            changed.write(b);
        }
        changed.write(frame, Math.min(to, frame.length), frame.length - Math.min(to, frame.length));
        return changed.toByteArray();
    }
}
