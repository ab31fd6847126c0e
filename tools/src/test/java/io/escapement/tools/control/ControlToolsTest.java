package io.escapement.tools.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.engine.control.HeartbeatFile;
import io.escapement.tools.ToolRun;
import io.escapement.tools.orders.TradedJournal;
import io.escapement.tools.terminal.Interruption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A running engine under command. */
@Timeout(180)
class ControlToolsTest {
    @TempDir
    private Path folder;

    private static JsonNode status(TradedJournal engine) {
        return ToolRun.of("status", engine.config, "--json").wentWell().json().get(0);
    }

    @Test
    void killCancelsEverythingAndHaltsUntilAPersonResumes() throws Exception {
        try (TradedJournal engine = new TradedJournal(folder)) {
            engine.awaitFills(1);
            assertEquals("ACTIVE", status(engine).get("state").asText());
            final ToolRun kill = ToolRun.of("kill", engine.journal, "--person", "anna", "--reason", "it loses",
                "--timeout", "30").wentWell();
            assertTrue(kill.out().contains("state: HALTED") && kill.out().contains("openOrders: 0"), kill.out());
            assertEquals("HALTED OPERATOR", status(engine).get("state").asText() + " "
                + status(engine).get("reason").asText());
            assertTrue(ToolRun.of("resume", engine.journal, "--person", "anna").failedWith(2).err()
                .contains("--reason"));
            final ToolRun resume = ToolRun.of("resume", engine.journal, "--person", "anna", "--reason", "it is right",
                "--timeout", "30").wentWell();
            assertTrue(resume.out().contains("state: ACTIVE"), resume.out());
        }
    }

    @Test
    void theWatchdogsWordHaltsAnEngineThatGoesOn() throws Exception {
        try (TradedJournal engine = new TradedJournal(folder)) {
            engine.awaitFills(1);
            try (HeartbeatFile heartbeat = HeartbeatFile.forWatchdog(engine.journal)) {
                heartbeat.say(1, HeartbeatFile.Kind.CANCELLED, "the engine had stalled: all cancelled");
            }
            while (!status(engine).get("state").asText().equals("HALTED")) {
                Thread.onSpinWait();
            }
            assertEquals("WATCHDOG", status(engine).get("reason").asText());
            assertTrue(status(engine).get("watchdog").asText().contains("it acted: the engine had stalled"));
            assertTrue(ToolRun.of("resume", engine.journal, "--person", "anna", "--reason", "seen", "--timeout", "30")
                .wentWell().out().contains("state: ACTIVE"));
        }
    }

    @Test
    void aWatchdogSeesAnEngineEndInOrderAndDoesNothing() throws Exception {
        final StringWriter out = new StringWriter();
        final Interruption interruption = new Interruption();
        final CompletableFuture<ToolRun> watchdog;
        try (TradedJournal engine = new TradedJournal(folder)) {
            watchdog = CompletableFuture.supplyAsync(() -> ToolRun.of(interruption, out, "watchdog", engine.config,
                "--limit", "60", "--once"));
            while (!out.toString().contains("watching engine 3")) {
                Thread.onSpinWait();
            }
            engine.awaitFills(1);
        }
        assertEquals(0, watchdog.get().code());
        assertTrue(out.toString().contains("the engine's run has ended in order"), out::toString);
    }

    @Test
    void withoutAnEngineKillCancelsAtTheAccountsAndEveryNextRunIsHaltedUntilAPersonResumes() throws Exception {
        final Path config;
        try (TradedJournal engine = new TradedJournal(folder)) {
            config = engine.config;
        }
        final ToolRun kill = ToolRun.of("kill", config);
        assertEquals(0, kill.code());
        assertTrue(kill.err().contains("no engine runs on") && kill.err().contains("cancelling at the venues directly"),
            kill.err());
        assertTrue(kill.out().contains("the config has no account"), kill.out());
        for (int run = 0; run < 2; run++) {
            try (TradedJournal engine = new TradedJournal(folder)) {
                while (!status(engine).get("state").asText().equals("HALTED")
                    || !status(engine).get("reason").asText().equals("OPERATOR")
                    || !status(engine).get("carried").asText().equals("true")) {
                    Thread.onSpinWait();
                }
            }
        }
        assertTrue(ToolRun.of("kill", folder.resolve("journal")).failedWith(2).err()
            .contains("give the config in place of the journal"));
        assertTrue(ToolRun.of("status", config).failedWith(2).err().contains("no engine runs on"));
        assertTrue(ToolRun.of("watchdog", config, "--limit", "0.5").failedWith(2).err()
            .contains("expected 1.5 to 3600 seconds"));
        assertTrue(ToolRun.of("watchdog", folder.resolve("journal")).failedWith(2).err()
            .contains("needs the engine's config"));
    }
}
