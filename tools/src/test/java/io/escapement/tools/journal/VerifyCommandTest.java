package io.escapement.tools.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.tools.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class VerifyCommandTest {
    @TempDir
    Path directory;

    @Test
    void findsNothingInASoundJournal() {
        TestJournal.small(directory);
        final ToolRun run = ToolRun.of("verify", directory).wentWell();
        assertTrue(run.out().contains("13 records, sequences 1 to 13"), run::out);
        assertTrue(run.out().matches("(?s).*final hash [0-9a-f]{16}\\Rsound\\R"), run::out);
        final List<JsonNode> lines = ToolRun.of("verify", directory, "--json").wentWell().json();
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).get("sound").asBoolean());
        assertEquals(13, lines.get(0).get("lastSequence").asLong());
        assertTrue(run.out().contains(lines.get(0).get("hash").asText()));
    }

    @Test
    void namesTheSequenceThatIsDamaged() throws Exception {
        TestJournal.small(directory);
        DamagedJournal.flip(directory, 5);
        final ToolRun run = ToolRun.of("verify", directory);
        assertEquals(1, run.code());
        assertTrue(run.out().startsWith("CHANGED at sequence 5 ("), run::out);
        assertTrue(run.out().stripTrailing().endsWith("DAMAGED: 1 findings"), run::out);
        final List<JsonNode> lines = ToolRun.of("verify", directory, "--json").json();
        assertEquals("CHANGED", lines.get(0).get("damage").asText());
        assertEquals(5, lines.get(0).get("sequence").asLong());
        assertEquals(1, lines.get(1).get("findings").asInt());
    }

    @Test
    void refusesWhatIsNoJournal() throws Exception {
        assertTrue(ToolRun.of("verify", directory.resolve("none")).failedWith(2).err().contains("no such directory"));
        assertTrue(ToolRun.of("verify", directory).failedWith(2).err().contains("not a journal"));
        final Path file = Files.writeString(directory.resolve("text"), "hello");
        ToolRun.of("verify", file).failedWith(2);
        ToolRun.of("verify").failedWith(2);
    }
}
