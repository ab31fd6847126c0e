package io.escapement.engine.venue.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.testkit.BookPlay;
import io.escapement.engine.testkit.Captures;
import io.escapement.engine.testkit.JsonTwin;
import io.escapement.engine.testkit.TwinCheck;
import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.session.Listing;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

class BybitCapturesTest {
    static final String CAPTURE = "bybit/multi-2026-08.jsonl.gz";
    private static final int DEPTH = 200;

    /** BTC, ETH, SOL and DOGE as the recorded reply defines them. */
    static List<Instrument> recordedInstruments() throws IOException {
        final String body = Captures.lines(CAPTURE, CaptureLine.Kind.HTTP).stream()
            .filter(line -> line.url().contains("category=linear")).findFirst().orElseThrow().text();
        final List<Listing> missing = new ArrayList<>();
        for (final String base : List.of("BTC", "ETH", "SOL", "DOGE")) {
            missing.add(new Listing(missing.size() + 1, base, "USDT", base + "USDT"));
        }
        final List<Instrument> found = new ArrayList<>();
        final List<String> problems = new ArrayList<>();
        new BybitInstruments(BybitMarket.LINEAR, DEPTH).read(body.getBytes(StandardCharsets.UTF_8), missing, found,
            problems);
        assertEquals(List.of(), problems);
        assertEquals(4, found.size());
        return found;
    }

    @Test
    void decodesEveryRecordedFrameAsTheTwinDoesAndEveryUpdateFollows() throws IOException {
        final List<Instrument> instruments = recordedInstruments();
        final TwinCheck check = BybitFrames.check(instruments, DEPTH);
        final BookPlay play = new BookPlay(instruments);
        int frames = 0;
        int told = 0;
        for (final CaptureLine line : Captures.lines(CAPTURE, CaptureLine.Kind.IN)) {
            final List<String> lines = check.agree(line.text().getBytes(StandardCharsets.UTF_8));
            assertFalse(lines.contains(JsonTwin.WRONG), line.text());
            frames++;
            told += lines.isEmpty() ? 0 : 1;
            play.take(check.bench().inlet);
        }
        System.out.printf("bybit %s: %d frames, %d with events, %d deltas, %d ids checked, %d mismatches, %d books,"
            + " %d crossed, most levels %d%n", CAPTURE, frames, told, play.deltas, play.checks, play.mismatches,
            play.begun(), play.crossed, play.mostLevels);
        assertEquals(1_932, frames);
        assertEquals(1_200, play.checks);
        assertEquals(0, play.mismatches);
        assertEquals(4, play.begun());
        assertEquals(0, play.crossed);
        assertEquals(17, check.bench().control.stream().filter("accepted -1"::equals).count());
    }

    /**
     * Those of v5 from 2023 on; the rest is v2 of 2019 to 2022, with other topics, and gives nothing. One of them,
     * orderbook.1 of 2023, came as deltas, which the venue has not sent since.
     */
    @Test
    void decodesTheFramesOfOtherProjectsTests() throws IOException {
        final List<Instrument> instruments = new ArrayList<>();
        for (final String symbol : List.of("BTCUSDT", "BTCUSD", "BTCPERP", "LTCUSDT", "PIPPINUSDT")) {
            instruments.add(BybitFrames.instrument(instruments.size() + 1, symbol, -8, -8));
        }
        final TwinCheck check = BybitFrames.check(instruments, 50);
        int frames = 0;
        int told = 0;
        for (final String line : Files.readAllLines(Captures.find("frames/tardis-node_bybit_frames.jsonl"))) {
            final JsonNode frame = new ObjectMapper().readTree(line).get("msg");
            final List<String> lines = check.agree(frame.toString().getBytes(StandardCharsets.UTF_8));
            assertFalse(lines.contains(JsonTwin.WRONG), frame::toString);
            frames++;
            told += lines.isEmpty() ? 0 : 1;
        }
        System.out.printf("bybit single frames: %d, %d with events%n", frames, told);
        assertEquals(10, told);
    }
}
