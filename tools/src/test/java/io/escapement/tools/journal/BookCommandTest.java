package io.escapement.tools.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.tools.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BookCommandTest {
    @TempDir
    Path directory;

    @Test
    void showsTheBookAtTheEnd() throws Exception {
        TestJournal.small(directory);
        final JsonNode book = ToolRun.of("book", directory, "BTCUSDT", "--json").wentWell().json().get(0);
        assertEquals(new ObjectMapper().readTree("""
            {"venue":"BINANCE","symbol":"BTCUSDT","instrumentId":1,"sequence":13,
             "eventTimeNs":1767225600012000000,"provenance":"SIMULATED","state":"LIVE","reason":"SYNCHRONISED",
             "updateId":101,"venueTimeNs":1767225600011000000,"bidCount":2,"askCount":1,
             "bids":[{"price":"1.00","quantity":"0.00007"},{"price":"0.99","quantity":"0.00004"}],
             "asks":[{"price":"1.02","quantity":"0.00009"}]}"""), book);
        final ToolRun run = ToolRun.of("book", directory, "2", "--depth", 1).wentWell();
        assertEquals("BINANCE:ETHUSDT after sequence 13, 2026-01-01T00:00:00.012Z, SIMULATED",
            run.out().lines().findFirst().orElseThrow());
        assertTrue(run.out().contains("state LIVE (SYNCHRONISED), update id 100"), run::out);
        assertTrue(run.out().contains("0.00005             1.00 | 1.01             0.00005"), run::out);
    }

    @Test
    void showsTheBookAtASequenceAndATime() {
        TestJournal.small(directory);
        JsonNode book = ToolRun.of("book", directory, 1, "--sequence", 11, "--json").wentWell().json().get(0);
        assertEquals("1.01", book.at("/asks/0/price").asText());
        book = ToolRun.of("book", directory, 1, "--time", "2026-01-01T00:00:00.010999999Z", "--json").wentWell()
            .json().get(0);
        assertEquals(11, book.get("sequence").asLong());
        book = ToolRun.of("book", directory, "ethusdt", "--sequence", 9, "--json").wentWell().json().get(0);
        assertEquals("SYNCING", book.get("state").asText());
        assertEquals("STARTED", book.get("reason").asText());
        assertTrue(book.get("updateId").isNull());
        assertEquals(0, book.get("bids").size());
    }

    @Test
    void beginsWithTheRunThatTheMomentIsIn() {
        TestJournal.small(directory);
        try (TestJournal journal = new TestJournal(directory)) {
            journal.startRun().define(1, "BTCUSDT").live(1).delta(1, 101, 101, "50x1 |").delta(1, 103, 104, "100x0 |");
        }
        final ToolRun run = ToolRun.of("book", directory, "BTCUSDT").wentWell();
        assertTrue(run.out().contains("state SUSPECT (SEQUENCE_GAP), update id 101"), run::out);
        assertTrue(run.out().contains("NOT LIVE"), run::out);
        assertTrue(run.out().contains("1.00 | 1.01"), run::out);
        ToolRun.of("book", directory, "ETHUSDT").failedWith(2);
        ToolRun.of("book", directory, "ETHUSDT", "--sequence", 13).wentWell();
    }

    @Test
    void refusesWhatItCannotShow() throws Exception {
        ToolRun.of("book", directory, "BTCUSDT").failedWith(2);
        TestJournal.small(directory);
        assertTrue(ToolRun.of("book", directory, "XRPUSDT").failedWith(2).err().contains("1 = BINANCE:BTCUSDT"));
        assertTrue(ToolRun.of("book", directory, 1, "--sequence", 99).failedWith(2).err()
            .contains("the last one is 13"));
        ToolRun.of("book", directory, 1, "--sequence", 1, "--time", "2026-01-01").failedWith(2);
        ToolRun.of("book", directory, 1, "--time", "2025-01-01").failedWith(2);
        ToolRun.of("book", directory, 1, "--time", "noon").failedWith(2);
        ToolRun.of("book", directory, 1, "--depth", 0).failedWith(2);
        ToolRun.of("book", directory).failedWith(2);
        DamagedJournal.renumber(directory, 9, 77);
        assertTrue(ToolRun.of("book", directory, 1).failedWith(1).err().contains("sequence 9"));
    }
}
