package io.escapement.perf.journal;

import io.escapement.journal.JournalConfig;
import io.escapement.journal.JournalWriter;
import io.escapement.journal.RecordBuilder;
import io.escapement.journal.chronicle.Roll;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The victim of {@link KillTest}: appends as fast as it can, and notes each sequence once its append has returned. */
final class KillWriter {
    private KillWriter() {
    }

    /** @param args directory of the journal, file for the last acknowledged sequence */
    public static void main(String[] args) throws IOException {
        final UnsafeBuffer acknowledged = map(Path.of(args[1]));
        final SampleRecords samples = new SampleRecords();
        try (JournalWriter writer = JournalWriter.open(config(Path.of(args[0])))) {
            System.out.println("ready");
            while (true) {
                final RecordBuilder record = samples.record(writer.lastSequence() + 1);
                writer.append(record.buffer(), record.bytes(), 0);
                acknowledged.putLongVolatile(0, writer.lastSequence());
            }
        }
    }

    static JournalConfig config(Path directory) {
        return JournalConfig.in(directory).withRoll(Roll.SECONDLY);
    }

    static UnsafeBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
            return new UnsafeBuffer(channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES));
        }
    }
}
