package io.escapement.engine.replay;

import io.escapement.engine.monitor.Counters;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Pipeline;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.pipeline.PipelineParts;
import io.escapement.engine.pipeline.PipelineStoppedException;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.time.EngineClock;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The core laid out over threads as a live engine's would be. In place of the journal stands the comparison, with a
 * reader of its own, since it may run on another thread than the feeding.
 */
final class PipelineRun implements ReplayRun {
    private final Pipeline pipeline;
    private final Inlet inlet;
    private final JournalReader expected;
    private final ReplayChain chain;
    private final boolean compare;
    private volatile Difference difference;

    /** @param lastSequence of the record that started the run */
    PipelineRun(Core core, ReplayChain chain, boolean compare, PipelineConfig layout, Path journal,
                long lastSequence) {
        this.chain = chain;
        this.compare = compare;
        this.expected = JournalReader.open(journal);
        expected.seekSequence(lastSequence + 1);
        pipeline = new Pipeline(layout, new PipelineParts(core, this::check, List.of(), fault -> { },
            new EngineClock(), new Counters().manager(), notice -> { }));
        pipeline.start();
        inlet = pipeline.inlet();
    }

    @Override
    public Difference feed(DirectBuffer recorded, int record) {
        if (difference != null) {
            return difference;
        }
        try {
            final Slot slot = inlet.claim();
            JournalReplay.copyEvent(recorded, record, slot);
            slot.recordedAt(RecordLayout.eventTimeNs(recorded, record));
            inlet.publish(slot);
        } catch (final PipelineStoppedException stopped) {
            return stoppedBy(stopped);
        }
        return null;
    }

    /** A stage that failed then fails again: its record is the last, and equal. */
    private Difference stoppedBy(PipelineStoppedException stopped) {
        if (difference == null) {
            throw stopped;
        }
        return difference;
    }

    private void check(Slot slot) throws IOException {
        if (!expected.next()) {
            throw new IOException("the journal has no record " + slot.sequence());
        }
        if (compare && difference == null) {
            difference = RecordComparison.compare(expected.buffer(), expected.offset(), slot);
        }
        if (difference == null) {
            chain.add(slot, RecordLayout.checkedLength(expected.buffer(), expected.offset()) > 0);
        }
    }

    @Override
    public Difference finish() {
        pipeline.stop();
        return difference;
    }

    @Override
    public void close() {
        pipeline.stop();
        expected.close();
    }
}
