package io.escapement.engine.replay;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.RunStartedDecoder;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Replays a journal: every event through a fresh core, with the sequence and the time that it had. Each run in the
 * journal gets a core of its own, built from its manifest. Not thread-safe; one instance a replay.
 *
 * <p>The core runs on the calling thread, or, to prove that it makes no difference, laid out as a live engine's would.
 */
public final class JournalReplay {
    private static final long PROGRESS_EVERY = 8192;
    private static final long FOLLOW_NS = 10_000_000L;

    private final Path journal;
    private final RunCores cores;
    private final boolean compare;
    private final PipelineConfig layout;
    private final double speed;
    private final ReplayProgress progress;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RunStartedDecoder runStarted = new RunStartedDecoder();

    private BooleanSupplier ended = () -> true;
    private ReplayRun run;
    private ReplayChain chain;
    private int runs;
    private long records;
    private long firstEventTimeNs;

    /**
     * @param compare  whether to compare every record with the recorded one
     * @param layout   null: on the calling thread without a ring; its slots get the sizes that the run had
     * @param speed    times the recorded pace; 0: as fast as it goes
     */
    public JournalReplay(Path journal, RunCores cores, boolean compare, PipelineConfig layout, double speed,
                         ReplayProgress progress) {
        this.journal = journal;
        this.cores = cores;
        this.compare = compare;
        this.layout = layout;
        this.speed = speed;
        this.progress = progress;
    }

    /** At the end of the journal waits for what is written to it from now on, until somebody says that it has ended. */
    public JournalReplay following(BooleanSupplier nowEnded) {
        ended = nowEnded;
        return this;
    }

    /**
     * Replays all of it, or up to the first difference.
     *
     * @throws io.escapement.journal.JournalException if the journal is missing or damaged
     * @throws IllegalArgumentException               if it does not begin with the start of a run, or a run's core
     *                                                cannot be built
     * @throws IllegalStateException                  if nothing is compared, there is no layout, and a stage fails that
     *                                                did not when the journal was made: its effects would be missing
     */
    public ReplayResult run() {
        final long startNs = System.nanoTime();
        long lastSequence = 0;
        Difference difference = null;
        try (JournalReader reader = JournalReader.open(journal)) {
            while (difference == null && next(reader)) {
                final int record = reader.offset();
                if (chain == null) {
                    chain = new ReplayChain(RecordLayout.previousHash(reader.buffer(), record));
                    firstEventTimeNs = reader.eventTimeNs();
                }
                pace(reader.eventTimeNs(), startNs);
                difference = isRunStart(reader, record) ? begin(reader, record) : feed(reader, record);
                lastSequence = reader.sequence();
                if (++records % PROGRESS_EVERY == 0 || speed > 0) {
                    progress.onProgress(records, lastSequence, reader.eventTimeNs());
                }
            }
            final Difference late = end();
            difference = difference == null ? late : difference;
        } finally {
            if (run != null) {
                run.close();
            }
        }
        return new ReplayResult(runs, records, lastSequence, chain == null ? 0 : chain.hash(),
            System.nanoTime() - startNs, difference);
    }

    private boolean next(JournalReader reader) {
        while (!reader.next()) {
            if (ended.getAsBoolean()) {
                return false;
            }
            LockSupport.parkNanos(FOLLOW_NS);
        }
        return true;
    }

    private static boolean isRunStart(JournalReader reader, int record) {
        return RecordLayout.templateId(reader.buffer(), RecordLayout.event(record)) == RunStartedDecoder.TEMPLATE_ID;
    }

    private Difference begin(JournalReader reader, int record) {
        final Difference late = end();
        if (late != null) {
            return late;
        }
        runStarted.wrapAndApplyHeader(reader.buffer(), RecordLayout.event(record), header);
        chain.follow(reader.buffer(), record);
        final String manifest = runStarted.manifest();
        final Core core = cores.core(manifest, reader.sequence(), reader.eventTimeNs());
        final SlotSizes sizes = cores.slotSizes(manifest);
        run = layout == null
            ? new DirectRun(core, sizes, chain, compare)
            : new PipelineRun(core, chain, compare,
                layout.withSizes(layout.ringSize(), sizes.recordCapacity(), sizes.checkedCapacity()), journal,
                reader.sequence());
        runs++;
        return null;
    }

    private Difference feed(JournalReader reader, int record) {
        if (run == null) {
            throw new IllegalArgumentException(journal + ": the oldest record, " + reader.sequence()
                + ", does not start a run (older files were deleted?); replay needs a run from its start");
        }
        return run.feed(reader.buffer(), record);
    }

    private Difference end() {
        if (run == null) {
            return null;
        }
        final Difference late = run.finish();
        run.close();
        run = null;
        return late;
    }

    private void pace(long eventTimeNs, long startNs) {
        if (speed <= 0) {
            return;
        }
        final long dueNs = startNs + (long) ((eventTimeNs - firstEventTimeNs) / speed);
        for (long left = dueNs - System.nanoTime(); left > 0; left = dueNs - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Puts a recorded event into a slot, as a producer would have. */
    static void copyEvent(DirectBuffer recorded, int record, Slot slot) {
        final int event = RecordLayout.event(record);
        final int length = RecordLayout.messageLength(recorded, event);
        slot.buffer().putBytes(slot.event(), recorded, event, length);
        slot.commitEvent(length, Provenance.of(RecordLayout.provenance(recorded, record)));
    }
}
