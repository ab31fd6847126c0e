package io.escapement.perf.report;

import io.escapement.perf.path.DecodeSet;
import io.escapement.perf.recording.Loop;
import io.escapement.perf.rounds.Timing;

import java.util.ArrayList;
import java.util.List;

/** Rows 1 and 1b: decoding. */
final class DecodeRows {
    private DecodeRows() {
    }

    static Part measure(Plan plan) {
        final List<Row> rows = new ArrayList<>();
        for (final FrameSets.Set set : FrameSets.ALL) {
            final Loop loop = plan.sets().depth(set);
            final DecodeSet decoders = new DecodeSet(loop);
            decoders.verify();
            final List<Timing> timings = plan.interleaved().measure(decoders.variants());
            rows.add(Row.ratio(Goal.DECODE, set.name(), timings.get(0), timings.get(2)));
            rows.add(Row.ratio(Goal.DECODE_FASTEST, set.name(), timings.get(0), timings.get(1)));
        }
        return new Part(rows, "");
    }
}
