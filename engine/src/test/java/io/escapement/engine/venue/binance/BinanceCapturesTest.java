package io.escapement.engine.venue.binance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.escapement.codecs.instrument.Instrument;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BinanceCapturesTest {
    private static final long SEED = 20_261_121L;
    private static final int SHUFFLE_EVERY = 37;

    @TestFactory
    Stream<DynamicTest> decodesEveryRecordedFrameAsTheTwinDoes() {
        return Stream.of("binance-spot", "binance-usdm").flatMap(folder -> CapturedFrames.files(folder).stream())
            .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
    }

    private static void compare(Path file) {
        final List<Instrument> instruments = CapturedInstruments.of(file);
        final DecoderBench bench = new DecoderBench(instruments);
        final BinanceTwin twin = new BinanceTwin(instruments);
        final Random random = new Random(SEED);
        final int[] counts = new int[2];
        CapturedFrames.forEach(file, "in", line -> {
            final byte[] frame = line.get("text").asText().getBytes(StandardCharsets.UTF_8);
            final String expected = twin.decode(frame);
            assertNotEquals(BinanceTwin.WRONG, expected, () -> line.get("text").asText());
            counts[0]++;
            counts[1] += expected.equals(BinanceTwin.NOTHING) ? 0 : 1;
            check(expected, bench.decode(frame), frame);
            if (counts[0] % SHUFFLE_EVERY == 0) {
                final byte[] shuffled = shuffle(frame, random);
                check(expected, bench.decode(shuffled), shuffled);
            }
        });
        assertTrue(counts[1] > counts[0] / 2, () -> "too little compared: " + counts[1] + " of " + counts[0]);
    }

    private static void check(String expected, List<String> events, byte[] frame) {
        final String text = new String(frame, StandardCharsets.UTF_8);
        if (expected.equals(BinanceTwin.NOTHING)) {
            assertTrue(events.isEmpty() || events.size() == 1 && events.get(0).startsWith("UNKNOWN_MESSAGE"), text);
        } else {
            assertEquals(List.of(expected), events, text);
        }
    }

    /** The same fields in another order, the event alone or wrapped, with spaces or without. */
    private static byte[] shuffle(byte[] frame, Random random) {
        try {
            final ObjectNode event = (ObjectNode) CapturedFrames.JSON.readTree(frame).get("data");
            final List<String> names = new ArrayList<>();
            event.fieldNames().forEachRemaining(names::add);
            Collections.shuffle(names, random);
            final ObjectNode shuffled = CapturedFrames.JSON.createObjectNode();
            names.forEach(name -> shuffled.set(name, event.get(name)));
            final ObjectNode top = CapturedFrames.JSON.createObjectNode();
            top.set("data", shuffled);
            top.put("stream", "x");
            final ObjectNode chosen = random.nextBoolean() ? top : shuffled;
            return (random.nextBoolean() ? chosen.toPrettyString() : chosen.toString())
                .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
