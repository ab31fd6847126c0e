package io.escapement.tools;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ToolsTest {
    @Test
    void everyCommandHasHelpWithAnExampleAndItsExitCodes() {
        final PrintWriter nowhere = new PrintWriter(new StringWriter());
        for (final String command : ToolsMain.commandLine(null, nowhere, nowhere).getSubcommands().keySet()) {
            final ToolRun run = ToolRun.of(command, "--help").wentWell();
            assertTrue(run.out().contains("Example: tools " + command), run::out);
            assertTrue(run.out().contains("Exit codes:"), run::out);
            assertTrue(run.out().contains("--json"), run::out);
        }
    }

    @Test
    void refusesAnUnknownCommandAndNone() {
        assertTrue(ToolRun.of("srve").failedWith(2).err().contains("did you mean"));
        assertTrue(ToolRun.of().failedWith(2).err().contains("expected a command"));
    }

    @Test
    void tellsItsVersion() {
        assertEquals(0, ToolRun.of("--version").wentWell().code());
    }
}
