package io.escapement.engine.venue.okx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.SyncKind;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Recordings from before there were sequence ids: messages are counted, and the checksums, true then, prove them. */
class OkxCapturesTest {
    private static final Pattern SYMBOL = Pattern.compile("\"instId\":\"([^\"]+)\"");

    private static List<Instrument> instruments(List<CaptureLine> lines) {
        final TreeSet<String> symbols = new TreeSet<>();
        for (final CaptureLine line : lines) {
            final Matcher matcher = SYMBOL.matcher(line.text());
            while (matcher.find()) {
                symbols.add(matcher.group(1));
            }
        }
        final List<Instrument> instruments = new ArrayList<>();
        symbols.forEach(symbol -> instruments.add(OkxFrames.instrument(instruments.size() + 1, symbol, -9, -8)));
        return instruments;
    }

    private static void play(String capture, String channel, int frames, int checksums) {
        final List<CaptureLine> lines = Captures.lines(capture, CaptureLine.Kind.IN);
        final List<Instrument> instruments = instruments(lines);
        final Map<Integer, TwinCheck> checks = new HashMap<>();
        final Map<Integer, BookPlay> plays = new HashMap<>();
        int told = 0;
        for (final CaptureLine line : lines) {
            final TwinCheck check = checks.computeIfAbsent(line.connection(),
                c -> OkxFrames.check(instruments, channel, OkxNumbering.COUNTED));
            final List<String> found = check.agree(line.text().getBytes(StandardCharsets.UTF_8));
            assertFalse(found.contains(JsonTwin.WRONG), line.text());
            told += found.isEmpty() ? 0 : 1;
            plays.computeIfAbsent(line.connection(), c -> new BookPlay(instruments)).take(check.bench().inlet);
        }
        final int checked = plays.values().stream().mapToInt(play -> play.checksums).sum();
        final int wrong = plays.values().stream().mapToInt(play -> play.wrongChecksums).sum();
        final int mismatches = plays.values().stream().mapToInt(play -> play.mismatches).sum();
        System.out.printf("okx %s: %d frames on %d connections, %d with events, %d checksums, %d wrong, %d ids"
            + " mismatched%n", capture, lines.size(), plays.size(), told, checked, wrong, mismatches);
        assertEquals(frames, lines.size());
        assertEquals(checksums, checked);
        assertEquals(0, wrong);
        assertEquals(0, mismatches);
        assertEquals(0, plays.values().stream().mapToInt(play -> play.crossed).sum());
    }

    @Test
    void everyChecksumOfThreeConnectionsHolds() {
        play("okx/multi-2021-07.jsonl.gz", "books-l2-tbt", 4_709, 4_372);
    }

    @Test
    void everyChecksumOfTheOrdinaryChannelHolds() {
        play("okx/multi-2022-05.jsonl.gz", "books", 410, 290);
    }

    @Test
    void readsTheRecordedDefinitions() throws IOException {
        final List<Instrument> found = new ArrayList<>();
        for (final CaptureLine line : Captures.lines("okx/multi-2022-05.jsonl.gz", CaptureLine.Kind.HTTP)) {
            final OkxMarket market = line.url().endsWith("instType=SPOT") ? OkxMarket.SPOT
                : line.url().endsWith("instType=SWAP") ? OkxMarket.SWAP : null;
            if (market != null && found.size() < 3) {
                final List<Listing> missing = new ArrayList<>(market == OkxMarket.SPOT
                    ? List.of(new Listing(1, "BTC", "USDT", "BTC-USDT"))
                    : List.of(new Listing(2, "BTC", "USDT", "BTC-USDT-SWAP"),
                        new Listing(3, "BTC", "USD", "BTC-USD-SWAP")));
                final List<String> problems = new ArrayList<>();
                new OkxInstruments(market, BookRules.of(SyncKind.STREAM)).read(
                    line.text().getBytes(StandardCharsets.UTF_8), missing, found, problems);
                assertEquals(List.of(), problems);
            }
        }
        assertEquals(List.of("BTC-USDT BTC/USDT -1 -8 SPOT 100000000", "BTC-USDT-SWAP BTC/USDT -1 0 LINEAR 1000000",
            "BTC-USD-SWAP BTC/USD -1 0 INVERSE 10000000000"), found.stream().map(i -> i.symbol() + " "
            + i.baseAsset() + "/" + i.quoteAsset() + " " + i.priceExponent() + " " + i.quantityExponent() + " "
            + i.kind() + " " + i.contractSize()).toList());
    }

    /** Those of v5; the rest is v3 of 2019 to 2021, or replies of REST, and gives nothing. */
    @Test
    void decodesTheFramesOfOtherProjectsTests() throws IOException {
        final List<byte[]> frames = new ArrayList<>();
        for (final String file : List.of("tardis-node_okex_frames", "tardis-node_okex-swap_frames",
            "crypto-msg-parser_okx")) {
            for (final String line : Files.readAllLines(Captures.find("frames/" + file + ".jsonl"))) {
                final JsonNode node = new ObjectMapper().readTree(line);
                frames.add((node.has("raw") ? node.get("raw").textValue() : node.get("msg").toString())
                    .getBytes(StandardCharsets.UTF_8));
            }
        }
        final TreeSet<String> symbols = new TreeSet<>();
        for (final byte[] frame : frames) {
            final Matcher matcher = SYMBOL.matcher(new String(frame, StandardCharsets.UTF_8));
            while (matcher.find()) {
                symbols.add(matcher.group(1));
            }
        }
        final List<Instrument> instruments = new ArrayList<>();
        symbols.forEach(symbol -> instruments.add(OkxFrames.instrument(instruments.size() + 1, symbol, -9, -8)));
        final TwinCheck check = OkxFrames.check(instruments, "books-l2-tbt", OkxNumbering.COUNTED);
        int told = 0;
        for (final byte[] frame : frames) {
            final List<String> lines = check.agree(frame);
            assertFalse(lines.contains(JsonTwin.WRONG), () -> new String(frame, StandardCharsets.UTF_8));
            told += lines.isEmpty() ? 0 : 1;
        }
        System.out.printf("okx single frames: %d, %d with events%n", frames.size(), told);
        assertEquals(41, told);
    }
}
