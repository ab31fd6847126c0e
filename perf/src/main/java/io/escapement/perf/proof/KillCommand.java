package io.escapement.perf.proof;

import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.engine.RecordedCores;
import io.escapement.engine.replay.JournalReplay;
import io.escapement.engine.replay.ReplayProgress;
import io.escapement.engine.replay.ReplayResult;
import io.escapement.journal.JournalConfig;
import io.escapement.journal.JournalReader;
import io.escapement.journal.JournalVerifier;
import io.escapement.journal.JournalWriter;
import io.escapement.journal.RecordLayout;
import io.escapement.journal.Recovery;
import io.escapement.journal.Verification;
import org.HdrHistogram.Histogram;
import org.agrona.collections.LongHashSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/** Kills engines under load, and looks at what they leave. */
@Command(name = "kill", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Kills (SIGKILL) an engine that trades under load at random moments; opens its journal again,"
        + " verifies it, and looks there for every order that had left the process. The next engine goes on with the"
        + " same journal; every tenth journal is replayed and begun anew.")
final class KillCommand implements Callable<Integer> {
    private static final String[] LAYOUTS = {"inline", "fused", "split-2", "split-3"};
    private static final int KILLS_A_JOURNAL = 10;
    private static final long GOAL_MS = 2_000;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "200", description = "default ${DEFAULT-VALUE}")
    int kills;

    @Option(names = "--seed", paramLabel = "N", description = "of the moments; without: another each time")
    long seed = System.nanoTime();

    @Option(names = "--life", paramLabel = "MS", defaultValue = "4000",
        description = "longest life of an engine once it runs (default ${DEFAULT-VALUE})")
    int longestLifeMs;

    @Option(names = "--actions", paramLabel = "N", defaultValue = "5000",
        description = "the market's actions per second and instrument (default ${DEFAULT-VALUE})")
    int actions;

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "journals/proof-kill",
        description = "emptied and used (default ${DEFAULT-VALUE})")
    Path work;

    private final Histogram recoveryMs = new Histogram(3);
    private final Histogram openMicros = new Histogram(3);
    private Random random;
    private long orders;
    private long records;
    private int torn;
    private int replays;
    private int failures;

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println("seed " + seed);
        random = new Random(seed);
        for (int i = 0; i < kills; i++) {
            if (i % KILLS_A_JOURNAL == 0) {
                Folders.empty(work);
            }
            killOnce(i);
            if (i % KILLS_A_JOURNAL == KILLS_A_JOURNAL - 1 || i == kills - 1) {
                replay(i);
            }
        }
        report();
        return failures == 0 ? 0 : 1;
    }

    private void killOnce(int number) throws IOException, InterruptedException {
        final Path config = ProofConfigs.write(work, seed + number, actions, LAYOUTS[number % LAYOUTS.length]);
        final List<Long> sent;
        try (ChildEngine child = new ChildEngine(config, work.resolve("child.log"))) {
            Thread.sleep(random.nextInt(longestLifeMs));
            sent = child.kill();
        }
        final long start = System.nanoTime();
        final Recovery recovery;
        try (JournalWriter writer = JournalWriter.open(JournalConfig.in(journal()).withMinFreeBytes(0))) {
            openMicros.recordValue((System.nanoTime() - start) / 1_000);
            recovery = writer.recovery();
        }
        recoveryMs.recordValue(recovery.elapsedMs());
        torn += recovery.tornBytes() > 0 ? 1 : 0;
        records = Math.max(records, recovery.records());
        orders += sent.size();
        final Verification verification = JournalVerifier.verify(journal());
        final LongHashSet journaled = journaledOrders();
        final long missing = sent.stream().filter(id -> !journaled.contains(id.longValue())).count();
        if (missing > 0 || !verification.isSound() || verification.records() != recovery.records()
            || recovery.elapsedMs() >= GOAL_MS) {
            failures++;
            System.out.println("kill " + number + ": " + missing + " of " + sent.size() + " orders are missing; "
                + recovery.message() + " " + verification.findings());
        }
    }

    private Path journal() {
        return work.resolve("journal");
    }

    private LongHashSet journaledOrders() {
        final LongHashSet ids = new LongHashSet();
        final NewOrderDecoder order = new NewOrderDecoder();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        try (JournalReader reader = JournalReader.open(journal())) {
            while (reader.next()) {
                int message = RecordLayout.event(reader.offset());
                for (int i = RecordLayout.keptCount(reader.buffer(), reader.offset()); i > 0; i--) {
                    message = RecordLayout.next(reader.buffer(), message);
                    if (RecordLayout.templateId(reader.buffer(), message) == NewOrderDecoder.TEMPLATE_ID) {
                        ids.add(order.wrapAndApplyHeader(reader.buffer(), message, header).clientOrderId());
                    }
                }
            }
        }
        return ids;
    }

    private void replay(int number) {
        final ReplayResult result =
            new JournalReplay(journal(), new RecordedCores(), true, null, 0, ReplayProgress.NONE).run();
        final long hash = JournalVerifier.verify(journal()).hash();
        replays++;
        if (result.difference() != null || result.hash() != hash) {
            failures++;
            System.out.println("after kill " + number + ": replay differs at "
                + (result.difference() == null ? "the end" : "record " + result.difference().sequence()));
        }
        System.out.printf("after kill %d: %d runs, %,d records replayed without difference: %b, hash %016x%n", number,
            result.runs(), result.records(), result.difference() == null && result.hash() == hash, result.hash());
    }

    private void report() {
        System.out.printf("%d kills, %d failures; %,d orders had left the processes; up to %,d records in a"
            + " journal; %d torn tails cut; %d replays%n", kills, failures, orders, records, torn, replays);
        System.out.printf("recovery p50 %d ms, max %d ms; opening in all p50 %.1f ms, max %.1f ms%n",
            recoveryMs.getValueAtPercentile(50), recoveryMs.getMaxValue(),
            openMicros.getValueAtPercentile(50) / 1e3, openMicros.getMaxValue() / 1e3);
    }
}
