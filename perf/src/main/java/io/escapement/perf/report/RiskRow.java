package io.escapement.perf.report;

import com.sun.management.ThreadMXBean;
import io.escapement.perf.paced.Percentiles;
import io.escapement.perf.risk.GateRun;
import io.escapement.perf.risk.RiskTable;
import org.HdrHistogram.Histogram;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Row 12: what judging an order takes, whole gate, all controls on, each of them provoked, and what it allocates. */
final class RiskRow {
    private static final int WARM_UP = 400_000;
    private static final int PASSES = 10;
    private static final int INSTRUMENTS = 20;
    private static final int RESTING = 400;
    private static final Path TESTS = Path.of("engine", "src", "test", "java", "io", "escapement", "engine", "risk");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private RiskRow() {
    }

    static Part measure(Plan plan) {
        final GateRun gate = new GateRun(INSTRUMENTS, RESTING);
        gate.run(WARM_UP);
        gate.endPass();
        gate.clear();
        final int intents = plan.unitsPerRound() * plan.rounds();
        long bytes = 0;
        for (int i = 0; i < PASSES; i++) {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            gate.run(intents);
            bytes += THREADS.getCurrentThreadAllocatedBytes() - before;
            gate.endPass();
        }
        final Histogram all = gate.times().together();
        final String text = String.format(Locale.ROOT, "%,d intents, %,d orders, %d others open, %d instruments with"
            + " positions, one thread; the time of the whole risk stage over the record. p99.9 of the quietest of %d"
            + " passes: %.2f us.%n%n", intents * PASSES, gate.sent(), gate.openOrders(), INSTRUMENTS, PASSES,
            gate.times().quietP999() / 1e3) + Percentiles.HEAD + Percentiles.line("all", all)
            + Percentiles.line("allowed", gate.times().of(0)) + System.lineSeparator()
            + RiskTable.markdown(gate, TESTS);
        return new Part(List.of(new Row(Goal.RISK, Goal.RISK.row(), Goal.RISK.what(), "intents", "",
            String.format(Locale.ROOT, "p50 %.2f, p99 %.2f", all.getValueAtPercentile(50) / 1e3,
                all.getValueAtPercentile(99) / 1e3), "", all.getValueAtPercentile(99.9) / 1e3, "us",
            Row.bytes((double) bytes / ((double) intents * PASSES)))), text);
    }
}
