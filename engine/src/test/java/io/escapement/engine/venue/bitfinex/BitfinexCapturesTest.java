package io.escapement.engine.venue.bitfinex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.engine.testkit.Captures;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.testkit.JsonTwin;
import io.escapement.engine.testkit.PlainBook;
import io.escapement.engine.testkit.TwinCheck;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.capture.CaptureLine;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BitfinexCapturesTest {
    static final String CAPTURE = "bitfinex/multi-2021-04.jsonl.gz";
    private static final ObjectMapper JSON = new ObjectMapper();

    static TwinCheck check(List<Instrument> instruments) {
        return new TwinCheck(() -> new FrameBench((inlet, control) -> new BitfinexFrameDecoder(inlet,
            new InstrumentLookup(instruments), control, FrameBench.CONNECTION, Provenance.CAPTURE)),
            () -> new BitfinexTwin(instruments));
    }

    private static List<Instrument> instruments(List<String> frames) {
        final Set<String> symbols = new LinkedHashSet<>();
        for (final String frame : frames) {
            final Matcher matcher = Pattern.compile("\"symbol\":\"(t[^\"]+)\"").matcher(frame);
            if (matcher.find()) {
                symbols.add(matcher.group(1));
            }
        }
        final List<Instrument> instruments = new ArrayList<>();
        symbols.forEach(symbol -> instruments.add(BitfinexFrames.instrument(instruments.size() + 1, symbol)));
        return instruments;
    }

    @Test
    void decodesEveryRecordedFrameAsTheTwinDoesAndNoNumberIsMissing() {
        final List<String> frames = Captures.lines(CAPTURE, CaptureLine.Kind.IN).stream().map(CaptureLine::text)
            .toList();
        final List<Instrument> instruments = instruments(frames);
        final TwinCheck check = check(instruments);
        final Map<Integer, PlainBook> books = new HashMap<>();
        instruments.forEach(one -> books.put(one.id(), new PlainBook(one, 0)));
        final int[] counts = new int[5];
        for (final String frame : frames) {
            final List<String> lines = check.agree(frame.getBytes(StandardCharsets.UTF_8));
            assertFalse(lines.contains(JsonTwin.WRONG), frame);
            counts[0] += frame.startsWith("[") ? 1 : 0;
            counts[1] += lines.isEmpty() ? 0 : 1;
            counts[2] += lines.stream().anyMatch(text -> text.startsWith("gap")) ? 1 : 0;
            apply(check.bench(), books, counts);
        }
        System.out.printf("bitfinex %s: %d frames, %d with market events, %d sequence checks, %d gaps, %d book"
            + " messages, %d of them left the book crossed, 0 checksums sent%n", CAPTURE, frames.size(), counts[1],
            counts[0], counts[2], counts[3], counts[4]);
        assertEquals(1_006, frames.size());
        assertEquals(983, counts[0]);
        assertEquals(0, counts[2]);
        assertEquals(0, counts[4]);
        assertTrue(books.values().stream().allMatch(PlainBook::hasBegun));
        assertEquals(21, check.bench().control.stream().filter(line -> line.startsWith("accepted ")).count());
    }

    private static void apply(FrameBench bench, Map<Integer, PlainBook> books, int[] counts) {
        for (int i = 0; i < bench.inlet.size(); i++) {
            final PlainBook book;
            final boolean last;
            if (bench.inlet.templateId(i) == BookSnapshotDecoder.TEMPLATE_ID) {
                final BookSnapshotDecoder snapshot = bench.inlet.bookSnapshot(i);
                book = books.get(snapshot.instrumentId());
                last = (snapshot.flags() & 2) != 0;
                book.apply(snapshot);
            } else if (bench.inlet.templateId(i) == BookDeltaDecoder.TEMPLATE_ID) {
                final BookDeltaDecoder delta = bench.inlet.bookDelta(i);
                book = books.get(delta.instrumentId());
                last = (delta.flags() & 2) != 0;
                book.apply(delta);
            } else {
                continue;
            }
            if (last) {
                counts[3]++;
                counts[4] += book.isCrossed() ? 1 : 0;
            }
        }
    }

    /** Their recorder wrote what a channel is instead of its number: that is subscribed to first. */
    @Test
    void decodesTheFramesOfOtherProjectsTests() throws IOException {
        final List<Instrument> instruments = List.of(BitfinexFrames.instrument(1, "tBTCUST"),
            BitfinexFrames.instrument(2, "tBTCF0:USTF0"), BitfinexFrames.instrument(3, "tBTCUSD"),
            BitfinexFrames.instrument(4, "tETHUSD"));
        final TwinCheck check = check(instruments);
        final List<String> events = new ArrayList<>();
        int frames = 0;
        for (final String line : Files.readAllLines(Captures.find("frames/crypto-msg-parser_bitfinex.jsonl"))) {
            final String raw = JSON.readTree(line).get("raw").asText();
            final JsonNode frame = JSON.readTree(raw);
            if (frame.get(0).isObject()) {
                frames++;
                events.addAll(describe(check, frame, raw, 100 + frames));
            }
        }
        for (final String line : Files.readAllLines(Captures.find("frames/tardis-node_bitfinex_frames.jsonl"))) {
            frames++;
            events.addAll(check.agree(JSON.readTree(line).get("msg").toString().getBytes(StandardCharsets.UTF_8)));
        }
        System.out.printf("bitfinex frames of other projects: %d, events %d%n", frames, events.size());
        assertFalse(events.contains(JsonTwin.WRONG), events::toString);
        assertEquals(13, events.size(), events::toString);
    }

    private static List<String> describe(TwinCheck check, JsonNode frame, String raw, int id) {
        final JsonNode channel = frame.get(0);
        final String subscribed = "{\"event\":\"subscribed\",\"chanId\":" + id + "," + channel.toString().substring(1);
        assertEquals(List.of(), check.agree(subscribed.getBytes(StandardCharsets.UTF_8)));
        final String described = raw.substring(raw.indexOf('}') + 1);
        assertTrue(((ArrayNode) frame).size() > 1);
        return check.agree(("[" + id + described).getBytes(StandardCharsets.UTF_8));
    }
}
