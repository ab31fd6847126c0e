package io.escapement.perf.risk;

import io.escapement.codecs.sbe.RiskRule;
import org.HdrHistogram.Histogram;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rows of the list of controls as a table of markdown: tests, denials seen, and what a denial takes. */
public final class RiskTable {
    private RiskTable() {
    }

    /** The table. @param tests folder of the rows' tests */
    public static String markdown(GateRun run, Path tests) {
        final StringBuilder text = new StringBuilder("| row | control | bad inputs | other tests | properties (cases) |"
            + " denials seen | p50 ns | p99.9 ns | max ns | p99.9 ns, quietest pass | max ns, quietest pass |\n"
            + "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        for (final RiskRule rule : rows()) {
            final RowTests of = RowTests.of(tests, rule.value());
            text.append("| ").append(rule == RiskRule.LIMITS ? "+" : String.valueOf(rule.value())).append(" | ")
                .append(rule.name().toLowerCase(Locale.ROOT).replace('_', ' ')).append(of.isKnown()
                    ? String.format(Locale.ROOT, " | %d | %d | %d (%d)", of.badInputs(), of.others(), of.properties(),
                    of.tries()) : " | ? | ? | ?");
            text.append(times(run, rule.value()));
        }
        return text.append("| | allowed by all | | | ").append(times(run, 0)).toString();
    }

    private static String times(GateRun run, int row) {
        final Histogram times = run.times().of(row);
        return times.getTotalCount() == 0 ? " | 0 | - | - | - | - | - |\n"
            : String.format(Locale.ROOT, " | %,d | %,d | %,d | %,d | %,d | %,d |%n", times.getTotalCount(),
            times.getValueAtPercentile(50), times.getValueAtPercentile(99.9), times.getMaxValue(),
            run.times().quietP999(row), run.times().quietMax(row));
    }

    /** What every row has to have and one has not; empty if nothing is missing. */
    public static List<String> missing(GateRun run, Path tests) {
        final List<String> missing = new ArrayList<>();
        for (final RiskRule rule : rows()) {
            if (run.denied(rule).getTotalCount() == 0) {
                missing.add(rule + " denied nothing");
            }
            if (!RowTests.of(tests, rule.value()).isEnough()) {
                missing.add(rule + " has fewer than three tests of bad inputs, or no property");
            }
        }
        return missing;
    }

    private static List<RiskRule> rows() {
        final List<RiskRule> rows = new ArrayList<>(List.of(RiskRule.values()));
        rows.remove(RiskRule.NULL_VAL);
        return rows;
    }
}
