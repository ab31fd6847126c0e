package io.escapement.tools.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.tools.ToolRun;
import io.escapement.tools.journal.TestJournal;
import io.escapement.tools.terminal.Interruption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(120)
class QualityCommandTest {
    private static final long SECOND = 1_000_000_000L;
    @TempDir
    Path directory;

    /** Seconds of deltas, four in each. */
    private static TestJournal healthy(TestJournal journal, int seconds, long firstId) {
        long id = firstId;
        for (int i = 0; i < seconds * 4; i++, id++) {
            journal.delta(1, id, id, "100x" + (5 + id % 3) + " |").after(SECOND / 4 - TestJournal.STEP_NS);
        }
        return journal;
    }

    private List<JsonNode> json(int code, Object... more) {
        final Object[] args = new Object[more.length + 3];
        args[0] = "quality";
        args[1] = directory;
        args[2] = "--json";
        System.arraycopy(more, 0, args, 3, more.length);
        final ToolRun run = ToolRun.of(args);
        assertEquals(code, run.code(), run::err);
        return run.json();
    }

    @Test
    void aHealthyJournalIsFine() {
        try (TestJournal journal = new TestJournal(directory)) {
            healthy(journal.startRun().define(1, "BTCUSDT").live(1), 130, 101);
        }
        final JsonNode row = json(0).get(0);
        assertEquals("BINANCE:BTCUSDT", row.get("instrument").asText());
        assertEquals(0, row.get("alerts").asInt());
        assertEquals(1, row.at("/scores/10").asDouble() / (row.get("seconds").asInt() - 60), 0.1);
        assertEquals(1, row.get("meanScore").asDouble(), 0.05, "it was not LIVE in its first second");
        final String text = ToolRun.of("quality", directory).wentWell().out();
        assertTrue(text.contains("BINANCE:BTCUSDT") && text.contains("none"), text);
    }

    @Test
    void faultsAreFoundAndAreBeyondTheLimitsUnlessTheseAllowThem() {
        try (TestJournal journal = new TestJournal(directory)) {
            healthy(journal.startRun().define(1, "BTCUSDT").live(1), 70, 101);
            journal.trade(1, 100, 1).trade(1, 150, 1);
            journal.delta(1, 500, 500, "100x7 |").after(3 * SECOND);
            journal.status(1, FeedCondition.RESYNC_STARTED).snapshot(1, 600, "100x5 | 101x5");
            healthy(journal, 5, 601);
        }
        final List<JsonNode> lines = json(1);
        final JsonNode findings = lines.get(0).get("findings");
        assertEquals(1, findings.get("OUTLIER").asInt());
        assertEquals(1, findings.get("TRADE_THROUGH").asInt());
        assertEquals(1, findings.get("SEQUENCE_GAP").asInt());
        assertTrue(findings.get("STALE").asInt() > 0, findings::toString);
        assertTrue(lines.get(0).get("beyondLimits").asBoolean());
        final JsonNode gap = lines.stream().filter(line -> line.get("kind").asText().equals("gap")).findFirst()
            .orElseThrow();
        assertEquals("BOOK SEQUENCE_GAP", gap.get("cause").asText());
        assertEquals(3.0, (gap.get("endNs").asLong() - gap.get("startNs").asLong()) / 1e9, 0.1);
        final ToolRun text = ToolRun.of("quality", directory, "--max-alerts", "9", "--min-score", "0.1").wentWell();
        assertTrue(text.out().contains("BOOK SEQUENCE_GAP"), text::out);
        ToolRun.of("quality", directory, "--max-alerts", "9", "--min-score", "1");
        assertEquals(1, ToolRun.of("quality", directory, "--max-alerts", "9", "--min-score", "1").code());
    }

    @Test
    void anotherConfigHasOtherLimits() throws IOException {
        try (TestJournal journal = new TestJournal(directory)) {
            healthy(journal.startRun().define(1, "BTCUSDT").live(1), 3, 101);
            journal.after(3 * SECOND);
            healthy(journal, 3, 113);
        }
        final Path config = directory.resolve("view.yaml");
        Files.writeString(config, "quality: {stale: 10s}\n");
        json(1);
        json(0, "--config", config);
        Files.writeString(config, "quality: {stalest: 10s}\n");
        ToolRun.of("quality", directory, "--config", config).failedWith(2);
    }

    @Test
    void refusesWhatIsNotRightAndStopsWhenInterrupted() {
        ToolRun.of("quality", directory).failedWith(2);
        TestJournal.small(directory);
        ToolRun.of("quality", directory, "--min-score", "2").failedWith(2);
        ToolRun.of("quality", directory, "--max-alerts", "-1").failedWith(2);
        assertEquals(0, ToolRun.of(new Interruption(), "quality", directory, "--max-alerts", "9").code());
    }
}
