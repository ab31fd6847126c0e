package io.escapement.perf.report;

import io.escapement.perf.book.BookFrames;
import io.escapement.perf.book.BookRuns;
import io.escapement.perf.rounds.Timing;
import io.escapement.perf.rounds.Variant;

import java.util.ArrayList;
import java.util.List;

/** Row 3: the book alone. */
final class BookRows {
    private static final int FRAME_LIMIT = 20_000;
    private static final int LEVELS_A_FRAME = 8;

    private BookRows() {
    }

    static Part measure(Plan plan) {
        final List<Row> rows = new ArrayList<>();
        for (final FrameSets.Set set : FrameSets.ALL) {
            final BookFrames frames = BookFrames.load(plan.sets().paths(set), FRAME_LIMIT);
            final BookRuns runs = new BookRuns(frames);
            final int levels = frames.levelCount();
            final List<Timing> timings = plan.interleaved(LEVELS_A_FRAME).measure(List.of(
                new Variant("Escapement", levels, runs::ladder),
                new Variant("TreeMap<Long, Long>", levels, runs::treeMapLong),
                new Variant("TreeMap<BigDecimal, BigDecimal>", levels, runs::treeMapDecimal)));
            runs.verify();
            rows.add(Row.ratio(Goal.BOOK, set.name(), timings.get(0), timings.get(1)));
            rows.add(Row.besides("3", Goal.BOOK.what(), set.name(), timings.get(0), timings.get(2)));
        }
        return new Part(rows, "");
    }
}
