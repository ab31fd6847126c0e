package io.escapement.engine.venue.kucoin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.testkit.BookPlay;
import io.escapement.engine.testkit.Captures;
import io.escapement.engine.testkit.JsonTwin;
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.testkit.TwinCheck;
import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.session.Listing;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A recording of 2021: level2 without a time, definitions of v1 without a least notional; all else is as today. */
class KucoinCapturesTest {
    private static final String CAPTURE = "kucoin/multi-2021-04.jsonl.gz";
    private static final Pattern SYMBOL = Pattern.compile("\"topic\":\"/market/(?:level2|match|ticker):([A-Z0-9-]+)\"");

    private static List<Instrument> instruments(List<CaptureLine> lines) throws IOException {
        final TreeSet<String> symbols = new TreeSet<>();
        for (final CaptureLine line : lines) {
            final Matcher matcher = SYMBOL.matcher(line.kind() == CaptureLine.Kind.IN ? line.text() : "");
            if (matcher.find()) {
                symbols.add(matcher.group(1));
            }
        }
        final List<Listing> missing = new ArrayList<>();
        symbols.forEach(symbol -> missing.add(new Listing(missing.size() + 1, "A", "B", symbol)));
        final List<Instrument> found = new ArrayList<>();
        final List<String> problems = new ArrayList<>();
        final String body = lines.stream().filter(line -> line.kind() == CaptureLine.Kind.HTTP
            && line.url().endsWith("/symbols")).findFirst().orElseThrow().text();
        new KucoinInstruments(0).read(body.getBytes(StandardCharsets.UTF_8), missing, found, problems);
        assertEquals(List.of(), problems);
        assertEquals(List.of(), missing);
        return found;
    }

    @Test
    void decodesEveryRecordedFrameAsTheTwinDoesAndEveryUpdateFollows() throws IOException {
        final List<CaptureLine> lines = Captures.lines(CAPTURE);
        final List<Instrument> instruments = instruments(lines);
        final TwinCheck check = KucoinFrames.check(instruments);
        final RecordingInlet inlet = new RecordingInlet();
        final KucoinDepthBody bodies = new KucoinDepthBody(inlet, 1, Provenance.CAPTURE);
        final BookPlay play = new BookPlay(instruments);
        int frames = 0;
        int told = 0;
        for (final CaptureLine line : lines) {
            if (line.kind() == CaptureLine.Kind.IN) {
                final List<String> found = check.agree(line.text().getBytes(StandardCharsets.UTF_8));
                assertFalse(found.contains(JsonTwin.WRONG), line.text());
                frames++;
                told += found.isEmpty() ? 0 : 1;
                play.take(check.bench().inlet);
            } else if (line.kind() == CaptureLine.Kind.HTTP && line.url().contains("level2?symbol=")) {
                final byte[] body = line.text().getBytes(StandardCharsets.UTF_8);
                final String symbol = line.url().replaceAll(".*symbol=", "");
                assertTrue(bodies.onBody(new UnsafeBuffer(body), 0, body.length, instruments.stream()
                    .filter(each -> each.symbol().equals(symbol)).findFirst().orElseThrow(), line.timeNs()));
                play.take(inlet);
                inlet.clear();
            }
        }
        System.out.printf("kucoin %s: %d frames, %d with events, %d snapshots, %d deltas, %d ids checked, %d"
            + " mismatches, %d crossed%n", CAPTURE, frames, told, play.snapshots, play.deltas, play.checks,
            play.mismatches, play.crossed);
        assertEquals(1_406, frames);
        assertEquals(5, play.snapshots);
        assertEquals(0, play.mismatches);
        assertEquals(0, play.crossed);
        assertTrue(play.checks > 900, () -> "checks: " + play.checks);
        assertTrue(check.bench().control.contains("ready") && check.bench().control.contains("accepted 1"));
    }

    /** One of them ends before it begins, as a sample in the venue's own documentation does: refused. */
    @Test
    void decodesTheFramesOfOtherProjectsTests() throws IOException {
        final List<Instrument> instruments = new ArrayList<>();
        for (final String symbol : List.of("BTC-USDT", "LMR-BTC", "XRP-USDT", "APE3S-USDT")) {
            instruments.add(KucoinFrames.instrument(instruments.size() + 1, symbol, -9, -8));
        }
        final TwinCheck check = KucoinFrames.check(instruments);
        final List<String> wrong = new ArrayList<>();
        int told = 0;
        for (final String line : Files.readAllLines(Captures.find("frames/tardis-node_kucoin_frames.jsonl"))) {
            final JsonNode frame = new ObjectMapper().readTree(line).get("msg");
            final List<String> lines = check.agree(frame.toString().getBytes(StandardCharsets.UTF_8));
            if (lines.contains(JsonTwin.WRONG)) {
                wrong.add(frame.toString());
            } else {
                told += lines.isEmpty() ? 0 : 1;
            }
        }
        assertEquals(1, wrong.size(), wrong::toString);
        assertTrue(wrong.get(0).contains("\"sequenceEnd\":1636276324363,\"sequenceStart\":"
            + "1636276324364"), wrong.get(0));
        assertEquals(11, told);
    }
}
