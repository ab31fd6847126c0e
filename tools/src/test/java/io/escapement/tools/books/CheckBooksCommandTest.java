package io.escapement.tools.books;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.escapement.tools.RealCaptures;
import io.escapement.tools.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(240)
class CheckBooksCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private static List<JsonNode> json(ToolRun run) {
        return run.json().stream().map(line -> (JsonNode) ((ObjectNode) line).without("source")).toList();
    }

    @Test
    void provesASoundBookFrameByFrame() throws Exception {
        final Path file = SmallCapture.binance(directory.resolve("a.jsonl.gz"), 104, 105);
        assertEquals(List.of(
            JSON.readTree("""
                {"kind":"capture","venue":"binance","sound":true,"seconds":0.005,"frames":4,"bookMessages":4,
                 "snapshots":1,"sequenceChecks":4,"sequenceMismatches":0,"checksums":0,"checksumMismatches":0,
                 "compared":4,"differences":0,"refused":0,"books":1,"live":1,"first":null,"notes":[]}"""),
            JSON.readTree("""
                {"kind":"book","venue":"binance","connection":1,"symbol":"BTCUSDT","state":"LIVE",
                 "reason":"SYNCHRONISED","sequence":105,"bidCount":2,"askCount":1,
                 "bids":[{"price":"10.0","quantity":"2.50"},{"price":"9.9","quantity":"7.00"}],
                 "asks":[{"price":"10.1","quantity":"1.25"}]}""")),
            json(ToolRun.of("check-books", file, "--json").wentWell()));
    }

    @Test
    void printsOneRowForAPerson() {
        final Path file = SmallCapture.binance(directory.resolve("a.jsonl.gz"), 104, 105);
        final List<String> lines = ToolRun.of("check-books", file).wentWell().out().lines().toList();
        assertEquals(3, lines.size());
        assertEquals("venue source seconds frames messages checks matches checksums matches compared ences LIVE",
            lines.get(1).trim().replaceAll(" +", " "));
        assertEquals("binance a.jsonl.gz 0.0 4 4 4 0 0 0 4 0 1/1", lines.get(2).trim().replaceAll(" +", " "));
    }

    @Test
    void saysWhichMessageIsMissing() throws Exception {
        final Path file = SmallCapture.binance(directory.resolve("a.jsonl.gz"), 104, 107);
        final ToolRun run = ToolRun.of("check-books", file, "--json");
        assertEquals(1, run.code());
        assertEquals(List.of(
            JSON.readTree("""
                {"kind":"capture","venue":"binance","sound":false,"seconds":0.005,"frames":4,"bookMessages":4,
                 "snapshots":1,"sequenceChecks":4,"sequenceMismatches":1,"checksums":0,"checksumMismatches":0,
                 "compared":2,"differences":0,"refused":0,"books":1,"live":0,
                 "first":"a.jsonl.gz, line 7: out of sequence: BTCUSDT: the book is at 104, the message is of 107 to \
                107","notes":[]}""")), json(run).subList(0, 1));
        assertEquals("SUSPECT", run.json().get(1).get("state").asText());
        assertEquals("SEQUENCE_GAP", run.json().get(1).get("reason").asText());
        assertTrue(ToolRun.of("check-books", file).out().endsWith(
            "FIRST: a.jsonl.gz, line 7: out of sequence: BTCUSDT: the book is at 104, the message is of 107 to 107"
                + System.lineSeparator()));
    }

    @Test
    void recomputesTheVenuesChecksums() throws Exception {
        final Path right = SmallCapture.kraken(directory.resolve("right.jsonl.gz"), SmallCapture.KRAKEN_UPDATE);
        final List<JsonNode> sound = json(ToolRun.of("check-books", right, "--json").wentWell());
        assertEquals(JSON.readTree("""
            {"kind":"capture","venue":"kraken","sound":true,"seconds":0.003,"frames":3,"bookMessages":2,"snapshots":0,
             "sequenceChecks":0,"sequenceMismatches":0,"checksums":2,"checksumMismatches":0,"compared":3,
             "differences":0,"refused":0,"books":1,"live":1,"first":null,"notes":[]}"""), sound.get(0));
        final Path wrong = SmallCapture.kraken(directory.resolve("wrong.jsonl.gz"), 4_711);
        final ToolRun run = ToolRun.of("check-books", wrong, "--json");
        assertEquals(1, run.code());
        final JsonNode report = run.json().get(0);
        assertEquals("wrong.jsonl.gz, line 5: wrong checksum: BTC/USD: the venue says 4711, the twin's book has "
            + SmallCapture.KRAKEN_UPDATE, report.get("first").asText());
        assertEquals("1 2 0", report.get("checksumMismatches").asText() + " " + report.get("checksums").asText() + " "
            + report.get("differences").asText());
        assertEquals("CHECKSUM", run.json().get(1).get("reason").asText());
    }

    @Test
    void countsFramesThatTheDecoderRefuses() {
        final Path file = new SmallCapture(directory.resolve("a.jsonl.gz"), "kraken").opened("wss://x/v2").received(
            SmallCapture.KRAKEN_BOOK,
            "{'channel':'book','type':'update','data':[{").done();
        final ToolRun run = ToolRun.of("check-books", file, "--json").wentWell();
        assertEquals(1, run.json().get(0).get("refused").asInt());
        assertEquals("1 frames that the decoder refuses", run.json().get(0).get("notes").get(0).asText());
    }

    @Test
    void showsARowForEachFileOfADirectoryAndNamesWhatIsNotThere() throws Exception {
        Files.createDirectories(directory.resolve("one"));
        SmallCapture.binance(directory.resolve("one/a.jsonl.gz"), 104);
        SmallCapture.kraken(directory.resolve("b.jsonl.gz"), SmallCapture.KRAKEN_UPDATE);
        new SmallCapture(directory.resolve("c.jsonl.gz"), "moon").received("{}").done();
        Files.writeString(directory.resolve("readme.txt"), "not looked at");
        final List<String> lines = ToolRun.of("check-books", directory).wentWell().out().lines()
            .map(line -> line.trim().replaceAll(" +", " ")).toList();
        assertEquals("kraken b 0.0 3 2 0 0 2 0 3 0 1/1", lines.get(2));
        assertEquals("- c not checked: the venue \"moon\" is none that this version reads", lines.get(3));
        assertEquals("binance one/a 0.0 3 3 3 0 0 0 3 0 1/1", lines.get(4));
        assertEquals("binance-usdm - no real capture of it here", lines.get(5));
        assertEquals("all 2 sources 6 5 3 0 2 0 6 0", lines.get(lines.size() - 1));
        assertEquals(5 + 13 + 1, lines.size());
        assertEquals(2 + 2 + 1 + 13 + 1, ToolRun.of("check-books", directory, "--json").wentWell().json().size());
    }

    @Test
    void refusesWhatItCannotCheck() throws Exception {
        final Path missing = directory.resolve("missing.jsonl.gz");
        assertEquals("error: " + missing + ": no such file or directory" + System.lineSeparator(),
            ToolRun.of("check-books", missing).failedWith(2).err());
        assertTrue(ToolRun.of("check-books", missing, "--venue", "moon").failedWith(2).err()
            .contains("--venue \"moon\": expected one of binance, binance-usdm, bitfinex"));
        assertTrue(ToolRun.of("check-books", directory).failedWith(2).err()
            .contains("neither a journal nor a directory with captures"));
        final Path empty = new SmallCapture(directory.resolve("empty.jsonl.gz"), "kraken").done();
        assertEquals("error: " + empty + ": an empty capture: there is no frame in it" + System.lineSeparator(),
            ToolRun.of("check-books", empty).failedWith(2).err());
        final Path other = new SmallCapture(directory.resolve("other.jsonl.gz"), "kraken").received("{}", "{}").done();
        assertTrue(ToolRun.of("check-books", other).failedWith(2).err()
            .contains("none of its 2 frames is of a book in a form that this version reads; it says that it is of "
                + "kraken"));
        final Path nothing = Files.createFile(directory.resolve("nothing.jsonl.gz"));
        ToolRun.of("check-books", nothing).failedWith(2);
        final Path text = Files.writeString(directory.resolve("text.jsonl.gz"), "hello\n");
        ToolRun.of("check-books", text).failedWith(2);
        final Path good = SmallCapture.kraken(directory.resolve("good.jsonl.gz"), SmallCapture.KRAKEN_UPDATE);
        assertTrue(ToolRun.of("check-books", good, "--set", "book-depth=7").failedWith(2).err()
            .contains("expected one of [10, 25, 100, 500, 1000]"));
        assertTrue(ToolRun.of("check-books", good, "--set", "colour=red").failedWith(2).err().contains("colour"));
    }

    @Test
    void checksTheWholeLinesOfACaptureThatEndsInTheMiddle() throws Exception {
        final Path file = SmallCapture.binance(directory.resolve("a.jsonl.gz"), 104, 105, 106, 107, 108);
        final byte[] bytes = Files.readAllBytes(file);
        final Path torn = Files.write(directory.resolve("torn.jsonl.gz"), Arrays.copyOf(bytes, bytes.length - 30));
        final ToolRun run = ToolRun.of("check-books", torn, "--json").wentWell();
        assertEquals("the file ends in the middle of a line: its whole lines are what was checked",
            run.json().get(0).get("notes").get(0).asText());
    }

    /** Frames, sequence checks, checksums and comparisons of every real recording; nothing that does not fit. */
    @ParameterizedTest
    @CsvSource({"binance-spot/multi-2021-04, binance, 1228, 590, 0, 624, 10",
        "binance-usdm/multi-2021-07, binance-usdm, 1535, 749, 0, 768, 4",
        "bitfinex/multi-2021-04, bitfinex, 1006, 982, 0, 946, 7",
        "bybit/multi-2026-08, bybit-linear, 1932, 1200, 0, 1208, 4",
        "coinbase/multi-2026-08, coinbase, 614, 613, 0, 451, 2",
        "gateio/multi-2021-04, gate, 143, 94, 0, 107, 6",
        "gateio/multi-2023-05, gate-futures, 255, 186, 0, 213, 6",
        "htx/multi-2021-04, htx, 168, 138, 0, 148, 5",
        "htx/multi-2022-02-swap, htx-swap, 1617, 1583, 0, 1593, 5",
        "kraken/multi-2021-04, kraken, 2099, 0, 1984, 1989, 5",
        "kucoin/multi-2021-04, kucoin, 1406, 998, 0, 1016, 5",
        "okx/multi-2021-07, okx, 4709, 0, 4372, 4402, 30",
        "okx/multi-2022-05, okx, 410, 0, 290, 293, 3"})
    void everyBookOfARealRecordingIsRight(String capture, String venue, long frames, long sequence, long checksums,
                                          long compared, long live) {
        final Path file = RealCaptures.find(capture + ".jsonl.gz");
        final ToolRun run = ToolRun.of("check-books", file, "--json").wentWell();
        final JsonNode report = run.json().get(0);
        assertEquals(List.of(venue, frames, sequence, 0L, checksums, 0L, compared, 0L, 0L, live),
            List.of(report.get("venue").asText(), report.get("frames").asLong(), report.get("sequenceChecks").asLong(),
                report.get("sequenceMismatches").asLong(), report.get("checksums").asLong(),
                report.get("checksumMismatches").asLong(), report.get("compared").asLong(),
                report.get("differences").asLong(), report.get("refused").asLong(), report.get("live").asLong()),
            run::out);
    }
}
