package io.escapement.perf.proof;

import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.RecordedCores;
import io.escapement.engine.recovery.JournalPlace;
import io.escapement.engine.recovery.Restored;
import io.escapement.engine.recovery.SnapshotStore;
import io.escapement.engine.recovery.Snapshotter;
import io.escapement.journal.JournalConfig;
import io.escapement.journal.JournalReader;
import io.escapement.journal.JournalWriter;
import io.escapement.journal.RecordLayout;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/** Measures how long an engine needs to know what the runs before left. */
@Command(name = "start", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Runs an engine that trades, makes its journal longer by records of its own market until it has as"
        + " many as were asked for, and measures how long the next engine reads: all records, and with a snapshot.")
final class StartCommand implements Callable<Integer> {
    private static final int MOST_SAMPLES = 20_000;
    private static final int ROUNDS = 5;
    private static final double NS_PER_MS = 1e6;

    @Option(names = "--records", paramLabel = "N", defaultValue = "10000000", description = "default ${DEFAULT-VALUE}")
    long records;

    @Option(names = "--life", paramLabel = "MS", defaultValue = "8000",
        description = "of the engine whose orders are in the journal (default ${DEFAULT-VALUE})")
    int lifeMs;

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "journals/proof-start",
        description = "emptied and used (default ${DEFAULT-VALUE})")
    Path work;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Folders.empty(work);
        final Path config = ProofConfigs.write(work, 1, 2_000, "inline");
        try (ChildEngine child = new ChildEngine(config, work.resolve("child.log"))) {
            Thread.sleep(lifeMs);
            child.kill();
        }
        final Path journal = work.resolve("journal");
        final JournalPlace end = lengthen(journal);
        final SnapshotStore store = new SnapshotStore(journal, 3);
        for (final Path old : store.newestFirst()) {
            Files.delete(old);
        }
        final long[] without = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            without[i] = measure(journal, store, end, i == ROUNDS - 1);
        }
        final long[] with = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            with[i] = measure(journal, store, end, false);
        }
        report("all " + end.sequence() + " records", without, end.sequence());
        report("a snapshot of the last record", with, 0);
        return 0;
    }

    private JournalPlace lengthen(Path journal) {
        final List<byte[]> samples = samples(journal);
        final ByteBuffer bytes = ByteBuffer.allocateDirect(
            samples.stream().mapToInt(sample -> sample.length).max().orElse(0)).order(ByteOrder.LITTLE_ENDIAN);
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        try (JournalWriter writer = JournalWriter.open(JournalConfig.in(journal).withMinFreeBytes(0))) {
            for (int i = 0; writer.lastSequence() < records; i++) {
                final byte[] sample = samples.get(i % samples.size());
                buffer.putBytes(0, sample);
                buffer.putLong(RecordLayout.SEQUENCE_OFFSET, writer.lastSequence() + 1, ByteOrder.LITTLE_ENDIAN);
                buffer.putLong(RecordLayout.EVENT_TIME_OFFSET, writer.lastEventTimeNs() + 1_000,
                    ByteOrder.LITTLE_ENDIAN);
                writer.append(buffer, bytes, 0);
            }
            return new JournalPlace(writer.lastSequence(), writer.hash(), writer.lastEventTimeNs());
        }
    }

    /** Records of the market in which nothing was ordered. */
    private static List<byte[]> samples(Path journal) {
        final List<byte[]> samples = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (samples.size() < MOST_SAMPLES && reader.next()) {
                final int template = RecordLayout.templateId(reader.buffer(), RecordLayout.event(reader.offset()));
                final boolean market = template == BookDeltaDecoder.TEMPLATE_ID
                    || template == TradeDecoder.TEMPLATE_ID;
                if (market && RecordLayout.keptCount(reader.buffer(), reader.offset()) == 0) {
                    final byte[] sample = new byte[reader.length()];
                    reader.buffer().getBytes(reader.offset(), sample);
                    samples.add(sample);
                }
            }
        }
        if (samples.isEmpty()) {
            throw new IllegalStateException("the engine left no record of its market; give it a longer --life");
        }
        return samples;
    }

    private static long measure(Path journal, SnapshotStore store, JournalPlace end, boolean snapshot)
        throws IOException {
        final Restored restored = RecordedCores.restoration(journal, System.out::println).run(store, end);
        try (Snapshotter snapshotter = new Snapshotter(restored, store, "proof", System.out::println)) {
            if (snapshot) {
                snapshotter.run();
            }
        }
        return restored.elapsedNs();
    }

    private static void report(String from, long[] elapsedNs, long read) {
        final long[] sorted = elapsedNs.clone();
        Arrays.sort(sorted);
        final long median = sorted[ROUNDS / 2];
        System.out.printf("from %s: p50 %.1f ms, max %.1f ms of %d%s%n", from, median / NS_PER_MS,
            sorted[ROUNDS - 1] / NS_PER_MS, ROUNDS,
            read == 0 ? "" : String.format(", %.2f million records a second", read * 1e3 / median));
    }
}
