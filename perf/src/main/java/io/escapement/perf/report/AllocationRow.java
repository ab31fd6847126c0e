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

    static Part measure(Plan plan) {
        final Loop loop = plan.sets().everything(FrameSets.USDM);
        try (RunJournal journal = RunJournal.preTouched(plan.folder());
             InlineEngine engine = new InlineEngine(loop, new Cores(loop, ORDER_EVERY), journal.lastSequence(),
                 journal.sink(), (bytes, offset, length) -> { })) {
            play(engine, plan.steadyFrames() / WARM_UP / loop.recorded() + 1);
            final long ordersBefore = engine.ordersSent();
            final long recordsBefore = journal.lastSequence();
            final long passes = plan.steadyFrames() / loop.recorded() + 1;
            final long start = System.nanoTime();
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            play(engine, passes);
            final long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            final double seconds = (System.nanoTime() - start) / 1e9;
            final long frames = passes * loop.recorded();
            final String text = String.format(Locale.ROOT, "%,d frames (depth, trades, best bids and offers) made %,d "
                + "records and %,d orders in %.1f s on one thread, and allocated %,d bytes on it.%n", frames,
                journal.lastSequence() - recordsBefore, engine.ordersSent() - ordersBefore, seconds, bytes);
            return new Part(List.of(new Row(Goal.ALLOCATION, "9", Goal.ALLOCATION.what(), "usdm, all messages",
                "", bytes + " B over " + Goal.text(frames) + " frames", "", (double) bytes / frames, "B/frame",
                Row.bytes((double) bytes / frames))), text);
        }
    }

    private static void play(InlineEngine engine, long passes) {
        for (long i = 0; i < passes; i++) {
            engine.pass();
            engine.leadBack();
        }
    }
}
