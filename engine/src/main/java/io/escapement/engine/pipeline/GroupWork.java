package io.escapement.engine.pipeline;

import io.escapement.engine.time.EventClock;

import java.util.List;

/** What one group does with each slot, on whatever thread. The same for every layout. */
final class GroupWork {
    private final GroupPlan plan;
    private final Core core;
    private final StageGroup stages;
    private final RecordSink sink;
    private final RecordListener[] listeners;
    private final EventClock clock;
    private final PipelineCounters counters;
    private final long stallThresholdNs;
    private final boolean inline;

    GroupWork(GroupPlan plan, PipelineParts parts, PipelineCounters counters, PipelineConfig config) {
        this.plan = plan;
        this.core = parts.core();
        this.stages = plan.to() > plan.from() ? core.group(plan.from(), plan.to()) : null;
        this.sink = parts.sink();
        this.listeners = parts.listeners().toArray(new RecordListener[0]);
        this.clock = parts.clock();
        this.counters = counters;
        this.stallThresholdNs = config.stallThresholdNs();
        this.inline = config.isInline();
    }

    GroupPlan plan() {
        return plan;
    }

    /**
     * Does this group's part.
     *
     * @return whether this group may go on; if not, the record is still for the groups behind
     * @throws GroupFailure if the record is not for the groups behind
     */
    boolean run(Slot slot) {
        if (!slot.isUsed()) {
            return true;
        }
        if (plan.begins()) {
            begin(slot);
        }
        if (stages != null) {
            stages.run(slot);
        }
        if (plan.finishes()) {
            core.finish(slot);
            if (slot.isSampled()) {
                slot.coreDoneNanos = clock.nanoTime();
            }
        }
        if (plan.journals()) {
            append(slot);
        }
        if (plan.listens()) {
            tellListeners(slot);
            counters.processed.incrementOpaque();
        }
        return !slot.isFaulted();
    }

    /** Inline the moment of decoding is the moment of sequencing: one reading does for both. */
    private void begin(Slot slot) {
        if (slot.recordedTimeNs() != 0) {
            core.begin(slot, slot.recordedTimeNs());
            return;
        }
        final boolean stamped = inline && slot.decodedNanos != 0;
        final long now = stamped ? slot.decodedNanos : clock.nanoTime();
        slot.sequencedNanos = now;
        core.begin(slot, clock.epochNs(now));
    }

    private void append(Slot slot) {
        try {
            sink.append(slot);
        } catch (final Throwable thrown) {
            if (slot.isFaulted() && slot.failure() != thrown) {
                thrown.addSuppressed(slot.failure());
            }
            throw new GroupFailure(PipelineFault.Kind.JOURNAL, "the journal could not append a record", thrown);
        }
        if (slot.isSampled()) {
            slot.journaledNanos = clock.nanoTime();
            noteStall(slot.journaledNanos - slot.sequencedNanos);
        }
    }

    private void noteStall(long tookNs) {
        if (tookNs > stallThresholdNs) {
            counters.stalls.incrementOpaque();
        }
        if (tookNs > counters.longestNs.getPlain()) {
            counters.longestNs.setOpaque(tookNs);
        }
    }

    private void tellListeners(Slot slot) {
        for (int i = 0; i < listeners.length; i++) {
            try {
                listeners[i].onRecord(slot);
            } catch (final Throwable thrown) {
                if (!slot.isFaulted()) {
                    throw new GroupFailure(PipelineFault.Kind.LISTENER, "the record listener "
                        + listeners[i].getClass().getName() + " failed", thrown);
                }
                if (slot.failure() != thrown) {
                    slot.failure().addSuppressed(thrown);
                }
            }
        }
    }
}
