package io.escapement.engine.venue.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.SyncKind;
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

/** Recordings of order_book_update of 2021 and 2023; of obu there are single frames of 2025 only. */
class GateCapturesTest {
    private static final Pattern SYMBOL = Pattern.compile("\"s\":\"([A-Z0-9_]+)\"");
    private static final Pattern ASKED = Pattern.compile("(?:currency_pair|contract)=([A-Z0-9_]+)");

    private static List<Instrument> instruments(List<CaptureLine> lines, GateMarket market) throws IOException {
        final TreeSet<String> symbols = new TreeSet<>();
        for (final CaptureLine line : lines) {
            final Matcher matcher = SYMBOL.matcher(line.text() == null ? "" : line.text());
            while (line.kind() == CaptureLine.Kind.IN && matcher.find()) {
                symbols.add(matcher.group(1));
            }
        }
        final List<Listing> missing = new ArrayList<>();
        symbols.forEach(symbol -> missing.add(new Listing(missing.size() + 1, "A", "B", symbol)));
        final List<Instrument> found = new ArrayList<>();
        final List<String> problems = new ArrayList<>();
        final String body = lines.stream().filter(line -> line.kind() == CaptureLine.Kind.HTTP).findFirst()
            .orElseThrow().text();
        new GateInstruments(market, BookRules.of(SyncKind.RANGES)).read(body.getBytes(StandardCharsets.UTF_8),
            missing, found, problems);
        assertEquals(List.of(), problems);
        assertEquals(List.of(), missing);
        return found;
    }

    /** @return the play, and the number of frames and of REST snapshots in {@code counts} */
    private static BookPlay play(String capture, GateMarket market, int[] counts) throws IOException {
        final List<CaptureLine> lines = Captures.lines(capture);
        final List<Instrument> instruments = instruments(lines, market);
        final TwinCheck check = GateFrames.check(instruments, market, GateBook.ORDER_BOOK_UPDATE);
        final RecordingInlet inlet = new RecordingInlet();
        final GateDepthBody bodies = new GateDepthBody(inlet, 1, Provenance.CAPTURE, market);
        final BookPlay play = new BookPlay(instruments);
        for (final CaptureLine line : lines) {
            if (line.kind() == CaptureLine.Kind.IN) {
                final List<String> found = check.agree(line.text().getBytes(StandardCharsets.UTF_8));
                assertFalse(found.contains(JsonTwin.WRONG), line.text());
                counts[0]++;
                counts[1] += found.isEmpty() ? 0 : 1;
                play.take(check.bench().inlet);
            } else if (line.kind() == CaptureLine.Kind.HTTP && line.url().contains("/order_book?")) {
                final Matcher asked = ASKED.matcher(line.url());
                assertTrue(asked.find());
                final byte[] body = line.text().getBytes(StandardCharsets.UTF_8);
                instruments.stream().filter(each -> each.symbol().equals(asked.group(1))).forEach(each ->
                    assertTrue(bodies.onBody(new UnsafeBuffer(body), 0, body.length, each, line.timeNs()),
                        line.text()));
                play.take(inlet);
                inlet.clear();
            }
        }
        System.out.printf("gate %s: %d frames, %d with events, %d snapshots, %d deltas, %d ids checked, %d mismatches,"
            + " %d crossed%n", capture, counts[0], counts[1], play.snapshots, play.deltas, play.checks,
            play.mismatches, play.crossed);
        return play;
    }

    @Test
    void everySpotUpdateFollows() throws IOException {
        final int[] counts = new int[2];
        final BookPlay play = play("gateio/multi-2021-04.jsonl.gz", GateMarket.SPOT, counts);
        assertEquals(143, counts[0]);
        assertEquals(6, play.snapshots);
        assertEquals(0, play.mismatches);
        assertEquals(0, play.crossed);
        assertTrue(play.checks > 50, () -> "checks: " + play.checks);
    }

    @Test
    void everyFuturesUpdateFollows() throws IOException {
        final int[] counts = new int[2];
        final BookPlay play = play("gateio/multi-2023-05.jsonl.gz", GateMarket.FUTURES, counts);
        assertEquals(255, counts[0]);
        assertEquals(6, play.snapshots);
        assertEquals(0, play.mismatches);
        assertEquals(0, play.crossed);
        assertTrue(play.checks > 100, () -> "checks: " + play.checks);
    }

    /** Frames of v3, of 2020 to 2022, name a method and no channel: they give nothing. */
    @Test
    void decodesTheFramesOfOtherProjectsTests() throws IOException {
        final List<Instrument> instruments = new ArrayList<>();
        for (final String symbol : List.of("BTC_USDT", "TLOS_BTC", "ETC_ETH")) {
            instruments.add(GateFrames.instrument(instruments.size() + 1, symbol, -8, -8, 400));
        }
        int told = 0;
        for (final GateBook book : GateBook.values()) {
            final TwinCheck check = GateFrames.check(instruments, GateMarket.SPOT, book);
            for (final String line : Files.readAllLines(Captures.find("frames/tardis-node_gate-io_frames.jsonl"))) {
                final JsonNode frame = new ObjectMapper().readTree(line).get("msg");
                final String text = frame.toString().replace("_USDT.400\"", "_USDT.50\"");
                final List<String> lines = check.agree(text.getBytes(StandardCharsets.UTF_8));
                assertFalse(lines.contains(JsonTwin.WRONG), text);
                told += lines.isEmpty() ? 0 : 1;
            }
        }
        assertEquals(2 + 2 + 2 + 1, told);
    }
}
