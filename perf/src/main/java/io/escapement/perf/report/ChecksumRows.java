package io.escapement.perf.report;

import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.perf.book.ChecksumPath;
import io.escapement.perf.book.ChecksumScript;
import io.escapement.perf.rounds.Timing;
import io.escapement.perf.rounds.Variant;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Row 11: what it costs to verify a venue's checksums. */
final class ChecksumRows {
    private static final String NUMBER = "11";
    private static final String WHAT = "book update with checksum verified";
    private static final int TENTH = 10;

    private record Subject(ChecksumKind kind, int depth) {
        String name() {
            return kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT) + ", depth " + depth;
        }
    }

    /** Kraken's depths, the two of Bitfinex that have a checksum's levels, and OKX's of the days when it had one. */
    private static final List<Subject> SUBJECTS = List.of(new Subject(ChecksumKind.KRAKEN, 10),
        new Subject(ChecksumKind.KRAKEN, 25), new Subject(ChecksumKind.KRAKEN, 100),
        new Subject(ChecksumKind.KRAKEN, 500), new Subject(ChecksumKind.KRAKEN, 1_000),
        new Subject(ChecksumKind.BITFINEX, 25), new Subject(ChecksumKind.BITFINEX, 100),
        new Subject(ChecksumKind.OKX, 400));

    private ChecksumRows() {
    }

    static Part measure(Plan plan) {
        final List<Row> rows = new ArrayList<>();
        final StringBuilder text = new StringBuilder("Generated updates of one level a side, each level in turn, "
            + "through the feed and book stages; ns an update. The twin keeps sorted maps and builds the venue's text "
            + "as a String for CRC32. \"Costs\": what verifying adds to the same update without.\n\n"
            + "| checksum | none | each verified | each 10th | a checksum costs | twin, each | ratio | bytes |\n"
            + "| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        for (final Subject subject : SUBJECTS) {
            final ChecksumScript script = new ChecksumScript(subject.kind, subject.depth);
            final ChecksumPath none = new ChecksumPath(script, 0);
            final ChecksumPath each = new ChecksumPath(script, 1);
            final ChecksumPath tenth = new ChecksumPath(script, TENTH);
            final int deltas = script.deltas();
            final List<Timing> timings = plan.interleaved().measure(List.of(
                new Variant("without checksum", deltas, none::round), new Variant("each", deltas, each::round),
                new Variant("each 10th", deltas, tenth::round),
                new Variant("TreeMap + String + CRC32", deltas, script::plainRound)));
            none.verify(false);
            each.verify(true);
            tenth.verify(true);
            final Timing without = timings.get(0);
            final Timing with = timings.get(1);
            final Timing twin = timings.get(3);
            rows.add(Row.besides(NUMBER, WHAT, subject.name(), with, twin));
            text.append(String.format(Locale.ROOT, "| %s | %s | %s | %s | %.0f | %s | %.1f x | %s |%n", subject.name(),
                Row.ns(without), Row.ns(with), Row.ns(timings.get(2)), with.median() - without.median(),
                Row.ns(twin), twin.ratioTo(with), Row.bytes(with.bytesPerUnit())));
        }
        return new Part(rows, text.toString());
    }
}
