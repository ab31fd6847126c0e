package io.escapement.perf.journal;

import io.escapement.journal.JournalConfig;
import io.escapement.journal.JournalWriter;
import io.escapement.journal.RecordBuilder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * How many times the least possible an append costs: the journal and a copy into a touched mapped file in turns, round
 * by round in one run, so that the machine's noise meets both; medians over the rounds.
 *
 * <pre>
 *   JournalRatio DIRECTORY [ROUNDS]
 * </pre>
 */
public final class JournalRatio {
    private static final int BATCH = 10_000;
    private static final long BETWEEN_ROUNDS_MS = 20;

    private JournalRatio() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 1) {
            System.err.println("usage: JournalRatio DIRECTORY [ROUNDS]");
            System.exit(2);
        }
        final int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 101;
        final Path directory = Directories.fresh(Path.of(args[0]));
        final SampleRecords samples = new SampleRecords();
        final double[] floorNs = new double[rounds];
        final double[] crcNs = new double[rounds];
        final double[] journalNs = new double[rounds];
        final double[] ratios = new double[rounds];
        try (MappedFloor floor = new MappedFloor(directory.resolve("floor"), 64 << 20);
            JournalWriter writer = JournalWriter.open(JournalConfig.in(directory))) {
            for (int round = -rounds; round < rounds; round++) {
                // Lets the thread that touches pages get ahead again, as a real rate of records would.
                Thread.sleep(BETWEEN_ROUNDS_MS);
                final int slot = Math.max(0, round);
                floorNs[slot] = floor(floor, samples);
                crcNs[slot] = crc(samples);
                journalNs[slot] = journal(writer, samples);
                ratios[slot] = journalNs[slot] / floorNs[slot];
            }
        }
        System.out.printf("%d rounds of %d records of %d bytes, medians: floor %.1f ns, CRC32C alone %.1f ns, journal "
            + "%.1f ns (best %.1f), ratio to the floor %.1f%n", rounds, BATCH, SampleRecords.LENGTH, median(floorNs),
            median(crcNs), median(journalNs), journalNs[0], median(ratios));
        Directories.fresh(directory);
    }

    private static double floor(MappedFloor floor, SampleRecords samples) {
        final long start = System.nanoTime();
        for (int i = 0; i < BATCH; i++) {
            floor.append(samples.record(i).buffer(), SampleRecords.LENGTH);
        }
        return (System.nanoTime() - start) / (double) BATCH;
    }

    private static double crc(SampleRecords samples) {
        final CRC32C crc32c = new CRC32C();
        final ByteBuffer bytes = samples.record(1).bytes();
        final long start = System.nanoTime();
        for (int i = 0; i < BATCH; i++) {
            bytes.limit(SampleRecords.LENGTH).position(8);
            crc32c.update(bytes);
        }
        return (System.nanoTime() - start) / (double) BATCH;
    }

    private static double journal(JournalWriter writer, SampleRecords samples) {
        final long start = System.nanoTime();
        for (int i = 0; i < BATCH; i++) {
            final RecordBuilder record = samples.record(writer.lastSequence() + 1);
            writer.append(record.buffer(), record.bytes(), 0);
        }
        return (System.nanoTime() - start) / (double) BATCH;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
