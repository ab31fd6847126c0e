package io.escapement.journal;

import io.escapement.journal.chronicle.CycleFiles;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KilledWriterTest {
    private static final int KILLS = Integer.getInteger("journal.kills", 3);

    @TempDir
    Path parent;

    @Test
    void shouldKeepEveryAcknowledgedRecordWhenTheWriterIsKilledAtAnyMoment() throws Exception {
        final Random random = new Random(20261121);
        final Path directory = Files.createDirectory(parent.resolve("journal"));
        final UnsafeBuffer acknowledged = CrashWriter.map(parent.resolve(CrashWriter.ACKNOWLEDGED));
        for (int i = 0; i < KILLS; i++) {
            try (ChildJvm child = new ChildJvm(List.of(), CrashWriter.class, directory.toString())) {
                child.await("ready");
                Thread.sleep(random.nextInt(300));
                child.kill();
            }
            final Recovery recovery;
            try (JournalWriter writer = JournalWriter.open(CrashWriter.config(directory))) {
                recovery = writer.recovery();
                new TestRecords(2_000).appendTo(writer, recovery.lastSequence() + 10);
            }
            assertFalse(recovery.endedCleanly());
            assertTrue(recovery.lastSequence() >= acknowledged.getLongVolatile(0), recovery.message());
            final Verification verification = JournalVerifier.verify(directory);
            assertEquals(List.of(), verification.findings());
            assertEquals(recovery.lastSequence() + 10, verification.records());
        }
    }

    @Test
    void shouldVerifyAKilledWritersJournalBeforeItIsOpenedAgain() throws Exception {
        final Path directory = Files.createDirectory(parent.resolve("journal"));
        try (ChildJvm child = new ChildJvm(List.of(), CrashWriter.class, directory.toString())) {
            child.await("ready");
            Thread.sleep(200);
            child.kill();
        }
        final Verification verification = JournalVerifier.verify(directory);
        assertEquals(List.of(), verification.findings());
        assertTrue(verification.notes().contains("the last run did not end cleanly, or is not over"));
    }

    @Test
    void shouldNameTheProcessThatIsWritingWhenASecondWriterComes() throws Exception {
        final Path directory = Files.createDirectory(parent.resolve("journal"));
        try (ChildJvm child = new ChildJvm(List.of(), CrashWriter.class, directory.toString())) {
            child.await("ready");
            final JournalException refused = assertThrows(JournalException.class,
                () -> JournalWriter.open(CrashWriter.config(directory)));
            assertEquals(directory + ": process " + child.pid() + " is writing this journal; a journal has one writer: "
                + "stop that process or use another directory", refused.getMessage());
        }
    }

    @Test
    void shouldFollowAWriterInAnotherProcessAcrossRolls() throws IOException {
        final Path directory = Files.createDirectory(parent.resolve("journal"));
        final TestRecords records = new TestRecords(2_000);
        try (ChildJvm child = new ChildJvm(List.of(), CrashWriter.class, directory.toString())) {
            child.await("ready");
            while (CycleFiles.list(directory).isEmpty()) {
                Thread.onSpinWait();
            }
            try (JournalReader reader = JournalReader.openChecking(directory)) {
                long expected = 1;
                while (expected <= 1_200_000) {
                    if (reader.next()) {
                        assertEquals(expected++, reader.sequence());
                        if (expected % 1000 == 0) {
                            assertTrue(records.isSame(reader));
                        }
                    }
                }
            }
            assertTrue(CycleFiles.list(directory).size() >= 3);
        }
    }
}
