package io.escapement.perf.proof;

import io.escapement.codecs.sbe.CarryEndedDecoder;
import io.escapement.codecs.sbe.RunStartedDecoder;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Kills engines while orders fly, starts the next on the same journal, and compares what it was told. */
@Command(name = "restart", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Kills (SIGKILL) an engine at random moments while its orders fly on paper, and starts the next one"
        + " on the same journal. What that one takes over, open orders and positions, must be what all fills and orders"
        + " of all runs come to, summed up anew without the engine's classes; and every order that had left the process"
        + " must be known.")
final class RestartCommand implements Callable<Integer> {
    private static final String[] LAYOUTS = {"inline", "fused", "split-2", "split-3"};
    private static final int KILLS_A_JOURNAL = 25;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "300", description = "default ${DEFAULT-VALUE}")
    int kills;

    @Option(names = "--seed", paramLabel = "N", description = "of the moments; without: another each time")
    long seed = System.nanoTime();

    @Option(names = "--life", paramLabel = "MS", defaultValue = "4000",
        description = "longest life of an engine once it runs (default ${DEFAULT-VALUE})")
    int longestLifeMs;

    @Option(names = "--actions", paramLabel = "N", defaultValue = "2000",
        description = "the market's actions per second and instrument (default ${DEFAULT-VALUE})")
    int actions;

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "journals/proof-restart",
        description = "emptied and used (default ${DEFAULT-VALUE})")
    Path work;

    private final Histogram carryMs = new Histogram(3);
    private Random random;
    private int compared;
    private int withOpenOrders;
    private int withPositions;
    private int failures;
    private long orders;
    private long fills;

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println("seed " + seed);
        random = new Random(seed);
        for (int i = 0; i < kills; i++) {
            if (i % KILLS_A_JOURNAL == 0) {
                empty();
            }
            kill(i);
        }
        System.out.printf("%d kills, %d restarts compared, %d of them with open orders and %d with positions;"
                + " %,d orders, %,d fills; %d failures%n", kills, compared, withOpenOrders, withPositions, orders,
                fills, failures);
        if (compared > 0) {
            System.out.printf("from a run's first record to its CarryEnded: p50 %d ms, max %d ms%n",
                carryMs.getValueAtPercentile(50), carryMs.getMaxValue());
        }
        return failures == 0 ? 0 : 1;
    }

    private void empty() throws IOException {
        if (Files.isDirectory(work)) {
            try (Stream<Path> files = Files.walk(work)) {
                for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(work);
    }

    private void kill(int number) throws IOException, InterruptedException {
        final Path config = ProofConfigs.write(work, seed + number, actions, LAYOUTS[number % LAYOUTS.length]);
        // Orders are to be under way most of the time.
        Files.writeString(config, Files.readString(config).replace("entry-latency: 1ms, response-latency: 1ms",
            "entry-latency: 150ms, response-latency: 150ms"));
        final List<Long> sent;
        try (ChildEngine child = new ChildEngine(config, work.resolve("child.log"))) {
            Thread.sleep(random.nextInt(longestLifeMs));
            sent = child.kill();
        }
        compare(number, sent);
    }

    /** Reads all runs; the last one is compared with those before it. */
    private void compare(int number, List<Long> sent) {
        final PlainTruth all = new PlainTruth();
        final PlainTruth before = new PlainTruth();
        final CarriedTruth told = new CarriedTruth();
        final long last = lastRun();
        long startedNs = 0;
        long endedNs = 0;
        try (JournalReader reader = JournalReader.open(work.resolve("journal"))) {
            while (reader.next()) {
                all.take(reader);
                if (reader.sequence() < last) {
                    before.take(reader);
                } else {
                    told.take(reader);
                    final int template = RecordLayout.templateId(reader.buffer(), RecordLayout.event(reader.offset()));
                    startedNs = reader.sequence() == last ? reader.eventTimeNs() : startedNs;
                    endedNs = template == CarryEndedDecoder.TEMPLATE_ID ? reader.eventTimeNs() : endedNs;
                }
            }
        }
        orders = Math.max(orders, all.orders());
        fills = Math.max(fills, all.fills());
        final long lost = sent.stream().filter(id -> !all.knows(id)).count();
        if (lost > 0) {
            fail(number, lost + " of " + sent.size() + " orders that had left are not in the journal");
        }
        if (endedNs == 0) {
            return;
        }
        compared++;
        carryMs.recordValue(Math.max(0, (endedNs - startedNs) / 1_000_000));
        withOpenOrders += before.open().isEmpty() ? 0 : 1;
        withPositions += before.positions().isEmpty() ? 0 : 1;
        same(number, "open orders", before.open(), told.open());
        same(number, "positions", before.positions(), told.positions());
    }

    private void same(int number, String what, Set<Long> expected, Set<Long> found) {
        if (!expected.equals(found)) {
            fail(number, what + " are " + expected + ", the next run was told " + found);
        }
    }

    private void same(int number, String what, Map<String, ?> expected, Map<String, ?> found) {
        if (!expected.equals(found)) {
            fail(number, what + " are " + expected + ", the next run was told " + found);
        }
    }

    private void fail(int number, String why) {
        failures++;
        System.out.println("kill " + number + ": " + why);
    }

    private long lastRun() {
        long last = 0;
        try (JournalReader reader = JournalReader.open(work.resolve("journal"))) {
            while (reader.next()) {
                if (RecordLayout.templateId(reader.buffer(), RecordLayout.event(reader.offset()))
                    == RunStartedDecoder.TEMPLATE_ID) {
                    last = reader.sequence();
                }
            }
        }
        return last;
    }
}
