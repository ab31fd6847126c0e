package io.escapement.tools.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.escapement.codecs.Messages;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.Times;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows {@link JournalStatistics}. */
final class StatReport {
    private static final String ROW = "%-22s %-8s %,14d %,16d %12.1f  %-30s %s%n";

    private final JournalStatistics statistics;
    private final PrintWriter out;

    StatReport(JournalStatistics statistics, PrintWriter out) {
        this.statistics = statistics;
        this.out = out;
    }

    void print() {
        final Tally records = statistics.records;
        out.printf(Locale.ROOT, "%,d records, sequences %d to %d, %,d bytes%n", records.count,
            statistics.firstSequence, statistics.lastSequence, records.bytes);
        if (records.count == 0) {
            return;
        }
        out.printf(Locale.ROOT, "%s to %s: %s, %.1f records/s%n", Times.format(records.firstEventTimeNs),
            Times.format(records.lastEventTimeNs), Times.duration(records.spanNs()), records.rate(records.spanNs()));
        final StringBuilder line = new StringBuilder("provenance:");
        statistics.provenances.forEach((name, tally) ->
            line.append(String.format(Locale.ROOT, " %s %,d", name, tally.count)));
        out.println(line);
        printRuns();
        out.printf(Locale.ROOT, "%n%-22s %-8s %14s %16s %12s  %-30s %s%n", "message", "class", "count", "bytes",
            "per second", "first", "last");
        statistics.messages.forEach((id, tally) -> row(statistics.catalog.name(id), kind(id), tally));
        if (!statistics.instruments.isEmpty()) {
            out.printf(Locale.ROOT, "%n%-22s %-8s %14s %16s %12s  %-30s %s%n", "instrument", "", "records", "bytes",
                "per second", "first", "last");
            statistics.instruments.forEach((name, tally) -> row(name, "", tally));
        }
    }

    private void printRuns() {
        for (final JournalStatistics.Run run : statistics.runs) {
            out.println("run from sequence " + run.firstSequence() + ", " + Times.format(run.startTimeNs()) + ": "
                + (run.manifest() == null ? run.problem()
                : "engine " + run.manifest().engineVersion() + " (build " + run.manifest().build() + "), id "
                    + run.manifest().engineId() + ", market data " + run.manifest().provenance() + ", schema "
                    + run.manifest().schemaVersion() + ", config " + run.manifest().configSha256()));
        }
    }

    private void row(String name, String kind, Tally tally) {
        out.printf(Locale.ROOT, ROW, name, kind, tally.count, tally.bytes,
            tally.rate(statistics.records.spanNs()), Times.format(tally.firstEventTimeNs),
            Times.format(tally.lastEventTimeNs));
    }

    private static String kind(int templateId) {
        return Messages.isEvent(templateId) ? "event" : Messages.isKept(templateId) ? "effect" : "checked";
    }

    void printJson() {
        final JsonLines lines = new JsonLines(out);
        lines.line(object -> {
            object.writeStringField("kind", "journal");
            object.writeNumberField("firstSequence", statistics.firstSequence);
            object.writeNumberField("lastSequence", statistics.lastSequence);
            write(object, statistics.records);
        });
        for (final JournalStatistics.Run run : statistics.runs) {
            lines.line(object -> writeRun(object, run));
        }
        statistics.provenances.forEach((name, tally) -> lines.line(object -> {
            object.writeStringField("kind", "provenance");
            object.writeStringField("name", name);
            write(object, tally);
        }));
        statistics.messages.forEach((id, tally) -> lines.line(object -> {
            object.writeStringField("kind", "message");
            object.writeStringField("name", statistics.catalog.name(id));
            object.writeStringField("class", kind(id));
            write(object, tally);
        }));
        statistics.instruments.forEach((name, tally) -> lines.line(object -> {
            object.writeStringField("kind", "instrument");
            object.writeStringField("name", name);
            write(object, tally);
        }));
    }

    private void write(JsonGenerator object, Tally tally) throws IOException {
        object.writeNumberField("count", tally.count);
        object.writeNumberField("bytes", tally.bytes);
        object.writeNumberField("perSecond", tally.rate(statistics.records.spanNs()));
        object.writeNumberField("firstEventTimeNs", tally.firstEventTimeNs);
        object.writeNumberField("lastEventTimeNs", tally.lastEventTimeNs);
    }

    private static void writeRun(JsonGenerator object, JournalStatistics.Run run) throws IOException {
        object.writeStringField("kind", "run");
        object.writeNumberField("firstSequence", run.firstSequence());
        object.writeNumberField("startTimeNs", run.startTimeNs());
        if (run.manifest() == null) {
            object.writeStringField("problem", run.problem());
            return;
        }
        object.writeStringField("engineVersion", run.manifest().engineVersion());
        object.writeStringField("build", run.manifest().build());
        object.writeNumberField("engineId", run.manifest().engineId());
        object.writeStringField("provenance", run.manifest().provenance().name());
        object.writeNumberField("schemaVersion", run.manifest().schemaVersion());
        object.writeStringField("configSha256", run.manifest().configSha256());
    }
}
