package io.escapement.engine.pipeline;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;

import java.util.concurrent.CountDownLatch;

/**
 * Does a group's work on a thread of the Disruptor's. On a fault it lets the groups behind have exactly the records
 * that are theirs, by moving its own sequence there, and ends its thread; what comes later is never touched.
 */
final class GroupHandler implements EventHandler<Slot> {
    private final GroupWork work;
    private final RingBuffer<Slot> ring;
    private final PipelineParts parts;
    private final PipelineCounters counters;
    private final Stopping stopping;
    private final CountDownLatch running;
    private Sequence sequence;

    GroupHandler(GroupWork work, RingBuffer<Slot> ring, PipelineParts parts, PipelineCounters counters,
                 Stopping stopping, CountDownLatch running) {
        this.work = work;
        this.ring = ring;
        this.parts = parts;
        this.counters = counters;
        this.stopping = stopping;
        this.running = running;
    }

    @Override
    public void setSequenceCallback(Sequence sequenceCallback) {
        sequence = sequenceCallback;
    }

    @Override
    public void onStart() {
        running.countDown();
    }

    @Override
    public void onBatchStart(long batchSize, long queueDepth) {
        if (work.plan().listens()) {
            final long free = ring.getBufferSize() - (ring.getCursor() - sequence.get());
            if (free < counters.ringLowWater.getPlain()) {
                counters.ringLowWater.setOpaque(free);
            }
        }
    }

    @Override
    public void onEvent(Slot slot, long ringSequence, boolean endOfBatch) {
        final boolean goOn;
        try {
            goOn = work.run(slot);
        } catch (final Throwable thrown) {
            stopping.fault(Stopping.of(thrown, slot, ring.getCursor() - ringSequence));
            sequence.set(ringSequence - 1);
            throw new GroupEnd();
        }
        if (!goOn) {
            endAfter(slot, ringSequence);
        }
    }

    /**
     * The fault is read out of the slot, and the producers are stopped, before the sequence lets the slot go: a
     * producer that waits for room would clear it at once.
     */
    private void endAfter(Slot slot, long ringSequence) {
        if (work.plan().listens()) {
            stopping.fault(Stopping.ofStage(slot, parts.core(), ring.getCursor() - ringSequence));
        }
        sequence.set(ringSequence);
        throw new GroupEnd();
    }

    /** Ends the thread of a group; everything worth saying has been said. */
    static final class GroupEnd extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GroupEnd() {
            super("the group has ended after a fault", null, false, false);
        }
    }
}
