package io.escapement.journal;

import io.escapement.journal.chronicle.CycleFiles;
import io.escapement.journal.chronicle.MappedCycle;
import io.escapement.journal.chronicle.Roll;
import io.escapement.journal.chronicle.StoreHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalRecoveryTest {
    private final TestRecords records = new TestRecords(10_000_000);

    @TempDir
    Path directory;

    private JournalConfig config() {
        return TestRecords.small(directory).withRoll(Roll.MINUTELY);
    }

    private void write(long lastSequence) {
        try (JournalWriter writer = JournalWriter.open(config())) {
            records.appendTo(writer, lastSequence);
        }
    }

    /** As if the machine had lost its power while the journal was being written. */
    private void losePower(String forcedFile, long forcedPosition) throws IOException {
        try (JournalState state = JournalState.open(directory)) {
            state.status = JournalState.OPEN;
            state.bootIdLow++;
            state.lastSequence = 0;
            state.forcedSequence = 0;
            state.forcedFile = forcedFile;
            state.forcedPosition = forcedPosition;
            state.write();
        }
    }

    private Path file(int index) throws IOException {
        return CycleFiles.list(directory).get(index);
    }

    /** Zeros a page of a file, as a page that never reached the disk. */
    private static void losePage(Path file, long position) throws IOException {
        try (MappedCycle cycle = MappedCycle.repair(file)) {
            cycle.ensure(position, 4096);
            cycle.buffer().setMemory(cycle.offset(position), 4096, (byte) 0);
        }
    }

    private Recovery reopenAndAppend(int more) {
        final Recovery recovery;
        try (JournalWriter writer = JournalWriter.open(config())) {
            recovery = writer.recovery();
            records.appendTo(writer, recovery.lastSequence() + more);
        }
        final Verification verification = JournalVerifier.verify(directory);
        assertEquals(List.of(), verification.findings());
        assertEquals(recovery.lastSequence() + more, verification.records());
        return recovery;
    }

    @Test
    void shouldCutAtTheFirstLostPageAndGoOnInANewFileAfterALossOfPower() throws IOException {
        write(5_000);
        losePage(file(0), 500 * 1024);
        losePower("", 0);
        final Recovery recovery = reopenAndAppend(100);
        assertFalse(recovery.endedCleanly());
        assertTrue(recovery.lastSequence() > 2000 && recovery.lastSequence() < 3000, recovery.message());
        assertTrue(recovery.tornBytes() > 100_000, recovery.message());
        assertTrue(Files.size(file(0).resolveSibling(file(0).getFileName() + ".torn")) > 100_000);
        assertEquals(2, CycleFiles.list(directory).size());
        final Recovery again = reopenAndAppend(100);
        assertTrue(again.endedCleanly());
    }

    @Test
    void shouldSetAsideLaterFilesWhenAnEarlierOneLostAPage() throws IOException {
        write(13_000);
        losePage(file(1), 900 * 1024);
        losePower(file(0).getFileName().toString(), 33_040);
        final Recovery recovery = reopenAndAppend(10_000);
        assertTrue(recovery.lastSequence() > 6_000 && recovery.lastSequence() < 12_000, recovery.message());
        assertTrue(recovery.message().contains("0002.cq4.torn"), recovery.message());
    }

    @Test
    void shouldTrustWhatWasForcedBeforeTheLossOfPower() throws IOException {
        write(5_000);
        final long last;
        try (MappedCycle cycle = MappedCycle.read(file(0))) {
            last = StoreHeader.of(cycle).writePosition();
        }
        losePower(file(0).getFileName().toString(), last);
        final Recovery recovery = reopenAndAppend(100);
        assertEquals(5_000, recovery.lastSequence());
        assertEquals(0, recovery.tornBytes());
    }

    @Test
    void shouldClearARecordThatWasBeingWrittenWhenTheProcessDied() throws IOException {
        write(1_000);
        try (JournalState state = JournalState.open(directory)) {
            state.status = JournalState.OPEN;
            state.write();
        }
        try (MappedCycle cycle = MappedCycle.repair(file(0))) {
            final TailWalk walk = new TailWalk();
            walk.walk(cycle, 0);
            cycle.ensure(walk.end, 300);
            cycle.buffer().setMemory(cycle.offset(walk.end + 4), 200, (byte) 7);
        }
        final Recovery recovery = reopenAndAppend(10);
        assertEquals(1_000, recovery.lastSequence());
        assertEquals(204, recovery.tornBytes());
        assertEquals(directory + ": 1000 records, sequences 1 to 1000; the run before did not end cleanly. Cut a torn "
            + "tail of 204 bytes behind sequence 1000.", recovery.message());
    }

    @Test
    void shouldRemoveAFileThatHasNoRecordYet() throws IOException {
        write(1_000);
        Files.write(directory.resolve("20260101-0100.cq4"), new byte[8192]);
        final Recovery recovery = reopenAndAppend(10);
        assertEquals(1_000, recovery.lastSequence());
        assertTrue(recovery.message().contains("Removed 20260101-0100.cq4"), recovery.message());
    }

    @Test
    void shouldRefuseToAppendToAJournalThatWasDamagedAfterItWasClosed() throws IOException {
        write(5_000);
        try (MappedCycle cycle = MappedCycle.repair(file(0))) {
            final long last = StoreHeader.of(cycle).writePosition();
            cycle.ensure(last, 100);
            cycle.buffer().putByte(cycle.offset(last) + 60, (byte) 99);
        }
        final JournalDamagedException damaged =
            assertThrows(JournalDamagedException.class, () -> JournalWriter.open(config()));
        assertEquals(5_000, damaged.sequence());
    }

    @Test
    void shouldKeepTheNewestFilesOnly() throws IOException {
        try (JournalWriter writer = JournalWriter.open(config().withRetention(Retention.files(2)))) {
            records.appendTo(writer, 30_000);
            final long deadline = System.nanoTime() + 10_000_000_000L;
            while (CycleFiles.list(directory).size() > 2 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
        }
        assertEquals(2, CycleFiles.list(directory).size());
        final Verification verification = JournalVerifier.verify(directory);
        assertEquals(List.of(), verification.findings());
        assertEquals(24_000, verification.firstSequence());
        assertEquals(30_000, verification.lastSequence());
        final Recovery recovery;
        try (JournalWriter writer = JournalWriter.open(config())) {
            recovery = writer.recovery();
        }
        assertEquals(6_001, recovery.records());
    }
}
