package io.escapement.engine.pipeline;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import io.escapement.engine.time.EventClock;

/** Puts events into the ring and, on the same thread, does the one group's work on them before it returns. */
final class InlineInlet extends RingInlet implements EventPoller.Handler<Slot> {
    private final EventPoller<Slot> poller;
    private final GroupWork work;
    private final Core core;
    private boolean polling;

    InlineInlet(RingBuffer<Slot> ring, Stopping stopping, PipelineCounters.InletCounters counters, EventClock clock,
                int sampleEvery, EventPoller<Slot> poller, GroupWork work, Core core) {
        super(ring, stopping, counters, clock, sampleEvery);
        this.poller = poller;
        this.work = work;
        this.core = core;
    }

    @Override
    public Slot claim() {
        if (polling) {
            throw new IllegalStateException("a stage or record listener must not publish events itself; "
                + "hand them over through an event source");
        }
        return super.claim();
    }

    @Override
    void release(Slot slot) {
        super.release(slot);
        if (stopping.isStopped()) {
            return;
        }
        polling = true;
        try {
            poller.poll(this);
        } catch (final RuntimeException | Error unchecked) {
            throw unchecked;
        } catch (final Exception impossible) {
            throw new IllegalStateException("the poller threw what its handler cannot throw", impossible);
        } finally {
            polling = false;
        }
    }

    @Override
    public boolean onEvent(Slot slot, long ringSequence, boolean endOfBatch) {
        try {
            final boolean goOn = work.run(slot);
            if (!goOn) {
                stopping.fault(Stopping.ofStage(slot, core, ring.getCursor() - ringSequence));
            }
            return goOn;
        } catch (final Throwable thrown) {
            stopping.fault(Stopping.of(thrown, slot, ring.getCursor() - ringSequence));
            return false;
        }
    }
}
