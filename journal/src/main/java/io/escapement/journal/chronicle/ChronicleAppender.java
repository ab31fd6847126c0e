package io.escapement.journal.chronicle;

import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

import java.nio.file.Path;

/**
 * Appends documents to a Chronicle queue, each with one copy from off-heap memory. Rolls by the times that it is
 * given, so that it reads no clock. One thread appends; it may be another than the one that opened.
 */
public final class ChronicleAppender implements AutoCloseable {
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final PointerBytesStore document = new PointerBytesStore();
    private long timeMs;

    /**
     * @param blockSize   bytes by which a file grows; a document may be a quarter of it
     * @param notBeforeMs no document goes into a file for a time before this
     */
    public ChronicleAppender(Path directory, Roll roll, long blockSize, long notBeforeMs) {
        timeMs = notBeforeMs;
        queue = SingleChronicleQueueBuilder.binary(directory)
            .rollCycle(roll.cycle())
            .blockSize(blockSize)
            .timeProvider(this::timeMs)
            .build();
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
    }

    private long timeMs() {
        return timeMs;
    }

    /** Copies a document from memory to the end of the queue. */
    public void append(long address, int length, long timeMs) {
        if (timeMs > this.timeMs) {
            this.timeMs = timeMs;
        }
        document.set(address, length);
        appender.writeBytes((BytesStore<?, ?>) document);
    }

    /** Starts touching pages ahead of the appends; the caller runs it on a thread of its own. */
    public PreToucher preToucher(long aheadBytes) {
        return new PreToucher(queue, aheadBytes);
    }

    @Override
    public void close() {
        appender.close();
        queue.close();
    }
}
