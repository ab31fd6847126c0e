package io.escapement.tools.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.tools.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StatCommandTest {
    @TempDir
    Path directory;

    @Test
    void countsEventsAndEffectsByMessageAndInstrument() {
        TestJournal.small(directory);
        final List<JsonNode> lines = ToolRun.of("stat", directory, "--json").wentWell().json();
        assertEquals(Map.of("RunStarted", 1L, "InstrumentDefinition", 2L, "FeedStatus", 4L, "BookDelta", 3L,
            "BookSnapshot", 2L, "Trade", 1L, "BookStatus", 4L, "SnapshotRequest", 2L, "AssetNamed", 3L),
            counts(lines, "message"));
        assertEquals(Map.of("BINANCE:BTCUSDT", 7L, "BINANCE:ETHUSDT", 5L), counts(lines, "instrument"));
        assertEquals(Map.of("ENGINE", 5L, "SIMULATED", 8L), counts(lines, "provenance"));
        final JsonNode journal = lines.get(0);
        assertEquals(13, journal.get("count").asLong());
        assertEquals(12 * TestJournal.STEP_NS,
            journal.get("lastEventTimeNs").asLong() - journal.get("firstEventTimeNs").asLong());
        final JsonNode run = lines.get(1);
        assertEquals("run", run.get("kind").asText());
        assertEquals("SIMULATED", run.get("provenance").asText());
    }

    private static Map<String, Long> counts(List<JsonNode> lines, String kind) {
        return lines.stream().filter(line -> line.get("kind").asText().equals(kind))
            .collect(Collectors.toMap(line -> line.get("name").asText(), line -> line.get("count").asLong()));
    }

    @Test
    void showsEveryRunForAPerson() {
        TestJournal.small(directory);
        TestJournal.small(directory);
        final ToolRun run = ToolRun.of("stat", directory).wentWell();
        assertTrue(run.out().startsWith("26 records, sequences 1 to 26"), run::out);
        assertEquals(2, run.out().lines().filter(line -> line.startsWith("run from sequence ")).count());
        assertTrue(run.out().contains("market data SIMULATED"), run::out);
    }

    @Test
    void countsUpToTheDamageAndSaysSo() throws Exception {
        TestJournal.small(directory);
        DamagedJournal.renumber(directory, 9, 77);
        final ToolRun run = ToolRun.of("stat", directory).failedWith(1);
        assertTrue(run.out().startsWith("8 records"), run::out);
        assertTrue(run.err().contains("damaged at sequence 9"), run::err);
    }

    @Test
    void refusesWhatIsNoJournal() {
        ToolRun.of("stat", directory.resolve("none")).failedWith(2);
        ToolRun.of("stat", directory).failedWith(2);
    }
}
