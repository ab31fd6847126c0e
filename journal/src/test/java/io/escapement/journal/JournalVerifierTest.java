package io.escapement.journal;

import io.escapement.journal.chronicle.CycleFiles;
import io.escapement.journal.chronicle.Roll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalVerifierTest {
    private static final int FLIPS = Integer.getInteger("journal.flips", 250);
    private static final int TRUNCATIONS = Integer.getInteger("journal.truncations", 100);

    @TempDir
    Path directory;

    private List<Path> files;

    @BeforeEach
    void writeJournal() throws IOException {
        final TestRecords records = new TestRecords(10_000_000);
        final JournalConfig config = TestRecords.small(directory).withRoll(Roll.MINUTELY).withBlockBytes(256 << 10);
        try (JournalWriter writer = JournalWriter.open(config)) {
            records.appendTo(writer, 13_000);
        }
        files = CycleFiles.list(directory);
    }

    @Test
    void shouldFindNothingInAWholeJournal() {
        final Verification verification = JournalVerifier.verify(directory);
        assertEquals(List.of(), verification.findings());
        assertEquals(List.of(), verification.notes());
        assertEquals(13_000, verification.records());
        assertEquals(1, verification.firstSequence());
        assertEquals(13_000, verification.lastSequence());
        assertEquals(3, verification.files());
        assertEquals(0, verification.exitCode());
        try (JournalWriter writer = JournalWriter.open(TestRecords.small(directory).withRoll(Roll.MINUTELY))) {
            assertEquals(verification.hash(), writer.hash());
        }
    }

    @Test
    void shouldNameTheSequenceOfEveryFlippedByteOfARecordOrTheWordBeforeIt() throws IOException {
        final Damage damage = new Damage(files, 20261121L);
        for (int i = 0; i < FLIPS; i++) {
            final Damage.Flip flip = damage.flipInRecord();
            final Verification verification = JournalVerifier.verify(directory);
            damage.undo();
            assertFalse(verification.isSound(), () -> "not found: " + flip);
            final long named = verification.findings().get(0).sequence();
            assertEquals(flip.sequence(), named, () -> flip + " but found " + verification.findings());
        }
        assertTrue(JournalVerifier.verify(directory).isSound());
    }

    @Test
    void shouldFindEveryFlippedByteOfTheRestOfTheFileButThoseThatHoldNothing() throws IOException {
        final Damage damage = new Damage(files, 7);
        int missed = 0;
        for (int i = 0; i < FLIPS; i++) {
            damage.flipOutsideRecords();
            missed += JournalVerifier.verify(directory).isSound() ? 1 : 0;
            damage.undo();
        }
        assertTrue(missed <= FLIPS / 50, missed + " of " + FLIPS + " flips outside records went unseen");
    }

    @Test
    void shouldFindEveryTruncationThatTakesARecordsByte() throws IOException {
        final Damage damage = new Damage(files, 42);
        for (int i = 0; i < TRUNCATIONS; i++) {
            final String what = damage.truncate();
            final Verification verification = JournalVerifier.verify(directory);
            damage.undo();
            assertFalse(verification.isSound(), () -> "not found: " + what);
        }
    }

    @Test
    void shouldNameTheRecordsOfAMissingFile() throws IOException {
        Files.delete(files.get(1));
        final Finding finding = JournalVerifier.verify(directory).findings().get(0);
        assertEquals(Finding.Kind.LOST, finding.kind());
        assertEquals(6000, finding.sequence());
    }

    @Test
    void shouldNoticeThatTheLastFileIsMissing() throws IOException {
        Files.delete(files.get(2));
        final Finding finding = JournalVerifier.verify(directory).findings().get(0);
        assertEquals(Finding.Kind.LOST, finding.kind());
        assertEquals(12_000, finding.sequence());
    }

    @Test
    void shouldFindTwoRecordsThatHaveChangedPlaces() throws IOException {
        new Damage(files, 1).swapNeighbours(4000);
        final Finding finding = JournalVerifier.verify(directory).findings().get(0);
        assertEquals(4000, finding.sequence());
    }
}
