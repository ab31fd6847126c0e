package io.escapement.perf.proof;

import io.escapement.engine.venue.loopback.FaultKind;
import io.escapement.engine.venue.trial.GatewayCase;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** The matrix of what can go wrong with orders. */
@Command(name = "orders", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Sends orders of all kinds through real gateways to servers that play the venues and lose answers,"
        + " answer late, refuse, disconnect, double, reorder and split reports, limit, ban and close for maintenance."
        + " At the end of every run our orders and position must be the server's: none twice, none forgotten, none"
        + " UNKNOWN. Runs wait most of the time, so that many go on at once.")
final class OrdersCommand implements Callable<Integer> {
    private static final int REPORT_EVERY = 100;

    @Option(names = "--venue", paramLabel = "NAMES", split = ",", defaultValue = "all",
        description = "all, or some of binance, binance-usdm, mexc, bybit, bybit-linear (default ${DEFAULT-VALUE})")
    List<String> names;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "1000",
        description = "runs per venue (default ${DEFAULT-VALUE})")
    int seeds;

    @Option(names = "--from", paramLabel = "S", defaultValue = "1",
        description = "the first seed (default ${DEFAULT-VALUE})")
    long from;

    @Option(names = "--threads", paramLabel = "T", defaultValue = "16",
        description = "runs at once (default ${DEFAULT-VALUE})")
    int threads;

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "journals/proof-orders",
        description = "where all that happened in a run that failed is written (default ${DEFAULT-VALUE})")
    Path work;

    /** Sums over the runs of a venue. */
    private static final class Row {
        private final Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);
        private final Histogram elapsedMs = new Histogram(3);
        private final List<Long> failed = new ArrayList<>();
        private long runs;
        private long placed;
        private long reached;
        private long fills;
        private long unknown;
        private long alarms;
        private long corrections;

        private void add(OrderRun.Outcome outcome) {
            runs++;
            placed += outcome.placed();
            reached += outcome.reached();
            fills += outcome.fills();
            unknown += outcome.unknown();
            alarms += outcome.alarms();
            corrections += outcome.corrections();
            elapsedMs.recordValue(outcome.elapsedMs());
            outcome.faults().forEach((kind, count) -> faults.merge(kind, count, Long::sum));
            if (!outcome.problems().isEmpty()) {
                failed.add(outcome.seed());
            }
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        final List<GatewayCase> venues = new ArrayList<>();
        for (final GatewayCase each : GatewayCase.values()) {
            if (names.contains("all") || names.contains(each.name)) {
                venues.add(each);
            }
        }
        if (venues.isEmpty() || seeds < 1 || threads < 1) {
            System.err.println("expected venues of all, " + Arrays.stream(GatewayCase.values()).map(of -> of.name)
                .collect(Collectors.joining(", ")) + "; one seed and one thread at least");
            return 2;
        }
        final Map<GatewayCase, Row> rows = new EnumMap<>(GatewayCase.class);
        for (final GatewayCase venue : venues) {
            rows.put(venue, play(venue));
        }
        report(rows);
        return rows.values().stream().allMatch(row -> row.failed.isEmpty()) ? 0 : 1;
    }

    private Row play(GatewayCase venue) throws IOException, InterruptedException {
        System.out.println(venue.name + ": seeds " + from + " to " + (from + seeds - 1) + ", " + threads + " at once");
        final Row row = new Row();
        final ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            final CompletionService<OrderRun.Outcome> runs = new ExecutorCompletionService<>(executor);
            runs.submit(() -> new OrderRun(venue, from).run());
            for (int i = 1; i <= seeds; i++) {
                final OrderRun.Outcome outcome = runs.take().get();
                if (i == 1) {
                    // The first alone: many cold ones at once keep each other from answering in time.
                    for (long seed = from + 1; seed < from + seeds; seed++) {
                        final long each = seed;
                        runs.submit(() -> new OrderRun(venue, each).run());
                    }
                }
                row.add(outcome);
                if (!outcome.problems().isEmpty()) {
                    fail(venue, outcome);
                }
                if (i % REPORT_EVERY == 0) {
                    System.out.println(venue.name + ": " + i + " runs, " + row.failed.size() + " failed");
                }
            }
        } catch (final ExecutionException e) {
            throw new IllegalStateException(venue.name + ": a run broke off: " + e.getCause(), e.getCause());
        } finally {
            executor.shutdownNow();
        }
        return row;
    }

    private void fail(GatewayCase venue, OrderRun.Outcome outcome) throws IOException {
        Files.createDirectories(work);
        final Path file = work.resolve(venue.name + '-' + outcome.seed() + ".txt");
        final List<String> text = new ArrayList<>(outcome.problems());
        text.add("");
        text.addAll(outcome.lines());
        Files.write(file, text);
        System.out.println("FAILED " + venue.name + " seed " + outcome.seed() + ": "
            + String.join("\n    ", outcome.problems()) + "\n    all that happened: " + file
            + "; again: java -jar perf.jar proof orders --venue " + venue.name + " --from " + outcome.seed()
            + " --seeds 1");
    }

    private void report(Map<GatewayCase, Row> rows) {
        line("", rows, (venue, row) -> venue.name);
        line("runs", rows, (venue, row) -> "" + row.runs);
        line("orders", rows, (venue, row) -> "" + row.placed);
        line("  at the venue", rows, (venue, row) -> "" + row.reached);
        line("fills", rows, (venue, row) -> "" + row.fills);
        line("became UNKNOWN", rows, (venue, row) -> "" + row.unknown);
        line("alarms", rows, (venue, row) -> "" + row.alarms);
        line("corrections", rows, (venue, row) -> "" + row.corrections);
        for (final FaultKind kind : OrderRun.faults()) {
            line(kind.key(), rows, (venue, row) -> "" + row.faults.getOrDefault(kind, 0L));
        }
        line("run p50 ms", rows, (venue, row) -> "" + row.elapsedMs.getValueAtPercentile(50));
        line("run max ms", rows, (venue, row) -> "" + row.elapsedMs.getMaxValue());
        line("FAILED", rows, (venue, row) -> "" + row.failed.size());
        rows.forEach((venue, row) -> row.failed.forEach(seed -> System.out.println("failed: " + venue.name + " seed "
            + seed)));
    }

    private interface Cell {
        String of(GatewayCase venue, Row row);
    }

    private static void line(String title, Map<GatewayCase, Row> rows, Cell cell) {
        final StringBuilder line = new StringBuilder(String.format("%-20s", title));
        rows.forEach((venue, row) -> line.append(String.format("%14s", cell.of(venue, row))));
        System.out.println(line);
    }
}
