package io.escapement.perf.report;

import com.sun.management.ThreadMXBean;
import io.escapement.perf.recording.Loop;
import io.escapement.perf.rig.Cores;
import io.escapement.perf.rig.InlineEngine;
import io.escapement.perf.rig.RunJournal;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** Row 9: bytes allocated over millions of frames, journal, risk, order encoding and latency recording included. */
final class AllocationRow {
    private static final int ORDER_EVERY = 10;
    private static final long WARM_UP = 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocationRow() {
    }

    /** What the passes came to. */
    private static final class Tally {
        private long passes;
        private long bytes;
        private long allocatingPasses;
    }

    static Part measure(Plan plan) {
        final Loop loop = plan.sets().everything(FrameSets.USDM);
        try (RunJournal journal = RunJournal.rollingDaily(plan.folder());
             InlineEngine engine = new InlineEngine(loop, new Cores(loop, ORDER_EVERY), journal.lastSequence(),
                 journal.sink(), (bytes, offset, length) -> { })) {
            play(engine, plan.steadyFrames() / WARM_UP / loop.recorded() + 1);
            final long ordersBefore = engine.ordersSent();
            final long recordsBefore = journal.lastSequence();
            final long filesBefore = journal.files();
            final long start = System.nanoTime();
            final Tally tally = play(engine, plan.steadyFrames() / loop.recorded() + 1);
            final double seconds = (System.nanoTime() - start) / 1e9;
            final long rolls = journal.files() - filesBefore;
            final long frames = tally.passes * loop.recorded();
            final String text = String.format(Locale.ROOT, "%,d frames (depth, trades, best bids and offers) made %,d "
                + "records and %,d orders in %.1f s on one thread. %,d of %,d passes through the set allocated "
                + "anything, together %,d bytes. The journal began a new file %d times meanwhile (%.1f days of "
                + "recorded time, a file a day), which costs it some kilobytes each time.%n", frames,
                journal.lastSequence() - recordsBefore, engine.ordersSent() - ordersBefore, seconds,
                tally.allocatingPasses, tally.passes, tally.bytes, rolls,
                tally.passes * loop.passNs() / 86_400e9);
            final boolean onlyRolls = tally.allocatingPasses <= rolls;
            return new Part(List.of(new Row(Goal.ALLOCATION, "9",
                Goal.ALLOCATION.what() + (onlyRolls ? " (but for new files)" : ""), "usdm, all messages", "",
                tally.bytes + " B over " + Goal.text(frames) + " frames", "",
                onlyRolls ? 0 : (double) tally.bytes / frames, "B/frame",
                Row.bytes((double) tally.bytes / frames))), text);
        }
    }

    private static Tally play(InlineEngine engine, long passes) {
        final Tally tally = new Tally();
        for (long i = 0; i < passes; i++) {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            engine.pass();
            engine.leadBack();
            final long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            tally.passes++;
            tally.bytes += bytes;
            tally.allocatingPasses += bytes == 0 ? 0 : 1;
        }
        return tally;
    }
}
