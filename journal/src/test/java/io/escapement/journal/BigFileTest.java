package io.escapement.journal;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.TradeEncoder;
import io.escapement.journal.chronicle.CycleFiles;
import io.escapement.journal.chronicle.Documents;
import io.escapement.journal.chronicle.MappedCycle;
import io.escapement.journal.chronicle.Roll;
import io.escapement.journal.chronicle.StoreHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Files longer than the window through which they are seen, as any hour of ten venues makes. */
class BigFileTest {
    private static final int RECORD_LENGTH = 8_000_000;
    private static final long IN_FIRST_FILE = 36;
    private static final long RECORDS = IN_FIRST_FILE + 2;
    private static final long MINUTE_NS = 60_000_000_000L;

    private final RecordBuilder builder = new RecordBuilder(RECORD_LENGTH + 64);

    @TempDir
    Path directory;

    private JournalConfig config() {
        return TestRecords.small(directory).withRoll(Roll.MINUTELY).withBlockBytes(32 << 20);
    }

    private void append(JournalWriter writer, long sequence) {
        final long minute = sequence > IN_FIRST_FILE ? MINUTE_NS : 0;
        builder.begin(sequence, TestRecords.START_NS + minute + sequence, Provenance.SIMULATED);
        new TradeEncoder().wrapAndApplyHeader(builder.buffer(), builder.next(), new MessageHeaderEncoder());
        builder.commit(RECORD_LENGTH - RecordLayout.HEADER_LENGTH - RecordLayout.FRAME_HEADER_LENGTH,
            RecordLayout.NO_STAGE).finish();
        writer.append(builder.buffer(), builder.bytes(), 0);
    }

    @BeforeEach
    void writeJournal() throws IOException {
        builder.buffer().setMemory(0, RECORD_LENGTH, (byte) 7);
        try (JournalWriter writer = JournalWriter.open(config())) {
            while (writer.lastSequence() < RECORDS) {
                append(writer, writer.lastSequence() + 1);
            }
        }
        assertEquals(2, CycleFiles.list(directory).size());
        try (MappedCycle cycle = MappedCycle.read(CycleFiles.list(directory).get(0))) {
            assertTrue(StoreHeader.of(cycle).writePosition() > MappedCycle.DEFAULT_WINDOW);
        }
    }

    private Recovery reopenAndAppend(long lastSequence) {
        final Recovery recovery;
        try (JournalWriter writer = JournalWriter.open(config())) {
            recovery = writer.recovery();
            append(writer, lastSequence + 1);
        }
        assertEquals(lastSequence, recovery.lastSequence(), recovery.message());
        final Verification verification = JournalVerifier.verify(directory);
        assertEquals(List.of(), verification.findings());
        assertEquals(lastSequence + 1, verification.records());
        return recovery;
    }

    private void dropLastFile() throws IOException {
        final List<Path> files = CycleFiles.list(directory);
        Files.delete(files.get(1));
        Files.deleteIfExists(directory.resolve(CycleFiles.TABLE));
        clearEndOfFile(files.get(0));
    }

    /** As before the writer went on to the next file. */
    private static void clearEndOfFile(Path file) throws IOException {
        try (MappedCycle cycle = MappedCycle.repair(file)) {
            final TailWalk walk = new TailWalk();
            walk.walk(cycle, 0);
            cycle.clearFrom(walk.end, 64);
        }
    }

    @Test
    void cutsATornTailOfABigFile() throws IOException {
        dropLastFile();
        try (Tail tail = Tail.of(directory)) {
            tail.endUncleanly(false);
            tail.forgetLast();
            tail.tear(Tail.NOT_COMPLETE, RECORD_LENGTH / 2);
            final Verification before = JournalVerifier.verify(directory);
            assertEquals(List.of(), before.findings());
            assertEquals(2, before.notes().size(), () -> "" + before.notes());
        }
        assertTrue(reopenAndAppend(IN_FIRST_FILE - 1).tornBytes() > 0);
    }

    @Test
    void followsFromABigFileToTheNextAfterALossOfPower() throws IOException {
        seek();
        try (Tail tail = Tail.of(directory)) {
            tail.endUncleanly(true);
            tail.tear(tail.length(), tail.length() - 5000);
            assertEquals(List.of(), JournalVerifier.verify(directory).findings());
        }
        assertTrue(reopenAndAppend(RECORDS - 1).tornBytes() > 0);
    }

    @Test
    void checksABigFileFromItsBeginningAfterALossOfPower() throws IOException {
        dropLastFile();
        try (Tail tail = Tail.of(directory)) {
            tail.endUncleanly(true);
            tail.at(tail.beforeLast + Documents.HEADER_LENGTH + 5000).setMemory(0, 4096, (byte) 0);
        }
        assertTrue(reopenAndAppend(IN_FIRST_FILE - 2).tornBytes() > 0);
    }

    private void seek() {
        try (JournalReader reader = JournalReader.open(directory)) {
            for (final long wanted : new long[] {RECORDS, 1, IN_FIRST_FILE, IN_FIRST_FILE - 1, IN_FIRST_FILE / 2}) {
                assertTrue(reader.seekSequence(wanted));
                assertTrue(reader.next());
                assertEquals(wanted, reader.sequence());
            }
        }
    }
}
