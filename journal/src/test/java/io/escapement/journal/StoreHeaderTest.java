package io.escapement.journal;

import io.escapement.journal.chronicle.CycleFiles;
import io.escapement.journal.chronicle.MappedCycle;
import io.escapement.journal.chronicle.StoreHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StoreHeaderTest {
    private static final int WINDOW = 64 << 10;

    @TempDir
    private Path directory;

    @Test
    void findsARecordInAFileLongerThanTheWindow() throws IOException {
        try (JournalWriter writer = JournalWriter.open(TestRecords.small(directory))) {
            new TestRecords(10_000_000).appendTo(writer, 5_000);
        }
        try (MappedCycle cycle = MappedCycle.read(CycleFiles.list(directory).get(0), WINDOW)) {
            assertTrue(StoreHeader.of(cycle).writePosition() > 2 * WINDOW);
            for (final long wanted : new long[] {1, 2_500, 4_999, 5_000, 6_000}) {
                final long near = RecordSearch.nearBefore(cycle, RecordSearch.Key.SEQUENCE, wanted);
                assertTrue(near == 0 || sequence(cycle, near) < wanted, () -> wanted + " at " + near);
            }
        }
    }

    private static long sequence(MappedCycle cycle, long word) {
        assertTrue(cycle.ensure(word, RecordCheck.MIN_LENGTH));
        return RecordLayout.sequence(cycle.buffer(), cycle.offset(word + 4));
    }

    /** Files are longer than a window; reading on in the header's bytes there would be reading anywhere in memory. */
    @Test
    void tellsTheIndexLayoutWhereverTheWindowHasSlid() throws IOException {
        try (JournalWriter writer = JournalWriter.open(TestRecords.small(directory))) {
            new TestRecords(10_000_000).appendTo(writer, 100);
        }
        try (MappedCycle cycle = MappedCycle.read(CycleFiles.list(directory).get(0), WINDOW)) {
            final StoreHeader header = StoreHeader.of(cycle);
            final int count = header.indexCount();
            final int spacing = header.indexSpacing();
            final long written = header.writePosition();
            assertTrue(count > 0 && spacing > 0);
            assertTrue(cycle.ensure(cycle.size() - 8, 8) && cycle.windowStart() > header.end());
            assertEquals(count, header.indexCount());
            assertEquals(spacing, header.indexSpacing());
            assertEquals(written, header.writePosition());
        }
    }
}
