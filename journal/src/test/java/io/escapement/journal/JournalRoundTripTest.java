package io.escapement.journal;

import io.escapement.journal.chronicle.CycleFiles;
import io.escapement.journal.chronicle.Roll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalRoundTripTest {
    @TempDir
    Path directory;

    @Test
    void shouldReadBackEveryRecordAsItWasAppended() {
        final TestRecords records = new TestRecords(1000);
        try (JournalWriter writer = JournalWriter.open(TestRecords.small(directory))) {
            assertEquals(0, writer.lastSequence());
            records.appendTo(writer, 20_000);
        }
        assertEquals(20_000, readAll(records));
    }

    @Test
    void shouldGoOnWithSequenceAndChainWhenOpenedAgain() {
        final TestRecords records = new TestRecords(1000);
        for (int run = 1; run <= 5; run++) {
            try (JournalWriter writer = JournalWriter.open(TestRecords.small(directory))) {
                assertEquals((run - 1) * 1000L, writer.lastSequence());
                assertTrue(writer.recovery().endedCleanly(), writer.recovery().message());
                records.appendTo(writer, run * 1000L);
            }
        }
        assertEquals(5000, readAll(records));
    }

    @Test
    void shouldReadAcrossRolls() throws IOException {
        final TestRecords records = new TestRecords(10_000_000);
        try (JournalWriter writer = JournalWriter.open(TestRecords.small(directory).withRoll(Roll.SECONDLY))) {
            records.appendTo(writer, 1000);
        }
        assertEquals(11, CycleFiles.list(directory).size());
        assertEquals(1000, readAll(records));
    }

    @Test
    void shouldFindAnySequenceAndTimeInAnyFile() {
        final TestRecords records = new TestRecords(1_000_000);
        try (JournalWriter writer = JournalWriter.open(TestRecords.small(directory).withRoll(Roll.SECONDLY))) {
            records.appendTo(writer, 5000);
        }
        try (JournalReader reader = JournalReader.open(directory)) {
            for (long wanted = 1; wanted <= 5000; wanted += 37) {
                assertTrue(reader.seekSequence(wanted));
                assertTrue(reader.next());
                assertEquals(wanted, reader.sequence());
                assertTrue(reader.seekTime(records.eventTimeNs(wanted) - 1));
                assertTrue(reader.next());
                assertEquals(wanted, reader.sequence());
            }
            assertFalse(reader.seekSequence(5001));
            assertFalse(reader.next());
            reader.seekFromEnd(3);
            assertTrue(reader.next());
            assertEquals(4998, reader.sequence());
            reader.toStart();
            assertTrue(reader.next());
            assertEquals(1, reader.sequence());
        }
    }

    @Test
    void shouldFollowAJournalFromBeforeItsFirstRecord() {
        final TestRecords records = new TestRecords(1000);
        try (JournalWriter writer = JournalWriter.open(TestRecords.small(directory));
            JournalReader reader = JournalReader.open(directory)) {
            assertFalse(reader.next());
            assertFalse(reader.seekSequence(1));
            assertTrue(JournalVerifier.verify(directory).isSound());
            records.appendTo(writer, 3);
            long read = 0;
            for (int polls = 0; polls < 1000; polls++) {
                read += reader.next() ? 1 : 0;
            }
            assertEquals(3, read);
        }
    }

    private long readAll(TestRecords records) {
        try (JournalReader reader = JournalReader.openChecking(directory)) {
            long count = 0;
            while (reader.next()) {
                count++;
                assertEquals(count, reader.sequence());
                assertTrue(records.isSame(reader), "record " + count);
            }
            return count;
        }
    }
}
