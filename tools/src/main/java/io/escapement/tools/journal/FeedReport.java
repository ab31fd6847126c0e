package io.escapement.tools.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.Reason;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.Times;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows a {@link FeedTable}. */
final class FeedReport {
    private static final String HEAD = "%-13s %-16s %-10s %-8s %-20s %11s %6s %7s %8s %10s %10s %9s%n";
    private static final String ABSENT = "-";
    private static final double NS_PER_MS = 1e6;
    private static final double MS_PER_SECOND = 1e3;
    /** From here on it is told in seconds: a recording that is played, or a clock that is wrong. */
    private static final double MOST_MS = 1e6;

    private final FeedTable table;
    private final PrintWriter out;

    FeedReport(FeedTable table, PrintWriter out) {
        this.table = table;
        this.out = out;
    }

    /** @param recent whether rates are of the last seconds; else of the whole run */
    void print(boolean recent) {
        if (table.runTimeNs == FeedRow.UNKNOWN) {
            out.println("no run begins in this journal, yet");
            return;
        }
        out.printf(Locale.ROOT, "run of %s, %s, at sequence %d of %s%s%n", Times.format(table.runTimeNs),
            Times.duration(table.nowNs - table.runTimeNs), table.sequence, Times.format(table.nowNs),
            table.provenance.isEmpty() ? "" : ", " + table.provenance);
        if (table.rows.isEmpty()) {
            out.println("no instrument is defined, yet");
            return;
        }
        out.printf(HEAD, "venue", "instrument", "connection", "state", "reason", "lag", "gaps", "resyncs",
            "checksum", "reconnects", "messages", "a second");
        boolean gapsInRecords = false;
        for (final FeedRow row : table.sorted()) {
            out.printf(HEAD, row.instrument.venue(), row.instrument.symbol(), link(row), state(row), reason(row),
                lag(row), row.gaps, row.resyncs, row.checksumFailures,
                row.connection == FeedRow.NO_CONNECTION ? ABSENT : Long.toString(row.reconnects), row.messages,
                String.format(Locale.ROOT, "%.1f", rate(row, recent)));
            gapsInRecords |= row.link == FeedRow.Link.UNKNOWN || row.lagNs() == FeedRow.UNKNOWN
                || row.state == BookState.NULL_VAL;
            if (row.state != BookState.LIVE && !row.said.isEmpty()) {
                out.printf("%13s said: %s%n", "", row.said);
            }
        }
        if (gapsInRecords) {
            out.println(ABSENT + " stands for what no record says: of the connection, the book, or the venue's time");
        }
    }

    private static String link(FeedRow row) {
        return row.link == FeedRow.Link.UNKNOWN ? ABSENT : row.link.name().toLowerCase(Locale.ROOT);
    }

    private static String state(FeedRow row) {
        return row.state == BookState.NULL_VAL ? ABSENT : row.state.name();
    }

    private static String reason(FeedRow row) {
        return row.reason == Reason.NULL_VAL ? ABSENT : row.reason.name();
    }

    private static String lag(FeedRow row) {
        final double ms = row.lagNs() / NS_PER_MS;
        return row.lagNs() == FeedRow.UNKNOWN ? ABSENT : Math.abs(ms) < MOST_MS
            ? String.format(Locale.ROOT, "%.1f ms", ms) : String.format(Locale.ROOT, "%.0f s", ms / MS_PER_SECOND);
    }

    private double rate(FeedRow row, boolean recent) {
        final double seconds = table.seconds();
        return recent ? row.recentRate(table.nowNs) : seconds > 0 ? row.messages / seconds : 0;
    }

    void printJson(boolean recent) {
        final JsonLines lines = new JsonLines(out);
        for (final FeedRow row : table.sorted()) {
            lines.line(object -> write(object, row, recent));
        }
    }

    private void write(JsonGenerator object, FeedRow row, boolean recent) throws IOException {
        object.writeNumberField("sequence", table.sequence);
        object.writeNumberField("eventTimeNs", table.nowNs);
        object.writeStringField("venue", row.instrument.venue());
        object.writeStringField("symbol", row.instrument.symbol());
        object.writeNumberField("instrumentId", row.instrument.id());
        object.writeStringField("connection", row.link == FeedRow.Link.UNKNOWN ? null : link(row));
        if (row.connection == FeedRow.NO_CONNECTION) {
            object.writeNullField("connectionId");
            object.writeNullField("reconnects");
        } else {
            object.writeNumberField("connectionId", row.connection);
            object.writeNumberField("reconnects", row.reconnects);
        }
        object.writeStringField("state", row.state == BookState.NULL_VAL ? null : row.state.name());
        object.writeStringField("reason", row.reason == Reason.NULL_VAL ? null : row.reason.name());
        number(object, "sinceNs", row.sinceNs);
        number(object, "lagNs", row.lagNs());
        number(object, "greatestLagNs", row.greatestLagNs());
        object.writeNumberField("gaps", row.gaps);
        object.writeNumberField("resyncs", row.resyncs);
        object.writeNumberField("snapshotsAsked", row.snapshotsAsked);
        object.writeNumberField("checksumFailures", row.checksumFailures);
        object.writeNumberField("malformed", row.malformed);
        object.writeNumberField("messages", row.messages);
        object.writeNumberField("messagesPerSecond", rate(row, recent));
        number(object, "lastMessageNs", row.lastMessageNs);
        object.writeStringField("said", row.said);
    }

    private static void number(JsonGenerator object, String name, long value) throws IOException {
        if (value == FeedRow.UNKNOWN) {
            object.writeNullField(name);
        } else {
            object.writeNumberField(name, value);
        }
    }
}
