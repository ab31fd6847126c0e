package io.escapement.journal;

import io.escapement.journal.chronicle.Roll;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process of its own that appends until it is killed, and notes each sequence once its append has returned. */
final class CrashWriter {
    static final String ACKNOWLEDGED = "acknowledged";

    private CrashWriter() {
    }

    /** @param args directory of the journal */
    public static void main(String[] args) throws IOException {
        final Path directory = Path.of(args[0]);
        final TestRecords records = new TestRecords(2_000);
        final UnsafeBuffer acknowledged = map(directory.resolveSibling(ACKNOWLEDGED));
        try (JournalWriter writer = JournalWriter.open(config(directory))) {
            System.out.println("ready");
            while (true) {
                records.appendTo(writer, writer.lastSequence() + 1);
                acknowledged.putLongVolatile(0, writer.lastSequence());
            }
        }
    }

    static JournalConfig config(Path directory) {
        return TestRecords.small(directory).withRoll(Roll.SECONDLY).withBlockBytes(4 << 20)
            .withPreTouchBytes(1 << 20);
    }

    static UnsafeBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
            return new UnsafeBuffer(channel.map(FileChannel.MapMode.READ_WRITE, 0, 8));
        }
    }
}
