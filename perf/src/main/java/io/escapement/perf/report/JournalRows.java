package io.escapement.perf.report;

import io.escapement.perf.recording.Loop;
import io.escapement.perf.rig.Cores;
import io.escapement.perf.rig.InlineEngine;
import io.escapement.perf.rig.RunJournal;
import io.escapement.perf.rig.TimedSink;
import io.escapement.perf.rounds.Timing;
import io.escapement.perf.rounds.Variant;
import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Row 4: what the journal costs, and how long single appends take. */
final class JournalRows {
    private static final int ORDER_EVERY = 10;
    private static final int APPENDS = 1_000_000;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};

    private JournalRows() {
    }

    static Part measure(Plan plan) {
        final List<Row> rows = new ArrayList<>();
        for (final FrameSets.Set set : FrameSets.ANCHORS) {
            rows.add(compare(plan, set.name(), plan.sets().depth(set), plan.sets().depth(set)));
        }
        final FrameSets.Set mixed = FrameSets.SPOT_BTC;
        rows.add(compare(plan, mixed.name() + ", all messages", plan.sets().everything(mixed),
            plan.sets().everything(mixed)));
        return new Part(rows, appends(plan));
    }

    private static Row compare(Plan plan, String set, Loop plainLoop, Loop journaledLoop) {
        try (RunJournal journal = RunJournal.preTouched(plan.folder());
             InlineEngine plain = new InlineEngine(plainLoop, new Cores(plainLoop, ORDER_EVERY), 0, slot -> { },
                 (bytes, offset, length) -> { });
             InlineEngine journaled = new InlineEngine(journaledLoop, new Cores(journaledLoop, ORDER_EVERY),
                 journal.lastSequence(), journal.sink(), (bytes, offset, length) -> { })) {
            final List<Timing> timings = plan.interleaved().measure(List.of(
                new Variant("itself unjournaled", plainLoop.recorded(), plain::pass, plain::leadBack),
                new Variant("journaled", journaledLoop.recorded(), journaled::pass, journaled::leadBack)));
            final Timing without = timings.get(0);
            final Timing with = timings.get(1);
            return new Row(Goal.JOURNALED, "4", Goal.JOURNALED.what(), set, without.name(), Row.ns(with),
                Row.ns(without), with.ratioTo(without), "x", Row.bytes(with.bytesPerUnit()));
        }
    }

    private static String appends(Plan plan) {
        final StringBuilder text = new StringBuilder("Single appends of records of the usdm set, with one reading of "
            + "the clock (24 ns) in each, microseconds:\n\n"
            + "| pages | p50 | p90 | p99 | p99.9 | p99.99 | max | bytes a record |\n"
            + "| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        appends(plan, true);
        text.append(appends(plan, true)).append(appends(plan, false));
        return text.toString();
    }

    private static String appends(Plan plan, boolean preTouch) {
        final Loop loop = plan.sets().depth(FrameSets.USDM);
        try (RunJournal journal = preTouch ? RunJournal.preTouched(plan.folder()) : RunJournal.bare(plan.folder())) {
            final TimedSink sink = new TimedSink(journal.sink());
            try (InlineEngine engine = new InlineEngine(loop, new Cores(loop, ORDER_EVERY), journal.lastSequence(),
                sink, (bytes, offset, length) -> { })) {
                final long warm = plan.pacedFrames();
                while (sink.appends() < warm) {
                    engine.pass();
                    engine.leadBack();
                }
                sink.reset();
                while (sink.appends() < Math.min(APPENDS, 5 * warm)) {
                    engine.pass();
                    engine.leadBack();
                }
            }
            return line(preTouch ? "touched ahead" : "as they come", sink);
        }
    }

    private static String line(String name, TimedSink sink) {
        final Histogram took = sink.tookNs();
        final StringBuilder line = new StringBuilder("| ").append(name);
        for (final double percentile : PERCENTILES) {
            line.append(String.format(Locale.ROOT, " | %.2f", took.getValueAtPercentile(percentile) / 1e3));
        }
        return line.append(String.format(Locale.ROOT, " | %.0f | %d |%n", took.getMaxValue() / 1e3,
            sink.bytes() / Math.max(1, sink.appends()))).toString();
    }
}
