package io.escapement.tools.books;

import io.escapement.tools.terminal.JsonLines;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** Shows what came of checking books: one row for each source, for people or for programs. */
final class CheckReport {
    private static final String HEAD = "%-13s %-37s %7s %8s %9s %9s %8s %9s %8s %9s %7s %7s%n";
    private static final String ROW = "%-13s %-37s %7.1f %,8d %,9d %,9d %,8d %,9d %,8d %,9d %,7d %7s%n";
    private static final String TOTAL = "%-13s %-37s %7s %,8d %,9d %,9d %,8d %,9d %,8d %,9d %,7d%n";

    private final PrintWriter out;
    private final JsonLines lines;
    private final Tally total = new Tally();
    private int sources;

    /** @param json whether programs read it */
    CheckReport(PrintWriter out, boolean json) {
        this.out = out;
        this.lines = json ? new JsonLines(out) : null;
    }

    void head() {
        if (lines == null) {
            out.printf(HEAD, "", "", "", "", "book", "sequence", "mis-", "", "mis-", "books", "differ-", "books");
            out.printf(HEAD, "venue", "source", "seconds", "frames", "messages", "checks", "matches", "checksums",
                "matches", "compared", "ences", "LIVE");
        }
    }

    void row(BookReport report, String name) {
        total.add(report.tally());
        sources++;
        if (lines != null) {
            lines.line(report::write);
            report.books().forEach(book -> lines.line(book::write));
            return;
        }
        final Tally tally = report.tally();
        out.printf(Locale.ROOT, ROW, report.venue(), name, report.seconds(), tally.frames, tally.bookMessages,
            tally.sequenceChecks, tally.sequenceMismatches, tally.checksums, tally.checksumMismatches, tally.compared,
            tally.differences, report.live() + "/" + report.books().size());
        report.notes().forEach(note -> out.printf("%13s note: %s%n", "", note));
        if (tally.first != null) {
            out.printf("%13s FIRST: %s%n", "", tally.first);
        }
        out.flush();
    }

    /** A source that was not checked. */
    void unread(String venue, String name, Path source, String why) {
        if (lines != null) {
            lines.line(object -> {
                object.writeStringField("kind", "unread");
                object.writeStringField("source", source == null ? null : source.toString());
                object.writeStringField("venue", venue);
                object.writeStringField("why", why);
            });
        } else {
            out.printf("%-13s %-37s %s%n", venue, name, why);
        }
    }

    void total() {
        if (sources < 2) {
            return;
        }
        if (lines != null) {
            lines.line(object -> {
                object.writeStringField("kind", "total");
                object.writeBooleanField("sound", total.isSound());
                object.writeNumberField("sources", sources);
                object.writeNumberField("frames", total.frames);
                object.writeNumberField("sequenceChecks", total.sequenceChecks);
                object.writeNumberField("sequenceMismatches", total.sequenceMismatches);
                object.writeNumberField("checksums", total.checksums);
                object.writeNumberField("checksumMismatches", total.checksumMismatches);
                object.writeNumberField("compared", total.compared);
                object.writeNumberField("differences", total.differences);
            });
        } else {
            out.printf(Locale.ROOT, TOTAL, "all", sources + " sources", "", total.frames, total.bookMessages,
                total.sequenceChecks, total.sequenceMismatches, total.checksums, total.checksumMismatches,
                total.compared, total.differences);
        }
    }
}
