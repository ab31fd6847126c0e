package io.escapement.tools.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.escapement.tools.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code check-books} of a journal. */
class CheckBooksOfJournalTest {
    @TempDir
    Path directory;

    @Test
    void buildsTheBooksOfAJournalTwice() throws Exception {
        TestJournal.small(directory);
        final ToolRun run = ToolRun.of("check-books", directory, "--json").wentWell();
        final ObjectMapper json = new ObjectMapper();
        assertEquals(List.of(
            json.readTree("""
                {"kind":"journal","venue":"","sound":true,"seconds":0.012,"frames":5,"bookMessages":3,"snapshots":2,
                 "sequenceChecks":1,"sequenceMismatches":0,"checksums":0,"checksumMismatches":0,"compared":5,
                 "differences":0,"refused":0,"books":2,"live":2,"first":null,"notes":[]}"""),
            json.readTree("""
                {"kind":"book","venue":"binance","symbol":"BTCUSDT","state":"LIVE","reason":"SYNCHRONISED",
                 "sequence":101,"bidCount":2,"askCount":1,"bids":[{"price":"1.00","quantity":"0.00007"},
                 {"price":"0.99","quantity":"0.00004"}],"asks":[{"price":"1.02","quantity":"0.00009"}]}"""),
            json.readTree("""
                {"kind":"book","venue":"binance","symbol":"ETHUSDT","state":"LIVE","reason":"SYNCHRONISED",
                 "sequence":100,"bidCount":1,"askCount":1,"bids":[{"price":"1.00","quantity":"0.00005"}],
                 "asks":[{"price":"1.01","quantity":"0.00005"}]}""")),
            run.json().stream().map(line -> (JsonNode) ((ObjectNode) line).without("source")).toList());
    }

    @Test
    void agreesWithTheEngineOnAGap() {
        try (TestJournal journal = new TestJournal(directory)) {
            journal.startRun().define(1, "BTCUSDT").live(1).delta(1, 101, 101, "50x1 |").delta(1, 103, 104, "100x0 |");
        }
        final ToolRun run = ToolRun.of("check-books", directory, "--json").wentWell();
        final JsonNode report = run.json().get(0);
        assertEquals(1, report.get("sequenceMismatches").asInt());
        assertEquals(0, report.get("differences").asInt());
        assertTrue(report.get("first").asText().endsWith("out of sequence: BTCUSDT: the book is at 101, the message is "
            + "of 103 to 104"), run::out);
        assertEquals("SUSPECT", run.json().get(1).get("state").asText());
    }

    @Test
    void refusesWhatAJournalDoesNotTake() {
        TestJournal.small(directory);
        assertTrue(ToolRun.of("check-books", directory, "--venue", "kraken").failedWith(2).err()
            .contains("--venue and --set are for captures"));
    }
}
