package io.escapement.engine.control;

import io.escapement.engine.control.HeartbeatFile.Kind;
import io.escapement.engine.control.HeartbeatFile.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HeartbeatFileTest {
    @TempDir
    private Path directory;

    @Test
    void whatTheEngineWritesTheWatchdogReads() throws IOException {
        try (HeartbeatFile engine = HeartbeatFile.forEngine(directory)) {
            engine.begin(7, 1_000);
            engine.beat(2_000);
            engine.beat(3_000);
            try (HeartbeatFile watchdog = HeartbeatFile.forWatchdog(directory)) {
                assertEquals(List.of(7, 1_000L, 2L, 3_000L, true, ProcessHandle.current().pid()),
                    List.of(watchdog.engineId(), watchdog.startTimeNs(), watchdog.counter(), watchdog.eventTimeNs(),
                        watchdog.isRunning(), watchdog.pid()));
                engine.end();
                assertFalse(watchdog.isRunning());
            }
        }
    }

    @Test
    void whatTheWatchdogSaysTheEngineReads() throws IOException {
        try (HeartbeatFile engine = HeartbeatFile.forEngine(directory)) {
            engine.begin(7, 1_000);
            assertEquals(new Word(0, Kind.NOTHING, ""), engine.word());
            try (HeartbeatFile watchdog = HeartbeatFile.forWatchdog(directory)) {
                watchdog.watch(5_000, 4_000);
                watchdog.say(6_000, Kind.FAILED, "Bybit: \u00e4 NOT VERIFIED");
            }
            assertEquals(List.of(5_000L, 4_000L, 6_000L),
                List.of(engine.watchedAtNs(), engine.watchdogLimitNs(), engine.wordTimeNs()));
            assertEquals(new Word(6_000, Kind.FAILED, "Bybit: \u00e4 NOT VERIFIED"), engine.word());
        }
    }

    @Test
    void aNewRunForgetsWhatWasSaidOfTheOneBefore() throws IOException {
        try (HeartbeatFile engine = HeartbeatFile.forEngine(directory)) {
            engine.begin(7, 1_000);
            engine.beat(2_000);
            engine.say(3_000, Kind.CANCELLED, "done");
        }
        try (HeartbeatFile engine = HeartbeatFile.forEngine(directory)) {
            assertEquals("done", engine.word().text());
            engine.begin(7, 4_000);
            assertEquals(List.of(0L, 0L, Kind.NOTHING),
                List.of(engine.counter(), engine.eventTimeNs(), engine.word().kind()));
        }
    }

    @Test
    void aLongWordIsCutToThePage() throws IOException {
        try (HeartbeatFile engine = HeartbeatFile.forEngine(directory)) {
            engine.begin(7, 1_000);
            engine.say(3_000, Kind.CANCELLED, "x".repeat(10_000));
            assertEquals("x".repeat(HeartbeatFile.LENGTH - 400), engine.word().text());
        }
    }

    @Test
    void onlyItsOwnerMayReadOrWriteIt() throws IOException {
        HeartbeatFile.forEngine(directory).close();
        assertEquals("rw-------", PosixFilePermissions.toString(
            Files.getPosixFilePermissions(directory.resolve(HeartbeatFile.NAME))));
    }

    @Test
    void aWatchdogRefusesWhatIsNoHeartbeat() throws IOException {
        assertFalse(HeartbeatFile.isThere(directory));
        assertTrue(assertThrows(IOException.class, () -> HeartbeatFile.forWatchdog(directory)).getMessage()
            .contains("there is no such file"));
        Files.write(directory.resolve(HeartbeatFile.NAME), new byte[100]);
        assertFalse(HeartbeatFile.isThere(directory));
        assertTrue(assertThrows(IOException.class, () -> HeartbeatFile.forWatchdog(directory)).getMessage()
            .contains("has 100 bytes; expected 4096"));
        final byte[] other = new byte[HeartbeatFile.LENGTH];
        other[0] = 1;
        Files.write(directory.resolve(HeartbeatFile.NAME), other);
        assertTrue(assertThrows(IOException.class, () -> HeartbeatFile.forWatchdog(directory)).getMessage()
            .contains("is no heartbeat; expected one of version 1"));
        HeartbeatFile.forEngine(directory).begin(1, 1);
        final byte[] newer = Files.readAllBytes(directory.resolve(HeartbeatFile.NAME));
        newer[8] = 9;
        Files.write(directory.resolve(HeartbeatFile.NAME), newer);
        assertTrue(assertThrows(IOException.class, () -> HeartbeatFile.forWatchdog(directory)).getMessage()
            .contains("is of version 9; expected one of version 1"));
    }
}
