package io.escapement.perf.proof;

import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.RecordedCores;
import io.escapement.engine.recovery.JournalPlace;
import io.escapement.engine.recovery.SnapshotStore;
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
import java.util.concurrent.atomic.AtomicLong;

/** Measures how long an engine needs from its start until it trades, with a long journal behind it. */
@Command(name = "start", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Runs an engine that trades at a server that plays its venue, makes its journal longer by records of"
        + " its own market until it has as many as were asked for, and starts engines on it: how long from the start of"
        + " the process until it trades; with all records to read, and with a"
        + " snapshot. How fast records are read alone is measured in this process.")
final class StartCommand implements Callable<Integer> {
    private static final int MOST_SAMPLES = 20_000;
    private static final int ACTIONS = 400;
    private static final int REST_MS = 1_000;
    private static final long TRADING_NS = 600_000_000_000L;
    private static final double NS_PER_S = 1e9;

    @Option(names = "--records", paramLabel = "N", defaultValue = "10000000", description = "default ${DEFAULT-VALUE}")
    long records;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5",
        description = "starts of each kind (default ${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--life", paramLabel = "MS", defaultValue = "8000",
        description = "of the engine whose orders are in the journal (default ${DEFAULT-VALUE})")
    int lifeMs;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
        description = "of the market (default ${DEFAULT-VALUE})")
    long seed;

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "journals/proof-start",
        description = "emptied and used: some 5 GB for ten million records (default ${DEFAULT-VALUE})")
    Path work;

    private Path config;

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println("seed " + seed);
        Folders.empty(work);
        final Path journal = work.resolve("journal");
        try (ServedVenue venue = new ServedVenue("binance", seed, ACTIONS)) {
            config = ServedVenue.config(work, List.of(venue), "inline", REST_MS);
            start(lifeMs);
            final JournalPlace end = lengthen(journal);
            final SnapshotStore store = new SnapshotStore(journal, 3);
            fold(journal, store, end);
            final long[] without = new long[rounds];
            for (int i = 0; i < rounds; i++) {
                forget(store);
                without[i] = start(0);
            }
            report("all " + end.sequence() + " records to read", without);
            start(lifeMs);
            final long[] with = new long[rounds];
            for (int i = 0; i < rounds; i++) {
                with[i] = start(0);
            }
            report("a snapshot", with);
        }
        return 0;
    }

    private static void forget(SnapshotStore store) throws IOException {
        for (final Path old : store.newestFirst()) {
            Files.delete(old);
        }
    }

    /** Starts an engine, lets it live once it trades, and kills it. @return from the process' start until it trades */
    private long start(int aliveMs) throws IOException, InterruptedException {
        final AtomicLong tradingNanos = new AtomicLong();
        final long begun = System.nanoTime();
        try (ChildEngine child = ChildEngine.held(config, work.resolve("child.log"),
            () -> tradingNanos.set(System.nanoTime()))) {
            while (tradingNanos.get() == 0) {
                if (System.nanoTime() - begun > TRADING_NS) {
                    throw new IllegalStateException("an engine did not trade within " + TRADING_NS / NS_PER_S
                        + " s; see " + work.resolve("child.log"));
                }
                Thread.sleep(5);
            }
            Thread.sleep(aliveMs);
            child.kill();
        }
        return tradingNanos.get() - begun;
    }

    /** What reading all records alone takes, as each start without a snapshot does. */
    private void fold(Path journal, SnapshotStore store, JournalPlace end) throws IOException {
        forget(store);
        final long[] elapsedNs = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            elapsedNs[i] = RecordedCores.restoration(journal, System.out::println).run(store, end).elapsedNs();
        }
        report("reading " + end.sequence() + " records alone", elapsedNs);
        Arrays.sort(elapsedNs);
        System.out.printf("that is %.2f million records a second%n",
            end.sequence() / (elapsedNs[rounds / 2] / NS_PER_S) / 1e6);
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

    private static void report(String from, long[] elapsedNs) {
        final long[] sorted = elapsedNs.clone();
        Arrays.sort(sorted);
        System.out.printf("%s: p50 %.2f s, max %.2f s of %d%n", from, sorted[sorted.length / 2] / NS_PER_S,
            sorted[sorted.length - 1] / NS_PER_S, sorted.length);
    }
}
