package io.escapement.tools.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.escapement.codecs.sbe.QualityFinding;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.Times;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows the rows of a {@link QualityLog}, again and again where it goes on: JSON has each alert and gap once. */
final class QualityReport {
    private static final String HEAD = "%-24s %9s %8s %8s %8s %6s  %s%n";
    private static final String GAP = "%-24s %-30s %-30s %10s  %s%n";
    private static final String ABSENT = "-";

    private final QualityLog log;
    private final double minScore;
    private final long maxAlerts;
    private final int mostGaps;
    private final PrintWriter out;

    QualityReport(QualityLog log, double minScore, long maxAlerts, int mostGaps, PrintWriter out) {
        this.log = log;
        this.minScore = minScore;
        this.maxAlerts = maxAlerts;
        this.mostGaps = mostGaps;
        this.out = out;
    }

    void print() {
        out.printf(HEAD, "instrument", "seconds", "score", "least", "alerts", "gaps", "findings");
        for (final QualityRow row : log.rows()) {
            out.printf(HEAD, row.name, row.seconds, score(row.meanScore()), score(row.leastScore), row.alerts.size(),
                row.gaps(log.lastNs()).size(), findings(row)
                    + (row.isBeyond(minScore, maxAlerts) ? "  BEYOND LIMITS" : ""));
        }
        out.println();
        out.printf(Locale.ROOT, "%-24s %7s %7s %7s %7s %7s %7s %7s %7s %7s %7s %7s%n", "seconds with a score of",
            "<0.1", "<0.2", "<0.3", "<0.4", "<0.5", "<0.6", "<0.7", "<0.8", "<0.9", "<1", "1");
        for (final QualityRow row : log.rows()) {
            out.printf("%-24s", row.name);
            for (final long count : row.scores) {
                out.printf(" %7d", count);
            }
            out.println();
        }
        printGaps();
    }

    private void printGaps() {
        out.println();
        out.printf(GAP, "gap of", "start", "end", "length", "cause");
        for (final QualityRow row : log.rows()) {
            int shown = 0;
            for (final QualityRow.Gap gap : row.gaps(log.lastNs())) {
                if (shown++ == mostGaps) {
                    out.printf("%-24s and %d more%n", row.name,
                        row.gaps(log.lastNs()).size() - mostGaps);
                    break;
                }
                final String end = row.goesOn(gap) ? "goes on" : gap.isOpen() ? "the run's end"
                    : Times.format(gap.toNs());
                out.printf(GAP, row.name, Times.format(gap.fromNs()), end,
                    Times.duration(gap.toNs() - gap.fromNs()), gap.cause());
            }
        }
    }

    private static String score(double score) {
        return Double.isNaN(score) ? ABSENT : String.format(Locale.ROOT, "%.4f", score);
    }

    private static String findings(QualityRow row) {
        final StringBuilder text = new StringBuilder();
        for (final QualityFinding finding : QualityFinding.values()) {
            if (finding != QualityFinding.NULL_VAL && row.found[finding.value()] > 0) {
                text.append(text.length() == 0 ? "" : ", ").append(finding).append(' ')
                    .append(row.found[finding.value()]);
            }
        }
        return text.length() == 0 ? "none" : text.toString();
    }

    void printJson() {
        final JsonLines lines = new JsonLines(out);
        for (final QualityRow row : log.rows()) {
            lines.line(object -> write(object, row));
            for (final QualityRow.Alert alert : row.newAlerts()) {
                lines.line(object -> {
                    object.writeStringField("kind", "alert");
                    object.writeStringField("instrument", row.name);
                    object.writeNumberField("timeNs", alert.timeNs());
                    object.writeStringField("finding", alert.finding().name());
                    object.writeNumberField("observed", alert.observed());
                    object.writeNumberField("allowed", alert.allowed());
                });
            }
            for (final QualityRow.Gap gap : row.newGaps()) {
                lines.line(object -> {
                    object.writeStringField("kind", "gap");
                    object.writeStringField("instrument", row.name);
                    object.writeNumberField("startNs", gap.fromNs());
                    object.writeNumberField("endNs", gap.toNs());
                    object.writeBooleanField("open", gap.isOpen());
                    object.writeStringField("cause", gap.cause());
                });
            }
        }
    }

    private void write(JsonGenerator object, QualityRow row) throws IOException {
        object.writeStringField("kind", "instrument");
        object.writeStringField("instrument", row.name);
        object.writeNumberField("seconds", row.seconds);
        number(object, "meanScore", row.meanScore());
        number(object, "leastScore", row.leastScore);
        object.writeNumberField("alerts", row.alerts.size());
        object.writeNumberField("gaps", row.gaps(log.lastNs()).size());
        object.writeBooleanField("beyondLimits", row.isBeyond(minScore, maxAlerts));
        object.writeObjectFieldStart("findings");
        for (final QualityFinding finding : QualityFinding.values()) {
            if (finding != QualityFinding.NULL_VAL) {
                object.writeNumberField(finding.name(), row.found[finding.value()]);
            }
        }
        object.writeEndObject();
        object.writeFieldName("scores");
        object.writeArray(row.scores, 0, row.scores.length);
    }

    private static void number(JsonGenerator object, String name, double value) throws IOException {
        if (Double.isNaN(value)) {
            object.writeNullField(name);
        } else {
            object.writeNumberField(name, value);
        }
    }
}
