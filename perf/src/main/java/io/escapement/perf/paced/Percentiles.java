package io.escapement.perf.paced;

import org.HdrHistogram.Histogram;

import java.util.Locale;

/** Histograms as lines of a markdown table. */
public final class Percentiles {
    /** The table's head. */
    public static final String HEAD = "| microseconds | p50 | p90 | p99 | p99.9 | p99.99 | max | count |\n"
        + "| --- | --- | --- | --- | --- | --- | --- | --- |\n";
    private static final double[] WANTED = {50, 90, 99, 99.9, 99.99};

    private Percentiles() {
    }

    /** One line. */
    public static String line(String name, Histogram ns) {
        if (ns.getTotalCount() == 0) {
            return "| " + name + " | - | - | - | - | - | - | 0 |\n";
        }
        final StringBuilder line = new StringBuilder("| ").append(name);
        for (final double percentile : WANTED) {
            line.append(String.format(Locale.ROOT, " | %.2f", ns.getValueAtPercentile(percentile) / 1e3));
        }
        return line.append(String.format(Locale.ROOT, " | %.1f | %d |%n", ns.getMaxValue() / 1e3, ns.getTotalCount()))
            .toString();
    }
}
