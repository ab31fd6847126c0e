package io.escapement.tools.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.tools.ToolRun;
import io.escapement.tools.journal.TestJournal;
import io.escapement.tools.terminal.Interruption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands of the view on a journal that is being written, until somebody has seen enough. */
@Timeout(30)
class FollowTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final Interruption interruption = new Interruption();
    private TestJournal journal;
    private long id = 101;

    @BeforeEach
    void begin() {
        journal = new TestJournal(directory).startRun().define(1, "BTCUSDT").live(1);
        second();
    }

    @AfterEach
    void end() {
        journal.close();
    }

    /** A trade, and what a second of a book that is well has. */
    private void second() {
        journal.trade(1, 101, 3);
        for (int i = 0; i < 4; i++, id++) {
            journal.after(SECOND_NS / 4).delta(1, id, id, "100x" + (5 + id % 3) + " |");
        }
    }

    private CompletableFuture<ToolRun> follow(Object... command) {
        final Object[] args = Stream.concat(Stream.of(command[0], directory, "--follow"),
            Stream.of(command).skip(1)).toArray();
        return CompletableFuture.supplyAsync(() -> ToolRun.of(interruption, out, args));
    }

    private void await(CompletableFuture<ToolRun> run, String text) {
        awaitThat(run, () -> out.toString().contains(text));
    }

    private void awaitThat(CompletableFuture<ToolRun> run, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            assertFalse(run.isDone(), () -> "it has ended: " + run.join());
            assertFalse(Thread.interrupted(), () -> "it took too long; so far: " + out);
            Thread.onSpinWait();
        }
    }

    private ToolRun stop(CompletableFuture<ToolRun> run, int code) throws Exception {
        interruption.request();
        assertEquals(code, run.get().code(), run.get()::err);
        return run.get();
    }

    @Test
    void featuresGoOnWithARowASecond() throws Exception {
        final CompletableFuture<ToolRun> run = follow("features", "--columns", "mid");
        await(run, TestJournal.START_NS + SECOND_NS + ",BINANCE:BTCUSDT,1.005");
        second();
        await(run, TestJournal.START_NS + 2 * SECOND_NS + ",BINANCE:BTCUSDT,1.005");
        assertEquals(3, stop(run, 0).out().lines().count());
    }

    @Test
    void barsGoOn() throws Exception {
        second();
        second();
        final CompletableFuture<ToolRun> run = follow("bars", "--timeframes", "1s");
        await(run, "2026-01-01T00:00:00Z,2026-01-01T00:00:01Z");
        second();
        second();
        await(run, "2026-01-01T00:00:01Z,2026-01-01T00:00:02Z");
        assertTrue(stop(run, 0).out().lines().count() >= 3);
    }

    @Test
    void qualityIsToldAnewAndEndsWithItsExitCode() throws Exception {
        final CompletableFuture<ToolRun> run = follow("quality", "--json");
        await(run, "\"seconds\":1,");
        second();
        await(run, "\"seconds\":2,");
        journal.trade(1, 200, 1);
        second();
        await(run, "\"seconds\":3,");
        second();
        await(run, "\"seconds\":4,");
        final List<JsonNode> lines = stop(run, 1).json();
        assertEquals(1, lines.stream().filter(line -> line.get("kind").asText().equals("alert")
            && line.get("finding").asText().equals("OUTLIER")).count(), "an alert is told once");
        assertTrue(lines.stream().filter(line -> line.get("kind").asText().equals("instrument")).count() >= 4);
    }

    @Test
    void aGapGoesOnUntilItHasEnded() throws Exception {
        final CompletableFuture<ToolRun> run = follow("quality", "--max-alerts", "9");
        await(run, "BINANCE:BTCUSDT");
        journal.delta(1, 500, 500, "100x7 |").after(2 * SECOND_NS).timer(1);
        await(run, "goes on");
        journal.status(1, FeedCondition.RESYNC_STARTED).snapshot(1, 600, "100x5 | 101x5").after(SECOND_NS).timer(1);
        final ToolRun ended = stop(run, 0);
        assertTrue(ended.out().contains("BOOK SEQUENCE_GAP"), ended::out);
    }

    @Test
    void anInputIsShownAnew() throws Exception {
        final CompletableFuture<ToolRun> run = follow("input", "--instrument", "BTCUSDT", "--json");
        awaitThat(run, () -> out.toString().lines().count() == 1);
        second();
        second();
        awaitThat(run, () -> out.toString().lines().count() == 2);
        final List<JsonNode> inputs = stop(run, 0).json();
        assertTrue(inputs.size() >= 2, inputs.size() + " inputs");
        final JsonNode last = inputs.get(inputs.size() - 1);
        assertEquals(ToolRun.of("input", directory, "--instrument", "1", "--json").wentWell().json().get(0), last,
            "as of the journal's end");
    }

    @Test
    void anInputWaitsForItsInstrument() throws Exception {
        final CompletableFuture<ToolRun> run = follow("input", "--instrument", "ETHUSDT", "--json");
        journal.define(2, "ETHUSDT").live(2);
        await(run, "\"symbol\":\"ETHUSDT\"");
        stop(run, 0);
        ToolRun.of("input", directory, "--instrument", "1", "--follow", "--at", "2026-01-01").failedWith(2);
    }
}
