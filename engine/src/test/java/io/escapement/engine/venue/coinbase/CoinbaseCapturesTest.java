package io.escapement.engine.venue.coinbase;

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

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CoinbaseCapturesTest {
    static final String CAPTURE = "coinbase/multi-2026-08.jsonl.gz";

    static TwinCheck check(List<Instrument> instruments) {
        return new TwinCheck(() -> new FrameBench((inlet, control) -> new CoinbaseFrameDecoder(inlet,
            new InstrumentLookup(instruments), control, FrameBench.CONNECTION, Provenance.CAPTURE)),
            () -> new CoinbaseTwin(instruments));
    }

    @Test
    void decodesEveryRecordedFrameAsTheTwinDoesAndNoNumberIsMissing() {
        final TwinCheck check = check(CoinbaseFrames.INSTRUMENTS);
        final Map<Integer, PlainBook> books = new HashMap<>();
        CoinbaseFrames.INSTRUMENTS.forEach(one -> books.put(one.id(), new PlainBook(one, 0)));
        final int[] counts = new int[5];
        for (final CaptureLine line : Captures.lines(CAPTURE, CaptureLine.Kind.IN)) {
            final List<String> lines = check.agree(line.text().getBytes(StandardCharsets.UTF_8));
            assertFalse(lines.contains(JsonTwin.WRONG), line.text());
            counts[0]++;
            counts[1] += lines.isEmpty() ? 0 : 1;
            counts[2] += lines.stream().anyMatch(text -> text.startsWith("gap")) ? 1 : 0;
            apply(check.bench(), books, counts);
        }
        System.out.printf("coinbase %s: %d frames, %d with market events, %d sequence checks, %d gaps, %d book"
            + " messages, %d of them left the book crossed, %d levels in the end%n", CAPTURE, counts[0], counts[1],
            counts[0], counts[2], counts[3], counts[4], books.values().stream().mapToInt(PlainBook::levels).sum());
        assertEquals(614, counts[0]);
        assertEquals(449, counts[3]);
        assertEquals(0, counts[2]);
        assertEquals(0, counts[4]);
        assertTrue(books.values().stream().allMatch(PlainBook::hasBegun));
        assertTrue(check.bench().control.contains("accepted level2:BTC-USD"), check.bench().control::toString);
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
}
