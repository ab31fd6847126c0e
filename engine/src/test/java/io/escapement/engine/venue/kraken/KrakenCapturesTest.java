package io.escapement.engine.venue.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KrakenCapturesTest {
    static final String CAPTURE = "kraken/multi-2021-04.jsonl.gz";

    private static List<String> recorded() {
        return Captures.lines(CAPTURE, CaptureLine.Kind.IN).stream()
            .map(CaptureLine::text).toList();
    }

    static TwinCheck check(List<Instrument> instruments) {
        return new TwinCheck(() -> new FrameBench((inlet, control) -> new KrakenFrameDecoder(inlet,
            new InstrumentLookup(instruments), control, FrameBench.CONNECTION, Provenance.CAPTURE)),
            () -> new KrakenTwin(instruments));
    }

    @Test
    void decodesEveryRecordedFrameAsTheTwinDoesAndEveryChecksumHolds() {
        final List<String> frames = recorded();
        final List<Instrument> instruments = KrakenV1.instruments(frames);
        final TwinCheck check = check(instruments);
        final KrakenV1 old = new KrakenV1();
        final Map<Integer, PlainBook> books = new HashMap<>();
        instruments.forEach(instrument -> books.put(instrument.id(), new PlainBook(instrument, KrakenV1.DEPTH)));
        final int[] counts = new int[3];
        for (final String frame : frames) {
            final List<String> lines = check.agree(old.toV2(frame).getBytes(StandardCharsets.UTF_8));
            assertFalse(lines.contains(JsonTwin.WRONG), frame);
            counts[0] += lines.isEmpty() ? 0 : 1;
            apply(check.bench(), books, counts);
        }
        System.out.printf("kraken %s in v2 form: %d frames, %d with market events, %d checksums (%d the venue's own),"
            + " %d mismatches%n", CAPTURE, frames.size(), counts[0], counts[1], counts[1] - books.size(), counts[2]);
        assertEquals(0, counts[2]);
        assertEquals(1_984, counts[1]);
        assertTrue(books.values().stream().noneMatch(PlainBook::isCrossed));
    }

    private static void apply(FrameBench bench, Map<Integer, PlainBook> books, int[] counts) {
        for (int i = 0; i < bench.inlet.size(); i++) {
            final long crc;
            final PlainBook book;
            final boolean last;
            if (bench.inlet.templateId(i) == BookSnapshotDecoder.TEMPLATE_ID) {
                final BookSnapshotDecoder snapshot = bench.inlet.bookSnapshot(i);
                book = books.get(snapshot.instrumentId());
                crc = snapshot.checksum();
                last = (snapshot.flags() & 2) != 0;
                book.apply(snapshot);
            } else if (bench.inlet.templateId(i) == BookDeltaDecoder.TEMPLATE_ID) {
                final BookDeltaDecoder delta = bench.inlet.bookDelta(i);
                book = books.get(delta.instrumentId());
                crc = delta.checksum();
                last = (delta.flags() & 2) != 0;
                book.apply(delta);
            } else {
                continue;
            }
            if (last) {
                counts[1]++;
                counts[2] += book.krakenChecksum() == crc ? 0 : 1;
            }
        }
    }

    /** One of these frames is an example without a checksum: a book that cannot be proven is refused. */
    @Test
    void decodesTheFramesOfOtherProjectsTests() throws IOException {
        final List<Instrument> instruments = new ArrayList<>();
        for (final String symbol : List.of("LTC/BTC", "BTC/EUR", "XMR/USD", "BCH/USD", "BCH/EUR", "ADA/CAD", "BTC/USD",
            "AAPLx/USD", "ANETx/USD")) {
            instruments.add(KrakenV1.instrument(instruments.size() + 1, symbol, -8, -8));
        }
        final TwinCheck check = check(instruments);
        final List<String> wrong = new ArrayList<>();
        int frames = 0;
        for (final String line : Files.readAllLines(Captures.find("frames/tardis-node_kraken_frames.jsonl"))) {
            final JsonNode frame = new ObjectMapper().readTree(line).get("msg");
            if (frame.isObject()) {
                frames++;
                if (check.agree(frame.toString().getBytes(StandardCharsets.UTF_8)).contains(JsonTwin.WRONG)) {
                    wrong.add(frame.toString());
                }
            }
        }
        assertEquals(6, frames);
        assertEquals(1, wrong.size(), wrong::toString);
        assertFalse(wrong.get(0).contains("checksum"));
    }
}
