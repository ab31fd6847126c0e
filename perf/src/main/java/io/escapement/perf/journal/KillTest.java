package io.escapement.perf.journal;

import io.escapement.journal.JournalVerifier;
import io.escapement.journal.JournalWriter;
import io.escapement.journal.Recovery;
import io.escapement.journal.Verification;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Kills a process that is appending (SIGKILL) at random moments, opens its journal again and verifies it. Every record
 * whose append had returned must be there, and every journal must verify. Ends with 1 where one does not.
 *
 * <pre>
 *   KillTest DIRECTORY [KILLS] [SEED] [LONGEST_LIFE_MS]
 * </pre>
 */
public final class KillTest {
    private static final int KILLS_A_JOURNAL = 10;
    private static final int LONGEST_LIFE_MS = 400;
    private static final int SLOW_MS = 500;

    private final Path directory;
    private final Path acknowledgedFile;
    private final Random random;
    private final int longestLifeMs;
    private final Histogram recoveryMicros = new Histogram(3);
    private final Histogram openMicros = new Histogram(3);
    private long records;
    private int torn;
    private int failures;

    private KillTest(Path parent, long seed, int longestLifeMs) throws IOException {
        this.longestLifeMs = longestLifeMs;
        Directories.fresh(parent.resolve("journal"));
        this.directory = parent.resolve("journal");
        this.acknowledgedFile = parent.resolve("acknowledged");
        this.random = new Random(seed);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 1) {
            System.err.println("usage: KillTest DIRECTORY [KILLS] [SEED] [LONGEST_LIFE_MS]");
            System.exit(2);
        }
        final int kills = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        final long seed = args.length > 2 ? Long.parseLong(args[2]) : System.nanoTime();
        System.out.println("seed " + seed);
        final KillTest test = new KillTest(Path.of(args[0]), seed,
            args.length > 3 ? Integer.parseInt(args[3]) : LONGEST_LIFE_MS);
        for (int i = 0; i < kills; i++) {
            if (i % KILLS_A_JOURNAL == 0) {
                Directories.fresh(test.directory);
            }
            test.killOnce(i);
        }
        test.report(kills);
        Directories.fresh(test.directory);
        System.exit(test.failures == 0 ? 0 : 1);
    }

    private void killOnce(int number) throws IOException, InterruptedException {
        final UnsafeBuffer acknowledged = KillWriter.map(acknowledgedFile);
        acknowledged.putLongVolatile(0, 0);
        final Process child = start();
        awaitReady(child);
        Thread.sleep(random.nextInt(longestLifeMs));
        child.destroyForcibly().waitFor();

        final long start = System.nanoTime();
        final Recovery recovery;
        final long openMs;
        try (JournalWriter writer = JournalWriter.open(KillWriter.config(directory))) {
            openMs = (System.nanoTime() - start) / 1_000_000;
            openMicros.recordValue((System.nanoTime() - start) / 1000);
            recovery = writer.recovery();
        }
        recoveryMicros.recordValue(Math.max(1, recovery.elapsedMs() * 1000));
        if (openMs > SLOW_MS) {
            System.out.println("kill " + number + ": opening took " + openMs + " ms, recovery " + recovery.elapsedMs()
                + " ms of them. " + recovery.message());
        }
        final Verification verification = JournalVerifier.verify(directory);
        records = Math.max(records, recovery.records());
        torn += recovery.tornBytes() > 0 ? 1 : 0;
        final boolean lost = recovery.lastSequence() < acknowledged.getLongVolatile(0);
        if (lost || !verification.isSound() || verification.records() != recovery.records()) {
            failures++;
            System.out.println("kill " + number + ": acknowledged " + acknowledged.getLongVolatile(0) + ", "
                + recovery.message() + " " + verification.findings());
        }
    }

    private Process start() throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), KillWriter.class.getName(),
            directory.toString(), acknowledgedFile.toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static void awaitReady(Process child) throws IOException {
        final BufferedReader output =
            new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !"ready".equals(line)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("the writer ended before it was ready");
        }
    }

    private void report(int kills) {
        System.out.printf("%d kills, %d failures; up to %d records in a journal; %d torn tails cut%n", kills, failures,
            records, torn);
        System.out.printf("recovery p50 %.1f ms, max %.1f ms; opening in all p50 %.1f ms, max %.1f ms%n",
            recoveryMicros.getValueAtPercentile(50) / 1e3, recoveryMicros.getMaxValue() / 1e3,
            openMicros.getValueAtPercentile(50) / 1e3, openMicros.getMaxValue() / 1e3);
    }
}
