package io.escapement.perf.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects the parts and writes them as markdown. */
final class Report {
    private final String machine;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    Report(Plan plan, boolean quick) {
        machine = Machine.describe((quick ? "quick, " : "") + plan.rounds() + " rounds after " + plan.warmUps()
            + " or more to warm up, all variants of a row in turns in one JVM; ns = CPU time of the measuring thread, "
            + "median of the rounds; ratio = median of the rounds' ratios");
    }

    void add(String row, Part part, long tookNs) {
        rows.addAll(part.rows());
        if (!part.text().isBlank()) {
            texts.put(row, part.text());
        }
        seconds.put(row, tookNs / 1e9);
    }

    String markdown() {
        final StringBuilder text = new StringBuilder("# Performance report\n\n## The rig\n\n").append(machine)
            .append("- load average at the end: ").append(Machine.load()).append("\n\n## Goals\n\n")
            .append("| row | what | frames | reference | ours, ns | reference, ns | value | good / moonshot | reached |"
                + " bytes allocated a unit |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        rows.forEach(row -> text.append(row.markdown()).append('\n'));
        texts.forEach((row, more) -> text.append("\n## Row ").append(row).append("\n\n").append(more));
        text.append("\n## Time taken\n\n");
        seconds.forEach((row, took) -> text.append(String.format(Locale.ROOT, "- row %s: %.0f s%n", row, took)));
        return text.toString();
    }
}
