package io.escapement.perf.proof;

import io.escapement.engine.venue.loopback.exchange.AccountTruth;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/** Kills engines while orders fly at servers that live on, and holds what the next one knows to the servers. */
@Command(name = "restart", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Kills (SIGKILL) an engine at random moments while its orders fly and rest at a server that plays its"
        + " venue in this process, answers late or not at all, and lives on; and starts the next engine on the same"
        + " journal. When that one trades again, before its first order, its open orders and its position must be the"
        + " server's; none unknown, none twice. The kills are spread over five venues.")
final class RestartCommand implements Callable<Integer> {
    private static final String[] LAYOUTS = {"inline", "fused", "split-2", "split-3"};
    private static final String[] FAULTS = {"ack-late=0.3:80ms", "ack-lost=0.03", "report-duplicate=0.05",
        "report-reorder=0.05", "partial-fill=0.2"};
    private static final int KILLS_A_JOURNAL = 20;
    private static final int REST_MS = 1_000;
    private static final long TRADING_NS = 90_000_000_000L;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "300", description = "default ${DEFAULT-VALUE}")
    int kills;

    @Option(names = "--seed", paramLabel = "N", description = "of the moments; without: another each time")
    long seed = System.nanoTime();

    @Option(names = "--life", paramLabel = "MS", defaultValue = "3000",
        description = "longest life of an engine once it trades (default ${DEFAULT-VALUE})")
    int longestLifeMs;

    @Option(names = "--actions", paramLabel = "N", defaultValue = "400",
        description = "the market's actions per second (default ${DEFAULT-VALUE})")
    int actions;

    @Option(names = "--venue", paramLabel = "NAMES", split = ",",
        defaultValue = "binance,binance-usdm,mexc,bybit,bybit-linear", description = "default ${DEFAULT-VALUE}")
    List<String> venues;

    @Option(names = "--threads", paramLabel = "T", defaultValue = "1",
        description = "venues at once (default ${DEFAULT-VALUE}); more make the times meaningless")
    int threads;

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "journals/proof-restart",
        description = "emptied and used (default ${DEFAULT-VALUE})")
    Path work;

    /** What was seen at one venue; one thread. */
    private final class Venue {
        private final String name;
        private final int own;
        private final Random random;
        private final Path folder;
        private final Histogram processMs = new Histogram(3);
        private final Histogram recordsMs = new Histogram(3);
        private int killed;
        private int early;
        private int compared;
        private int withOpen;
        private int withPosition;
        private int openAtKill;
        private long orders;
        private long fills;
        private int failures;

        private Venue(int number) {
            name = venues.get(number);
            own = kills / venues.size() + (number < kills % venues.size() ? 1 : 0);
            random = new Random(seed + number);
            folder = work.resolve(name);
        }

        private Venue play() throws IOException, InterruptedException {
            while (killed < own) {
                Folders.empty(folder);
                try (ServedVenue venue = new ServedVenue(name, seed + killed, actions, FAULTS)) {
                    final int last = Math.min(own, killed + KILLS_A_JOURNAL);
                    while (killed < last) {
                        kill(venue);
                        killed++;
                    }
                    final AccountTruth truth = venue.server.account();
                    orders += truth.orders().size();
                    fills += truth.fills().size();
                }
            }
            return this;
        }

        private void kill(ServedVenue venue) throws IOException, InterruptedException {
            final Path config = ServedVenue.config(folder, List.of(venue), LAYOUTS[killed % LAYOUTS.length],
                REST_MS);
            final AtomicReference<AccountTruth> truth = new AtomicReference<>();
            final long begun = System.nanoTime();
            // One in ten dies before it trades, most of those while it reconciles.
            final boolean dies = random.nextInt(10) == 0;
            try (ChildEngine child = ChildEngine.held(config, folder.resolve("child.log"), () -> {
                processMs.recordValue((System.nanoTime() - begun) / 1_000_000);
                truth.set(venue.server.account());
            })) {
                if (dies) {
                    Thread.sleep(random.nextInt(400));
                }
                while (!dies && truth.get() == null && System.nanoTime() - begun < TRADING_NS) {
                    Thread.sleep(5);
                }
                if (!dies) {
                    Thread.sleep(random.nextInt(longestLifeMs));
                }
                child.kill();
            }
            openAtKill += venue.server.account().open().isEmpty() ? 0 : 1;
            if (truth.get() != null) {
                compare(truth.get());
            } else if (dies) {
                early++;
            } else {
                fail(List.of("it did not trade within " + TRADING_NS / 1_000_000_000L + " s"));
            }
        }

        private void compare(AccountTruth truth) {
            final JournalTruth told = JournalTruth.atTrading(folder.resolve("journal"));
            compared++;
            recordsMs.recordValue(Math.max(0, told.startNs() / 1_000_000));
            withOpen += truth.open().isEmpty() ? 0 : 1;
            withPosition += truth.net(ServedVenue.SYMBOL).signum() == 0 ? 0 : 1;
            final List<String> differences = told.differences(truth, ServedVenue.SYMBOL);
            if (!told.isTrading() || !differences.isEmpty()) {
                fail(differences);
            }
        }

        private void fail(List<String> why) {
            failures++;
            System.out.println("FAILED " + name + ", start " + killed + ", seed " + seed + ": "
                + String.join("\n    ", why));
        }

        private void report() {
            System.out.printf("%-14s%8d%8d%10d%10d%10d%10d%9d%8d%10d/%d%10d/%d%9d%n", name, killed, early, compared,
                openAtKill, withOpen, withPosition, orders, fills, processMs.getValueAtPercentile(50),
                processMs.getMaxValue(), recordsMs.getValueAtPercentile(50), recordsMs.getMaxValue(), failures);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println("seed " + seed);
        final List<Future<Venue>> futures = new ArrayList<>();
        final ExecutorService executor = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < venues.size(); i++) {
            final Venue venue = new Venue(i);
            futures.add(executor.submit(venue::play));
        }
        executor.shutdown();
        final List<Venue> all = new ArrayList<>();
        try {
            for (final Future<Venue> each : futures) {
                all.add(each.get());
                System.out.printf("%-14s%8s%8s%10s%10s%10s%10s%9s%8s%13s%13s%9s%n", "", "kills", "early", "compared",
                    "open then", "open", "position", "orders", "fills", "process ms", "records ms", "FAILED");
                all.forEach(Venue::report);
            }
        } catch (final ExecutionException e) {
            throw new IllegalStateException("a venue's kills broke off: " + e.getCause(), e.getCause());
        }
        summary(all);
        return all.stream().allMatch(venue -> venue.failures == 0) ? 0 : 1;
    }

    private static void summary(List<Venue> all) {
        final Histogram process = new Histogram(3);
        final Histogram records = new Histogram(3);
        all.forEach(venue -> {
            process.add(venue.processMs);
            records.add(venue.recordsMs);
        });
        System.out.printf("%d kills, %d starts held to a server (%d with open orders, %d with a position), %d"
            + " failures%n",
            all.stream().mapToInt(venue -> venue.killed).sum(), all.stream().mapToInt(venue -> venue.compared).sum(),
            all.stream().mapToInt(venue -> venue.withOpen).sum(),
            all.stream().mapToInt(venue -> venue.withPosition).sum(),
            all.stream().mapToInt(venue -> venue.failures).sum());
        System.out.printf("to trading: from the process' start p50 %.2f s, max %.2f s; from the run's first record p50"
            + " %.2f s, max %.2f s%n", process.getValueAtPercentile(50) / 1e3, process.getMaxValue() / 1e3,
            records.getValueAtPercentile(50) / 1e3, records.getMaxValue() / 1e3);
    }
}
