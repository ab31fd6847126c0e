package io.escapement.journal;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalAllocationTest {
    private static final int RECORDS = 200_000;
    /** Less than a byte a record: what Chronicle allocates when it maps a further block. */
    private static final long ALLOWED_BYTES = 100_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path directory;

    private long allocatedBytes() {
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Test
    void shouldAppendAndReadWithoutGarbage() {
        final RecordBuilder record = new TestRecords(1).record(2);
        try (JournalWriter writer = JournalWriter.open(TestRecords.small(directory).withBlockBytes(64 << 20))) {
            append(writer, record, RECORDS);
            final long before = allocatedBytes();
            append(writer, record, 2 * RECORDS);
            final long allocated = allocatedBytes() - before;
            assertTrue(allocated < ALLOWED_BYTES, allocated + " bytes allocated by " + RECORDS + " appends");
        }
        try (JournalReader reader = JournalReader.openChecking(directory)) {
            read(reader, RECORDS);
            final long before = allocatedBytes();
            read(reader, RECORDS);
            final long allocated = allocatedBytes() - before;
            assertTrue(allocated < ALLOWED_BYTES, allocated + " bytes allocated by reading " + RECORDS + " records");
        }
    }

    private static void append(JournalWriter writer, RecordBuilder record, long last) {
        while (writer.lastSequence() < last) {
            record.buffer().putLong(RecordLayout.SEQUENCE_OFFSET, writer.lastSequence() + 1, ByteOrder.LITTLE_ENDIAN);
            writer.append(record.buffer(), record.bytes(), 0);
        }
    }

    private static void read(JournalReader reader, int count) {
        for (int i = 0; i < count; i++) {
            assertTrue(reader.next());
        }
    }
}
