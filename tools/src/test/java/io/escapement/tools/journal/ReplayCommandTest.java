package io.escapement.tools.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.tools.ToolRun;
import io.escapement.tools.terminal.Interruption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(120)
class ReplayCommandTest {
    @TempDir
    Path directory;

    private String journalHash() {
        return ToolRun.of("verify", directory, "--json").wentWell().json().get(0).get("hash").asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "fused", "split-2", "split-3"})
    void makesTheSameRecordsInEveryLayout(String layout) {
        TestJournal.small(directory);
        TestJournal.small(directory);
        final JsonNode result = ToolRun.of("replay", directory, "--verify", "--layout", layout, "--json")
            .wentWell().json().get(0);
        assertTrue(result.get("identical").asBoolean());
        assertEquals(26, result.get("records").asLong());
        assertEquals(2, result.get("runs").asInt());
        assertEquals(journalHash(), result.get("hash").asText());
    }

    @Test
    void saysThatAllIsIdentical() {
        TestJournal.small(directory);
        final ToolRun run = ToolRun.of("replay", directory, "--verify", "--speed", "x100").wentWell();
        assertTrue(run.out().endsWith("final hash " + journalHash() + System.lineSeparator() + "identical"
            + System.lineSeparator()), run::out);
    }

    @Test
    void showsBothSidesOfTheFirstDifference() {
        try (TestJournal journal = new TestJournal(directory)) {
            journal.startRun().define(1, "BTCUSDT").define(2, "ETHUSDT").live(1).forgeNextEffect().live(2);
        }
        final ToolRun run = ToolRun.of("replay", directory, "--verify");
        assertEquals(1, run.code());
        assertTrue(run.out().startsWith("first difference: sequence 9, byte "), run::out);
        assertTrue(run.out().contains("effects[0].attempt: recorded 77, replayed 1"), run::out);
        final List<JsonNode> lines = ToolRun.of("replay", directory, "--verify", "--json").json();
        assertEquals(9, lines.get(0).get("sequence").asLong());
        assertEquals("effects[0].attempt", lines.get(0).at("/fields/0/field").asText());
        assertEquals("SnapshotRequest", lines.get(0).at("/recorded/effects/0/type").asText());
        assertEquals(77, lines.get(0).at("/recorded/effects/0/attempt").asInt());
        assertEquals(1, lines.get(0).at("/replayed/effects/0/attempt").asInt());
        assertEquals(0, ToolRun.of("replay", directory).code(), "nobody compares");
    }

    @Test
    void stopsWhenInterrupted() {
        TestJournal.small(directory);
        final Interruption interruption = new Interruption();
        interruption.request();
        assertEquals(130, ToolRun.of(interruption, "replay", directory, "--speed", "1").code());
    }

    @Test
    void refusesWhatItCannotReplay() {
        ToolRun.of("replay", directory).failedWith(2);
        ToolRun.of("replay", directory.resolve("none")).failedWith(2);
        TestJournal.small(directory);
        ToolRun.of("replay", directory, "--layout", "heap").failedWith(2);
        ToolRun.of("replay", directory, "--speed", "fast").failedWith(2);
        ToolRun.of("replay", directory, "--speed", "-1").failedWith(2);
    }

    @Test
    void stopsAtDamage() throws Exception {
        TestJournal.small(directory);
        DamagedJournal.renumber(directory, 9, 77);
        assertTrue(ToolRun.of("replay", directory, "--verify").failedWith(1).err().contains("sequence 9"));
    }
}
