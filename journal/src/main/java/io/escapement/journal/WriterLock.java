package io.escapement.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One writer a journal: a lock of the operating system's, which ends with the process however it ends. */
final class WriterLock implements AutoCloseable {
    static final String FILE = "journal.lock";

    private final FileChannel channel;

    private WriterLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @throws JournalException if another writer, here or in another process, holds it; the message names its pid
     */
    static WriterLock take(Path directory) throws IOException {
        final FileChannel channel = FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE,
            StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (final OverlappingFileLockException e) {
            // Held by this very process; told below.
        }
        if (lock == null) {
            final String holder = holder(channel);
            channel.close();
            throw new JournalException(directory + ": process " + holder + " is writing this journal; a journal has "
                + "one writer: stop that process or use another directory");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
        return new WriterLock(channel);
    }

    private static String holder(FileChannel channel) throws IOException {
        final ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
