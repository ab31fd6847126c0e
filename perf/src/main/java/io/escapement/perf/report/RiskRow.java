package io.escapement.perf.report;

import com.sun.management.ThreadMXBean;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.perf.paced.Percentiles;
import io.escapement.perf.risk.GateRun;
import org.HdrHistogram.Histogram;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** Row 12: what judging an order takes, whole gate, all controls on, and what it allocates. */
final class RiskRow {
    private static final int WARM_UP = 400_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private RiskRow() {
    }

    static Part measure(Plan plan) {
        final GateRun gate = new GateRun();
        gate.run(WARM_UP);
        gate.clear();
        final int intents = plan.unitsPerRound() * plan.rounds() * 5;
        final long before = THREADS.getCurrentThreadAllocatedBytes();
        gate.run(intents);
        final long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        final Histogram all = gate.all();
        final double p999 = all.getValueAtPercentile(99.9) / 1e3;
        final StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%,d intents, %,d orders, %d others "
            + "resting, 20 instruments, one thread; the time of the whole risk stage over the record.%n%n", intents,
            gate.sent(), GateRun.RESTING));
        text.append(Percentiles.HEAD).append(Percentiles.line("all", all))
            .append(Percentiles.line("allowed", gate.allowed()));
        for (final RiskRule rule : RiskRule.values()) {
            if (rule != RiskRule.NULL_VAL && gate.denied(rule).getTotalCount() > 0) {
                text.append(Percentiles.line("denied by " + rule, gate.denied(rule)));
            }
        }
        final double perIntent = (double) bytes / intents;
        return new Part(List.of(new Row(Goal.RISK, Goal.RISK.row(), Goal.RISK.what(), "intents", "",
            String.format(Locale.ROOT, "p50 %.2f, p99 %.2f", all.getValueAtPercentile(50) / 1e3,
                all.getValueAtPercentile(99) / 1e3), "", p999, "us", Row.bytes(perIntent))), text.toString());
    }
}
