package io.escapement.tools.journal;

import com.fasterxml.jackson.databind.JsonNode;
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
class TailCommandTest {
    @TempDir
    Path directory;

    private List<Long> sequences(Object... options) {
        final Object[] args = new Object[options.length + 3];
        args[0] = "tail";
        args[1] = directory;
        args[2] = "--json";
        System.arraycopy(options, 0, args, 3, options.length);
        return ToolRun.of(args).wentWell().json().stream().map(line -> line.get("sequence").asLong()).toList();
    }

    @Test
    void showsTheLastRecords() {
        TestJournal.small(directory);
        assertEquals(List.of(4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L), sequences());
        assertEquals(List.of(12L, 13L), sequences("-n", 2));
        assertEquals(List.of(), sequences("-n", 0));
        assertEquals(13, sequences("-n", 100).size());
    }

    @Test
    void filtersByMessageInstrumentSequenceAndTime() {
        TestJournal.small(directory);
        assertEquals(List.of(7L, 11L), sequences("--message", "BookSnapshot"));
        assertEquals(List.of(2L, 3L, 7L, 11L), sequences("--message", "bookstatus"));
        assertEquals(List.of(7L, 12L), sequences("--message", "BookStatus,BookDelta", "--instrument", "BTCUSDT",
            "-n", 2));
        assertEquals(List.of(3L, 8L, 9L, 10L, 11L), sequences("--instrument", 2));
        assertEquals(List.of(3L, 8L, 9L, 10L, 11L), sequences("--instrument", "binance:ethusdt"));
        assertEquals(List.of(5L, 6L), sequences("--from-sequence", 5, "--to-sequence", 6));
        assertEquals(List.of(6L), sequences("--to-sequence", 6, "-n", 1));
        assertEquals(List.of(2L, 3L), sequences("--from-time", "2026-01-01T00:00:00.001Z", "--to-time",
            TestJournal.START_NS + 2 * TestJournal.STEP_NS));
        assertEquals(List.of(), sequences("--from-time", "2027-01-01"));
    }

    @Test
    void showsPlainDecimalsToAPerson() {
        TestJournal.small(directory);
        final ToolRun run = ToolRun.of("tail", directory, "-n", "2").wentWell();
        assertEquals("12 2026-01-01T00:00:00.011Z SIMULATED APPLIED BookDelta BTCUSDT "
            + "venueTimeNs=1767225600011000000 receiveTimeNs=1767225600011000000 firstUpdateId=101 lastUpdateId=101 "
            + "flags=3 bids=[1.00 x 0.00007, 0.99 x 0.00004] asks=[1.01 x 0.00000, 1.02 x 0.00009]",
            run.out().lines().findFirst().orElseThrow());
        final ToolRun full = ToolRun.of("tail", directory, "-n", 1, "--full").wentWell();
        assertTrue(full.out().contains("price: 1.02") || full.out().contains("price: \"1.02\""), full::out);
    }

    @Test
    void followsAJournalThatIsBeingWritten() throws Exception {
        final StringWriter out = new StringWriter();
        final Interruption interruption = new Interruption();
        try (TestJournal journal = new TestJournal(directory)) {
            journal.startRun().define(1, "BTCUSDT");
            final CompletableFuture<ToolRun> run = CompletableFuture.supplyAsync(() ->
                ToolRun.of(interruption, out, "tail", directory, "--json", "--follow", "--message", "Trade"));
            journal.trade(1, 100, 1).trade(1, 101, 2);
            while (out.toString().lines().count() < 2) {
                Thread.onSpinWait();
            }
            interruption.request();
            final List<JsonNode> trades = run.get().json();
            assertEquals(130, run.get().code());
            assertEquals(List.of("1.00", "1.01"),
                trades.stream().map(trade -> trade.at("/event/price").asText()).toList());
        }
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        TestJournal.small(directory);
        assertTrue(ToolRun.of("tail", directory, "--message", "Nonsense").failedWith(2).err().contains("BookDelta"));
        assertTrue(ToolRun.of("tail", directory, "--instrument", "XYZ").failedWith(2).err()
            .contains("1 = BINANCE:BTCUSDT, 2 = BINANCE:ETHUSDT"));
        ToolRun.of("tail", directory, "--from-time", "yesterday").failedWith(2);
        ToolRun.of("tail", directory, "--from-sequence", 5, "--to-sequence", 4).failedWith(2);
        ToolRun.of("tail", directory, "-n", -1).failedWith(2);
        ToolRun.of("tail", directory.resolve("none")).failedWith(2);
        ToolRun.of("tail", directory, "--json=maybe").failedWith(2);
    }

    @Test
    void stopsAtDamageAndSaysSo() throws Exception {
        TestJournal.small(directory);
        DamagedJournal.renumber(directory, 9, 77);
        final ToolRun run = ToolRun.of("tail", directory, "--from-sequence", 1, "--json").failedWith(1);
        assertEquals(8, run.json().size());
        assertTrue(run.err().contains("damaged at sequence 9"), run::err);
    }
}
