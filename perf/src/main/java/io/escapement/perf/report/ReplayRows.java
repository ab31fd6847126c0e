package io.escapement.perf.report;

import io.escapement.engine.replay.JournalReplay;
import io.escapement.engine.replay.ReplayProgress;
import io.escapement.engine.replay.ReplayResult;
import io.escapement.perf.recording.Loop;
import io.escapement.perf.rig.Cores;
import io.escapement.perf.rig.InlineEngine;
import io.escapement.perf.rig.RunJournal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Row 6: replay from the files of a journal that this program makes first. */
final class ReplayRows {
    private static final int ORDER_EVERY = 100;
    private static final int RUNS = 3;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ReplayRows() {
    }

    /** What a journal holds. */
    private record Content(long records, long frames, long levels, long hash) {
    }

    /** One replay; the thread's CPU time is what it would have taken without neighbours. */
    private record Run(ReplayResult result, long cpuNs) {
    }

    static Part measure(Plan plan) {
        final List<Row> rows = new ArrayList<>();
        final StringBuilder text = new StringBuilder();
        for (final FrameSets.Set set : List.of(FrameSets.USDM, FrameSets.COINM)) {
            measure(plan, set, rows, text);
        }
        return new Part(rows, text.toString());
    }

    private static void measure(Plan plan, FrameSets.Set set, List<Row> rows, StringBuilder text) {
        try (RunJournal journal = RunJournal.preTouched(plan.folder())) {
            final Content content = write(plan, set, journal);
            journal.finish();
            long bestNs = Long.MAX_VALUE;
            for (int run = 0; run < RUNS; run++) {
                final Run replayed = replay(plan, set, journal, false);
                requireSame(content, replayed.result);
                bestNs = Math.min(bestNs, replayed.cpuNs);
                text.append(line(set, content, replayed, "replayed"));
            }
            text.append(line(set, content, replay(plan, set, journal, true), "replayed and compared byte for byte"));
            rows.add(Row.value(Goal.REPLAY, set.name(), "files of " + Goal.text(content.records) + " records",
                content.frames * 1e9 / bestNs));
            rows.add(Row.value(Goal.REPLAY_LEVELS, set.name(), "the same", content.levels * 1e9 / bestNs));
        }
    }

    private static Content write(Plan plan, FrameSets.Set set, RunJournal journal) {
        final Loop loop = plan.sets().depth(set);
        final LevelCount levels = new LevelCount(journal.sink());
        try (InlineEngine engine = new InlineEngine(loop, new Cores(loop, ORDER_EVERY), journal.lastSequence(),
            levels, (bytes, offset, length) -> { })) {
            while (journal.lastSequence() < plan.replayRecords()) {
                engine.pass();
                engine.leadBack();
            }
        }
        return new Content(journal.lastSequence(), levels.deltas(), levels.levels(), journal.hash());
    }

    private static Run replay(Plan plan, FrameSets.Set set, RunJournal journal, boolean compare) {
        final Loop loop = plan.sets().depth(set);
        final Cores cores = new Cores(loop, ORDER_EVERY);
        final JournalReplay replay = new JournalReplay(journal.directory(),
            (manifest, lastSequence, lastEventTimeNs) -> cores.core(lastSequence, lastEventTimeNs), compare, null, 0,
            ReplayProgress.NONE);
        final long start = THREADS.getCurrentThreadCpuTime();
        final ReplayResult result = replay.run();
        return new Run(result, THREADS.getCurrentThreadCpuTime() - start);
    }

    private static void requireSame(Content content, ReplayResult result) {
        if (result.hash() != content.hash) {
            throw new IllegalStateException(String.format(Locale.ROOT, "replay made other records: hash %016x, the "
                + "journal's is %016x", result.hash(), content.hash));
        }
    }

    private static String line(FrameSets.Set set, Content content, Run run, String how) {
        final double seconds = run.cpuNs / 1e9;
        return String.format(Locale.ROOT,
            "- %s: %,d records %s in %.2f s, of which the thread had the core for %.2f s: "
            + "%,.0f frames/s, %,.0f level updates/s of that time; hash %016x, the journal's own %016x%s%n", set.name(),
            run.result.records(), how, run.result.elapsedNs() / 1e9, seconds, content.frames / seconds,
            content.levels / seconds, run.result.hash(), content.hash,
            run.result.difference() == null ? "" : "; DIFFERENT: " + run.result.difference());
    }
}
