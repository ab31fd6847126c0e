package io.escapement.journal;

import io.escapement.journal.chronicle.CycleFiles;
import io.escapement.journal.chronicle.Roll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalErrorsTest {
    private final TestRecords records = new TestRecords(1000);

    @TempDir
    Path directory;

    private static String message(org.junit.jupiter.api.function.Executable action) {
        return assertThrows(JournalException.class, action).getMessage();
    }

    @Test
    void shouldRefuseToReadADirectoryThatIsNotThere() {
        final Path missing = directory.resolve("missing");
        assertEquals(missing + ": no such directory; expected one that holds a journal",
            message(() -> JournalReader.open(missing)));
        assertEquals(missing + ": no such directory; expected one that holds a journal",
            message(() -> JournalVerifier.verify(missing)));
    }

    @Test
    void shouldRefuseToReadADirectoryWithoutAJournal() throws IOException {
        Files.writeString(directory.resolve("notes.txt"), "hello");
        assertEquals(directory + ": not a journal: it holds no file *.cq4",
            message(() -> JournalReader.open(directory)));
    }

    @Test
    void shouldFindNoRecordButDamageInAFileThatIsNoJournals() throws IOException {
        Files.writeString(directory.resolve("20260101-00F.cq4"), "this is no journal at all, whatever its name says");
        final Verification verification = JournalVerifier.verify(directory);
        assertEquals(1, verification.exitCode());
        assertEquals(Finding.Kind.STRUCTURE, verification.findings().get(0).kind());
    }

    @Test
    void shouldSayThatTheDirectoryIsNotWritable() throws IOException {
        final Path readOnly = Files.createDirectory(directory.resolve("read-only"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        Assumptions.assumeFalse(Files.isWritable(readOnly), "this user may write everywhere");
        assertEquals(readOnly + ": not writable; give this user the right to write there or set journal.directory to "
            + "another place", message(() -> JournalWriter.open(TestRecords.small(readOnly))));
    }

    @Test
    void shouldSayThatADirectoryCannotBeMade() throws IOException {
        final Path file = Files.writeString(directory.resolve("file"), "");
        final String said = message(() -> JournalWriter.open(TestRecords.small(file.resolve("journal"))));
        assertTrue(said.startsWith(file.resolve("journal") + ": cannot open the journal to write: "), said);
    }

    @Test
    void shouldRefuseToStartOnAFullDisk() {
        final String said = message(() -> JournalWriter.open(
            TestRecords.small(directory).withMinFreeBytes(Long.MAX_VALUE)));
        assertTrue(said.startsWith(directory + ": disk full: "), said);
        assertTrue(said.contains("the journal needs at least " + Long.MAX_VALUE), said);
    }

    @Test
    void shouldStopAppendingWithAClearErrorWhenTheDiskFillsUp() throws Exception {
        final Path small = directory.resolve("small-disk");
        Files.createDirectory(small);
        final Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", small.toString())
            .redirectErrorStream(true).start();
        Assumptions.assumeTrue(mount.waitFor() == 0, "mounting a small disk needs root");
        try {
            final JournalConfig config = TestRecords.small(small).withMinFreeBytes(8 << 20).withPreTouchBytes(1 << 20);
            long appended = 0;
            try (JournalWriter writer = JournalWriter.open(config)) {
                try {
                    while (true) {
                        records.appendTo(writer, ++appended);
                        if (appended % 1000 == 0) {
                            Thread.sleep(10);
                        }
                    }
                } catch (final JournalException full) {
                    assertTrue(full.getMessage().startsWith(small + ": disk full: "), full.getMessage());
                    appended = writer.lastSequence();
                }
            }
            final Verification verification = JournalVerifier.verify(small);
            assertEquals(List.of(), verification.findings());
            assertEquals(appended, verification.records());
        } finally {
            new ProcessBuilder("umount", small.toString()).start().waitFor();
        }
    }

    @Test
    void shouldRefuseASecondWriterInTheSameProcess() {
        try (JournalWriter writer = JournalWriter.open(TestRecords.small(directory))) {
            final String said = message(() -> JournalWriter.open(TestRecords.small(directory)));
            assertTrue(said.startsWith(directory + ": process " + ProcessHandle.current().pid()), said);
            records.appendTo(writer, 10);
        }
    }

    @Test
    void shouldRefuseRecordsThatAreNotTheNextOne() {
        try (JournalWriter writer = JournalWriter.open(TestRecords.small(directory))) {
            records.appendTo(writer, 10);
            final RecordBuilder skipped = records.record(12);
            assertEquals(directory + ": record with sequence 12 after 10: expected 11",
                message(() -> writer.append(skipped.buffer(), skipped.bytes(), 0)));
            final RecordBuilder early = new TestRecords(0).record(11);
            assertEquals(directory + ": record 11 with event time " + TestRecords.START_NS + " after "
                + records.eventTimeNs(10) + ": event time never goes back",
                message(() -> writer.append(early.buffer(), early.bytes(), 0)));
            records.appendTo(writer, 20);
        }
        assertTrue(JournalVerifier.verify(directory).isSound());
    }

    @Test
    void shouldRefuseAnotherRollThanTheJournalBeganWith() throws IOException {
        try (JournalWriter writer = JournalWriter.open(TestRecords.small(directory))) {
            records.appendTo(writer, 10);
        }
        final Path file = CycleFiles.list(directory).get(0);
        assertEquals(file + ": not a file of a journal that rolls DAILY; set journal.roll as it was when the journal "
            + "began, or use another directory",
            message(() -> JournalWriter.open(TestRecords.small(directory).withRoll(Roll.DAILY))));
    }

    @Test
    void shouldNameTheBadRecordWhenAReaderComesUponDamage() throws IOException {
        try (JournalWriter writer = JournalWriter.open(TestRecords.small(directory))) {
            records.appendTo(writer, 1000);
        }
        final Damage.Flip flip = new Damage(CycleFiles.list(directory), 3).flipInRecord();
        try (JournalReader reader = JournalReader.openChecking(directory)) {
            final JournalDamagedException damaged = assertThrows(JournalDamagedException.class, () -> {
                while (reader.next()) {
                    assertTrue(reader.sequence() < flip.sequence());
                }
            });
            assertEquals(flip.sequence(), damaged.sequence());
        }
    }

    @Test
    void shouldSayWhichFlagsAreMissingWhenTheJdkIsClosed() throws Exception {
        final ProcessBuilder closed = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
            "--add-opens", "java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED",
            "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            SelfCheckMain.class.getName()).redirectErrorStream(true);
        final Process process = closed.start();
        final String said = new String(process.getInputStream().readAllBytes());
        assertEquals(3, process.waitFor(), said);
        assertTrue(said.contains("this JVM cannot write a journal"), said);
        assertTrue(said.contains("Closed to it: java.base/sun.nio.ch. Start with java -jar"), said);
    }

    @Test
    void shouldPassTheSelfCheckWhenTheJdkIsOpen() {
        JournalSelfCheck.run();
    }
}
