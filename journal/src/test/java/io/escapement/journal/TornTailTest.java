package io.escapement.journal;

import io.escapement.journal.chronicle.Documents;
import io.escapement.journal.chronicle.Roll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TornTailTest {
    private static final int RECORDS = 99;
    private static final String NOT_CLEAN = "the last run did not end cleanly, or is not over";

    private final TestRecords records = new TestRecords(10_000_000);

    @TempDir
    Path directory;

    private Tail tail;
    private Verification whole;

    private JournalConfig config() {
        return TestRecords.small(directory).withRoll(Roll.MINUTELY).withBlockBytes(256 << 10);
    }

    /** A journal of {@link #RECORDS} records, and one more that the tests tear; none of them is the index's. */
    @BeforeEach
    void writeJournal() throws IOException {
        try (JournalWriter writer = JournalWriter.open(config())) {
            records.appendTo(writer, RECORDS);
        }
        whole = JournalVerifier.verify(directory);
        try (JournalWriter writer = JournalWriter.open(config())) {
            records.appendTo(writer, RECORDS + 1);
        }
        tail = Tail.of(directory);
    }

    @AfterEach
    void closeTail() {
        tail.close();
    }

    private Verification expected(boolean torn) {
        final String note = "20260101-0000.cq4, position " + tail.last + ": a record was being written when the writer "
            + "died; opening the journal to write cuts it";
        return new Verification(whole.records(), 1, RECORDS, whole.firstEventTimeNs(), whole.lastEventTimeNs(),
            whole.hash(), 1, whole.bytes(), List.of(), 0, torn ? List.of(note, NOT_CLEAN) : List.of(NOT_CLEAN));
    }

    private Verification verify() {
        return JournalVerifier.verify(directory);
    }

    @Test
    void aRecordThatWasBeingWrittenIsANoteHoweverFarTheWriterHadCome() throws IOException {
        tail.endUncleanly(false);
        tail.forgetLast();
        for (final int word : new int[] {Tail.NOT_COMPLETE, Tail.NOT_COMPLETE | tail.length(), Documents.NONE}) {
            for (int written = 0; written <= tail.length(); written++) {
                tail.tear(word, written);
                final int bytes = written;
                assertEquals(expected(word != Documents.NONE || written > 0), verify(),
                    () -> bytes + " bytes behind the word " + Integer.toHexString(word));
            }
        }
    }

    @Test
    void openingToWriteCutsARecordThatWasBeingWritten() throws IOException {
        tail.endUncleanly(false);
        for (final int written : new int[] {0, 1, tail.length() / 2, tail.length()}) {
            tail.tear(Tail.NOT_COMPLETE, written);
            tail.forgetLast();
            tail.endUncleanly(false);
            final Recovery recovery;
            try (JournalWriter writer = JournalWriter.open(config())) {
                recovery = writer.recovery();
                records.appendTo(writer, RECORDS + 1);
            }
            assertEquals(RECORDS, recovery.lastSequence(), recovery.message());
            assertEquals(whole.hash(), recovery.hash());
            assertTrue(recovery.tornBytes() > 0, recovery.message());
            assertEquals(List.of(), verify().findings());
            assertEquals(RECORDS + 1, verify().records());
        }
    }

    @Test
    void aFinishedRecordThatChronicleHasNotNotedIsARecord() throws IOException {
        tail.endUncleanly(false);
        tail.forgetLast();
        final Verification verification = verify();
        assertEquals(List.of(), verification.findings());
        assertEquals(List.of(NOT_CLEAN), verification.notes());
        assertEquals(RECORDS + 1, verification.records());
    }

    @Test
    void aFinishedRecordThatLacksBytesIsDamageWhereTheMachineRanOn() throws IOException {
        tail.endUncleanly(false);
        for (int written = 0; written < RecordLayout.HEADER_LENGTH; written++) {
            tail.tear(tail.length(), written);
            assertFinding(RECORDS + 1, tail.last, "" + written);
        }
    }

    @Test
    void aFinishedRecordWhoseWordIsGoneIsDamageWhereTheMachineRanOn() throws IOException {
        tail.endUncleanly(false);
        for (final int word : new int[] {Tail.NOT_COMPLETE, Tail.NOT_COMPLETE | tail.length(), Documents.NONE}) {
            tail.tear(word, tail.length());
            assertFinding(RECORDS + 1, tail.last, Integer.toHexString(word));
        }
    }

    @Test
    void aCleanEndHasNothingBehindIt() {
        tail.forgetLast();
        tail.tear(Tail.NOT_COMPLETE, tail.length() / 2);
        assertFalse(verify().isSound());
    }

    @Test
    void damageBeforeATornTailStaysAFinding() throws IOException {
        tail.endUncleanly(false);
        for (int offset = -Documents.HEADER_LENGTH; offset < RecordLayout.HEADER_LENGTH; offset++) {
            tail.mend();
            tail.forgetLast();
            tail.tear(Tail.NOT_COMPLETE, tail.length() / 2);
            tail.flipBeforeLast(offset);
            assertFinding(RECORDS, tail.beforeLast, "bit flipped at " + offset);
        }
    }

    /** The first record behind those of {@link #writeJournal()} that lies on two pages, in a journal that it ends. */
    private long endOnTwoPages() throws IOException {
        tail.close();
        while (true) {
            try (JournalWriter writer = JournalWriter.open(config())) {
                records.appendTo(writer, writer.lastSequence() + 1);
            }
            tail = Tail.of(directory);
            final long border = tail.last + Documents.HEADER_LENGTH + tail.length() & -4096;
            if (border > tail.last + RecordLayout.HEADER_LENGTH) {
                return border;
            }
            tail.close();
        }
    }

    @Test
    void aRecordThatLacksAPageAfterALossOfPowerIsANote() throws IOException {
        final int first = (int) (endOnTwoPages() - tail.last) - Documents.HEADER_LENGTH;
        tail.endUncleanly(true);
        tail.tear(tail.length(), first);
        final Verification second = verify();
        assertEquals(List.of(), second.findings());
        assertEquals(2, second.notes().size(), () -> "" + second.notes());
        tail.mend();
        tail.at(tail.last).setMemory(0, Documents.HEADER_LENGTH + first, (byte) 0);
        tail.forgetLast();
        assertEquals(second, verify());
        try (JournalWriter writer = JournalWriter.open(config())) {
            assertEquals(second.lastSequence(), writer.recovery().lastSequence());
            assertEquals(second.hash(), writer.recovery().hash());
        }
        assertEquals(List.of(), verify().findings());
    }

    @Test
    void aFinishedRecordThatHasChangedIsDamageAfterALossOfPowerToo() throws IOException {
        tail.endUncleanly(true);
        tail.at(tail.last + 60).putByte(0, (byte) ~tail.at(tail.last + 60).getByte(0));
        assertFinding(RECORDS + 1, tail.last, "changed");
    }

    private void assertFinding(long sequence, long position, String what) {
        final Verification verification = verify();
        assertFalse(verification.isSound(), what);
        assertEquals(sequence, verification.findings().get(0).sequence(), () -> what + ": " + verification);
        assertEquals(position, verification.findings().get(0).position(), () -> what + ": " + verification);
    }

    @Test
    void aJournalThatIsBeingWrittenHasNoFindings() {
        tail.close();
        try (JournalWriter writer = JournalWriter.open(config())) {
            final CompletableFuture<Void> writing =
                CompletableFuture.runAsync(() -> records.appendTo(writer, 60_000));
            int verified = 0;
            while (!writing.isDone() || verified == 0) {
                assertEquals(List.of(), verify().findings());
                verified++;
            }
            writing.join();
        }
        assertEquals(60_000, verify().records());
    }
}
