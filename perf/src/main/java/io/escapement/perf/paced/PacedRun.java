package io.escapement.perf.paced;

import io.escapement.engine.monitor.Hop;
import io.escapement.engine.monitor.LatencyRecorder;
import io.escapement.perf.recording.Loop;
import io.escapement.perf.rig.Cores;
import io.escapement.perf.rig.InlineEngine;
import io.escapement.perf.rig.RunJournal;
import org.HdrHistogram.Histogram;

import java.nio.file.Path;

/**
 * Feeds an engine from memory at a constant rate on one thread. Service time runs from the moment a frame is taken up
 * to its end; intended time from the moment it was due, so that a frame that had to wait for the one before, or for
 * the machine, counts its waiting.
 */
public final class PacedRun {
    private static final long HIGHEST_NS = LatencyRecorder.HIGHEST_NS;
    private static final long SECOND_NS = 1_000_000_000L;

    private final Histogram service = new Histogram(HIGHEST_NS, 3);
    private final Histogram intended = new Histogram(HIGHEST_NS, 3);
    private final Histogram order = new Histogram(HIGHEST_NS, 3);
    private final Histogram orderIntended = new Histogram(HIGHEST_NS, 3);
    private String floor = "";
    private int frame;

    /** Runs it: a fifth of the frames warms up, the rest counts. */
    public static PacedRun of(Loop loop, Path folder, int framesPerSecond, int frames, int orderEvery) {
        final PacedRun run = new PacedRun();
        try (RunJournal journal = RunJournal.preTouched(folder);
             InlineEngine engine = new InlineEngine(loop, new Cores(loop, orderEvery), journal.lastSequence(),
                 journal.sink(), (bytes, offset, length) -> { })) {
            for (int pass = 0; pass < frames / loop.recorded(); pass++) {
                engine.pass();
                engine.leadBack();
            }
            run.play(loop, engine, framesPerSecond, frames / 5);
            run.forget(engine);
            try (HiccupFloor hiccups = HiccupFloor.start()) {
                run.play(loop, engine, framesPerSecond, frames);
                hiccups.close();
                run.floor = hiccups.line();
            }
            run.order.add(engine.latency().interval(Hop.ORDER));
        }
        return run;
    }

    private void forget(InlineEngine engine) {
        service.reset();
        intended.reset();
        orderIntended.reset();
        engine.latency().interval(Hop.ORDER);
    }

    private void play(Loop loop, InlineEngine engine, int framesPerSecond, int frames) {
        final long everyNs = SECOND_NS / framesPerSecond;
        long due = System.nanoTime();
        for (int i = 0; i < frames; i++) {
            due += everyNs;
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
            final long ordersBefore = engine.ordersSent();
            final long received = System.nanoTime();
            engine.onFrame(frame, received);
            final long done = System.nanoTime();
            service.recordValue(done - received);
            intended.recordValue(done - due);
            if (engine.ordersSent() != ordersBefore) {
                orderIntended.recordValue(done - due);
            }
            engine.moveOn(frame++);
            if (frame == loop.recorded()) {
                due += leadBack(loop, engine);
                frame = 0;
            }
        }
        engine.check();
    }

    /** Not part of the schedule: how long it took. */
    private static long leadBack(Loop loop, InlineEngine engine) {
        final long start = System.nanoTime();
        for (int i = loop.recorded(); i < loop.total(); i++) {
            engine.onFrame(i, 0);
            engine.moveOn(i);
        }
        return System.nanoTime() - start;
    }

    /** From the first byte to the bytes of the order that the frame caused; frames that caused one. */
    public Histogram order() {
        return order;
    }

    /** A table of all that was taken, and the machine's floor. */
    public String describe() {
        return Percentiles.HEAD
            + Percentiles.line("service: frame to order's bytes handed over", order)
            + Percentiles.line("service: frame to record journaled and all told, every frame", service)
            + Percentiles.line("from the due time, every frame (p50 and p90 are to be trusted)", intended)
            + Percentiles.line("from the due time, frames with an order", orderIntended)
            + "\n" + floor + "\n";
    }
}
