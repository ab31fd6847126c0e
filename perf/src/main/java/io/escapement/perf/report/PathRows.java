package io.escapement.perf.report;

import io.escapement.perf.path.PathRuns;
import io.escapement.perf.recording.Loop;
import io.escapement.perf.rounds.Timing;

import java.util.ArrayList;
import java.util.List;

/** Rows 2 and 2b: from the frame to the book. */
final class PathRows {
    private static final int VERIFIED_PASSES = 2;

    private PathRows() {
    }

    static Part measure(Plan plan) {
        final List<Row> rows = new ArrayList<>();
        for (final FrameSets.Set set : FrameSets.ANCHORS) {
            final Loop loop = plan.sets().depth(set);
            final PathRuns runs = new PathRuns(loop);
            for (int i = 0; i < VERIFIED_PASSES; i++) {
                runs.verify();
            }
            final List<Timing> timings = plan.interleaved().measure(runs.variants());
            runs.verify();
            final Timing ours = timings.get(0);
            rows.add(Row.ratio(Goal.PATH, set.name(), ours, timings.get(3)));
            rows.add(Row.ratio(Goal.PATH_XCHANGE, set.name(), ours, timings.get(4)));
            rows.add(Row.besides("2", Goal.PATH.what(), set.name(), ours, timings.get(1)));
            rows.add(Row.besides("2", Goal.PATH.what(), set.name(), ours, timings.get(2)));
        }
        return new Part(rows, "");
    }
}
