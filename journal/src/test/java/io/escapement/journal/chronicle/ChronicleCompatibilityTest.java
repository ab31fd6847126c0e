package io.escapement.journal.chronicle;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is written is an ordinary Chronicle queue, and is where this package's own reading of the files finds it. */
class ChronicleCompatibilityTest {
    private static final int DOCUMENTS = 5_000;

    @TempDir
    Path directory;

    @Test
    void shouldBeReadAlikeByChroniclesOwnTailerAndByOurReadingOfTheFiles() throws IOException {
        final UnsafeBuffer document = new UnsafeBuffer(ByteBuffer.allocateDirect(64));
        try (ChronicleAppender appender = new ChronicleAppender(directory, Roll.SECONDLY, 1 << 20, 0)) {
            for (int i = 0; i < DOCUMENTS; i++) {
                document.putInt(0, i);
                appender.append(document.addressOffset(), 8 + i % 8 * 8, i);
            }
        }
        try (ChronicleQueue queue = SingleChronicleQueueBuilder.binary(directory).rollCycle(Roll.SECONDLY.cycle())
            .readOnly(true).build(); ExcerptTailer tailer = queue.createTailer()) {
            for (int i = 0; i < DOCUMENTS; i++) {
                try (DocumentContext context = tailer.readingDocument()) {
                    assertTrue(context.isPresent());
                    final Bytes<?> bytes = context.wire().bytes();
                    assertEquals(8 + i % 8 * 8, bytes.readRemaining());
                    assertEquals(i, bytes.readInt());
                }
            }
            assertFalse(tailer.readingDocument().isPresent());
        }
        int expected = 0;
        for (final Path file : CycleFiles.list(directory)) {
            expected = walk(file, expected);
        }
        assertEquals(DOCUMENTS, expected);
    }

    private static int walk(Path file, int first) throws IOException {
        int expected = first;
        try (MappedCycle cycle = MappedCycle.read(file, 128 << 10)) {
            long at = 0;
            while (cycle.ensure(at, Documents.HEADER_LENGTH) && cycle.header(at) != Documents.NONE
                && cycle.header(at) != Documents.END_OF_FILE) {
                final int word = cycle.header(at);
                if (Documents.isData(word)) {
                    assertEquals(8 + expected % 8 * 8, Documents.length(word));
                    assertTrue(cycle.ensure(at, Documents.HEADER_LENGTH + 4));
                    assertEquals(expected, cycle.buffer().getInt(cycle.offset(at) + 4));
                    expected++;
                }
                at = Documents.next(at, Documents.length(word));
            }
        }
        return expected;
    }
}
