package io.escapement.perf.journal;

import io.escapement.journal.JournalConfig;
import io.escapement.journal.JournalReader;
import io.escapement.journal.JournalWriter;
import io.escapement.journal.RecordBuilder;
import io.escapement.journal.RecordLayout;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Appending and reading records of 248 bytes, and the least that a mapped file costs. A shot is a thousand records, and
 * the pages ahead of a shot have been touched: without a limit the disk's bandwidth would be measured instead.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 300, batchSize = JournalBench.BATCH)
@Measurement(iterations = 301, batchSize = JournalBench.BATCH)
public class JournalBench {
    static final int BATCH = 1_000;
    private static final int READ_RECORDS = 1_000_000;

    private final SampleRecords samples = new SampleRecords();
    private Path directory;
    private Path readDirectory;
    private JournalWriter writer;
    private MappedFloor floor;
    private JournalReader reader;
    private long sequence;

    @Setup(Level.Trial)
    public void open() throws IOException {
        directory = Files.createTempDirectory("journal-bench");
        readDirectory = Files.createTempDirectory("journal-bench-read");
        writer = JournalWriter.open(
            JournalConfig.in(directory));
        floor = new MappedFloor(directory.resolve("floor"), 256 << 20);
        try (JournalWriter toRead = JournalWriter.open(JournalConfig.in(readDirectory))) {
            for (long i = 1; i <= READ_RECORDS; i++) {
                final RecordBuilder record = samples.record(i);
                toRead.append(record.buffer(), record.bytes(), 0);
            }
        }
        reader = JournalReader.open(readDirectory);
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        reader.close();
        floor.close();
        writer.close();
        Files.delete(Directories.fresh(directory));
        Files.delete(Directories.fresh(readDirectory));
    }

    @Benchmark
    public long append() {
        final RecordBuilder record = samples.record(++sequence);
        writer.append(record.buffer(), record.bytes(), 0);
        return sequence;
    }

    @Benchmark
    public long floor() {
        final RecordBuilder record = samples.record(++sequence);
        floor.append(record.buffer(), SampleRecords.LENGTH);
        return sequence;
    }

    @Benchmark
    public long read() {
        if (!reader.next()) {
            reader.toStart();
            reader.next();
        }
        return RecordLayout.eventTimeNs(reader.buffer(), reader.offset());
    }
}
