package io.escapement.perf.journal;

import io.escapement.journal.JournalConfig;
import io.escapement.journal.JournalReader;
import io.escapement.journal.JournalVerifier;
import io.escapement.journal.JournalWriter;
import io.escapement.journal.RecordBuilder;
import io.escapement.journal.Verification;
import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What appending a 248-byte record costs, at full speed and at a steady rate, with and without pages touched ahead, and
 * for each durability; beside it, in the same run, the least that it could cost and the machine's own hiccups. Then
 * what reading and verifying the same journal costs.
 *
 * <pre>
 *   JournalLatency DIRECTORY [RECORDS] [RATE]
 * </pre>
 */
public final class JournalLatency {
    private static final int WARM_UP = 300_000;

    private final Path directory;
    private final int records;
    private final int rate;
    private final SampleRecords samples = new SampleRecords();

    private JournalLatency(Path directory, int records, int rate) {
        this.directory = directory;
        this.records = records;
        this.rate = rate;
    }

    /** An append, or nothing. */
    private interface Append {
        void append(long sequence);
    }

    public static void main(String[] args) throws IOException {
        if (args.length < 1) {
            System.err.println("usage: JournalLatency DIRECTORY [RECORDS] [RATE]");
            System.exit(2);
        }
        new JournalLatency(Path.of(args[0]), args.length > 1 ? Integer.parseInt(args[1]) : 2_000_000,
            args.length > 2 ? Integer.parseInt(args[2]) : 100_000).run();
    }

    private void run() throws IOException {
        System.out.printf("%d records of %d bytes a row; paced rows at %d a second; ns, the clock's ~25 included%n",
            records, SampleRecords.LENGTH, rate);
        System.out.printf("%-44s %8s %8s %8s %8s %9s %10s%n", "", "mean", "p50", "p99", "p99.9", "p99.99", "max");
        final JournalConfig plain = JournalConfig.in(directory).withPreTouchBytes(0);
        final JournalConfig touched = JournalConfig.in(directory);
        print("machine: nothing, paced", paced(sequence -> { }));
        floor();
        journal("journal, full speed", plain, false);
        journal("journal, pages touched ahead, full speed", touched, false);
        journal("journal, paced", plain, true);
        journal("journal, pages touched ahead, paced", touched, true);
        for (final int everyMs : new int[] {200, 50, 10}) {
            journal("journal, touched, forced every " + everyMs + " ms, paced", touched.withPowerSafety(everyMs), true);
        }
        print("machine: nothing, paced", paced(sequence -> { }));
        read();
    }

    private void floor() throws IOException {
        try (MappedFloor floor = new MappedFloor(Directories.fresh(directory).resolve("floor"), 1 << 30)) {
            final RecordBuilder record = samples.record(1);
            print("floor: copy to a touched mapped file, full speed",
                fullSpeed(sequence -> floor.append(record.buffer(), SampleRecords.LENGTH)));
        }
    }

    private void journal(String name, JournalConfig config, boolean paced) throws IOException {
        Directories.fresh(directory);
        try (JournalWriter writer = JournalWriter.open(config)) {
            final Append append = sequence -> {
                final RecordBuilder record = samples.record(sequence);
                writer.append(record.buffer(), record.bytes(), 0);
            };
            for (int i = 1; i <= WARM_UP; i++) {
                append.append(i);
            }
            final Append after = sequence -> append.append(sequence + WARM_UP);
            print(name, paced ? paced(after) : fullSpeed(after));
            if (writer.forcings() > 0) {
                System.out.printf("    forced %d times, the longest took %.1f ms: at most that and the pause is lost "
                    + "with the power%n", writer.forcings(), writer.longestForceNs() / 1e6);
            }
            if (writer.warning() != null) {
                System.out.println("    " + writer.warning());
            }
        }
    }

    private Histogram fullSpeed(Append append) {
        final Histogram histogram = new Histogram(3);
        long before = System.nanoTime();
        for (int i = 1; i <= records; i++) {
            append.append(i);
            final long now = System.nanoTime();
            histogram.recordValue(now - before);
            before = now;
        }
        return histogram;
    }

    /** Times each append from the moment it begins; the pace only spreads them. */
    private Histogram paced(Append append) {
        final Histogram histogram = new Histogram(3);
        final long intervalNs = 1_000_000_000L / rate;
        final int count = Math.min(records, rate * 8);
        long due = System.nanoTime();
        for (int i = 1; i <= count; i++) {
            due += intervalNs;
            long now = System.nanoTime();
            while (now < due) {
                Thread.onSpinWait();
                now = System.nanoTime();
            }
            append.append(i);
            histogram.recordValue(System.nanoTime() - now);
        }
        return histogram;
    }

    private static void print(String name, Histogram histogram) {
        System.out.printf("%-52s %6.0f %8d %8d %8d %9d %10d%n", name, histogram.getMean(),
            histogram.getValueAtPercentile(50), histogram.getValueAtPercentile(99),
            histogram.getValueAtPercentile(99.9), histogram.getValueAtPercentile(99.99), histogram.getMaxValue());
    }

    private void read() throws IOException {
        Directories.fresh(directory);
        try (JournalWriter writer = JournalWriter.open(JournalConfig.in(directory))) {
            for (long i = 1; i <= records; i++) {
                final RecordBuilder record = samples.record(i);
                writer.append(record.buffer(), record.bytes(), 0);
            }
        }
        for (int round = 0; round < 3; round++) {
            rate("read", JournalReader.open(directory));
            rate("read, CRC and chain checked", JournalReader.openChecking(directory));
            final long start = System.nanoTime();
            final Verification verification = JournalVerifier.verify(directory);
            tell("verify", verification.records(), System.nanoTime() - start);
        }
        Directories.fresh(directory);
    }

    private static void rate(String name, JournalReader opened) {
        try (JournalReader reader = opened) {
            final long start = System.nanoTime();
            long count = 0;
            long sum = 0;
            while (reader.next()) {
                sum += reader.sequence();
                count++;
            }
            final long elapsed = System.nanoTime() - start;
            if (sum != count * (count + 1) / 2) {
                throw new IllegalStateException("read other records than were written");
            }
            tell(name, count, elapsed);
        }
    }

    private static void tell(String name, long count, long elapsedNs) {
        System.out.printf("%-52s %6.1f ns a record, %.1f M records/s%n", name, elapsedNs / (double) count,
            count * 1e3 / elapsedNs);
    }
}
