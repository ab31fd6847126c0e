package io.escapement.tools.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.tools.ToolRun;
import io.escapement.tools.terminal.Interruption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
class VenuesCommandTest {
    @TempDir
    Path directory;

    private void eventful() {
        try (TestJournal journal = new TestJournal(directory)) {
            journal.startRun().define(1, "BTCUSDT").define(2, "ETHUSDT").status(1, FeedCondition.CONNECTED).live(1)
                .delta(1, 101, 101, "100x7 |").delta(1, 103, 104, "100x0 |")
                .status(1, FeedCondition.RESYNC_STARTED).snapshot(1, 110, "100x5 | 101x5").trade(1, 101, 3);
        }
    }

    @Test
    void tellsOfEachInstrumentWhatTheRecordsSay() throws Exception {
        eventful();
        final List<JsonNode> rows = ToolRun.of("venues", directory, "--once", "--json").wentWell().json();
        assertEquals(new ObjectMapper().readTree("""
            {"sequence":13,"eventTimeNs":1767225600012000000,"venue":"BINANCE","symbol":"BTCUSDT","instrumentId":1,
             "connection":"subscribed","connectionId":1,"reconnects":0,"state":"LIVE","reason":"SYNCHRONISED",
             "sinceNs":1767225600011000000,"lagNs":0,"greatestLagNs":0,"gaps":1,"resyncs":1,"snapshotsAsked":2,
             "checksumFailures":0,"malformed":0,"messages":6,"messagesPerSecond":500.0,
             "lastMessageNs":1767225600012000000,"said":""}"""), rows.get(0));
        assertEquals(new ObjectMapper().readTree("""
            {"sequence":13,"eventTimeNs":1767225600012000000,"venue":"BINANCE","symbol":"ETHUSDT","instrumentId":2,
             "connection":null,"connectionId":null,"reconnects":null,"state":"SYNCING","reason":"STARTED",
             "sinceNs":1767225600002000000,"lagNs":null,"greatestLagNs":null,"gaps":0,"resyncs":0,"snapshotsAsked":0,
             "checksumFailures":0,"malformed":0,"messages":0,"messagesPerSecond":0.0,"lastMessageNs":null,
             "said":""}"""), rows.get(1));
        assertEquals(2, rows.size());
    }

    @Test
    void printsATableForAPerson() {
        eventful();
        assertEquals(List.of(
            "run of 2026-01-01T00:00:00Z, 0.012 s, at sequence 13 of 2026-01-01T00:00:00.012Z, SIMULATED",
            "venue instrument connection state reason lag gaps resyncs checksum reconnects messages a second",
            "BINANCE BTCUSDT subscribed LIVE SYNCHRONISED 0.0 ms 1 1 0 0 6 500.0",
            "BINANCE ETHUSDT - SYNCING STARTED - 0 0 0 - 0 0.0",
            "- stands for what no record says: of the connection, the book, or the venue's time"),
            ToolRun.of("venues", directory, "--once").wentWell().out().lines()
                .map(line -> line.trim().replaceAll(" +", " ")).toList());
    }

    @Test
    void saysWhyABookIsNotLive() {
        try (TestJournal journal = new TestJournal(directory)) {
            journal.startRun().define(1, "BTCUSDT").live(1).status(1, FeedCondition.DISCONNECTED);
        }
        final JsonNode row = ToolRun.of("venues", directory, "--once", "--json").wentWell().json().get(0);
        assertEquals("down STALE DISCONNECTED DISCONNECTED", row.get("connection").asText() + " "
            + row.get("state").asText() + " " + row.get("reason").asText() + " " + row.get("said").asText());
        assertTrue(ToolRun.of("venues", directory, "--once").wentWell().out().contains("said: DISCONNECTED"));
    }

    @Test
    void followsAJournalThatIsBeingWritten() throws Exception {
        final StringWriter out = new StringWriter();
        final Interruption interruption = new Interruption();
        try (TestJournal journal = new TestJournal(directory)) {
            journal.startRun().define(1, "BTCUSDT");
            final CompletableFuture<ToolRun> run = CompletableFuture.supplyAsync(() ->
                ToolRun.of(interruption, out, "venues", directory, "--interval", "0.1", "--json"));
            await(out, "\"state\":\"SYNCING\"");
            journal.live(1);
            await(out, "\"state\":\"LIVE\"");
            interruption.request();
            assertEquals(130, run.get().code());
        }
    }

    private static void await(StringWriter out, String text) {
        while (!out.toString().contains(text)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void refusesWhatItCannotShow() throws Exception {
        assertTrue(ToolRun.of("venues", directory.resolve("none"), "--once").failedWith(2).err()
            .contains("no such directory"));
        assertTrue(ToolRun.of("venues", directory, "--once").failedWith(2).err().contains("not a journal"));
        TestJournal.small(directory);
        assertTrue(ToolRun.of("venues", directory, "--interval", "0").failedWith(2).err()
            .contains("expected 0.1 to 3600 seconds"));
        DamagedJournal.renumber(directory, 9, 77);
        final ToolRun run = ToolRun.of("venues", directory, "--once", "--json").failedWith(1);
        assertEquals(2, run.json().size());
    }
}
