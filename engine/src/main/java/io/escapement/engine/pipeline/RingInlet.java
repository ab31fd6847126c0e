package io.escapement.engine.pipeline;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import io.escapement.engine.time.EventClock;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * Puts events into the ring; for one thread. A full ring makes it wait, so that back pressure reaches the venue's
 * socket.
 */
class RingInlet implements Inlet {
    final RingBuffer<Slot> ring;
    final Stopping stopping;
    private final PipelineCounters.InletCounters counters;
    private final EventClock clock;
    private final int sampleEvery;
    private final IdleStrategy idle = new BackoffIdleStrategy();
    private Slot claimed;
    private long claimedSequence;

    RingInlet(RingBuffer<Slot> ring, Stopping stopping, PipelineCounters.InletCounters counters, EventClock clock,
              int sampleEvery) {
        this.ring = ring;
        this.stopping = stopping;
        this.counters = counters;
        this.clock = clock;
        this.sampleEvery = sampleEvery;
    }

    @Override
    public Slot claim() {
        stopping.throwIfStopped();
        if (claimed != null) {
            throw new IllegalStateException("a slot is claimed already; publish or abandon it first");
        }
        claimedSequence = next();
        final Slot slot = ring.get(claimedSequence);
        slot.clear();
        if (sampleEvery == 1 || claimedSequence % sampleEvery == 0) {
            slot.sample();
        }
        claimed = slot;
        return slot;
    }

    private long next() {
        try {
            return ring.tryNext();
        } catch (final InsufficientCapacityException full) {
            return waitForRoom();
        }
    }

    private long waitForRoom() {
        final long start = clock.nanoTime();
        counters.waits().incrementOpaque();
        idle.reset();
        try {
            while (true) {
                stopping.throwIfStopped();
                idle.idle();
                if (ring.hasAvailableCapacity(1)) {
                    try {
                        return ring.tryNext();
                    } catch (final InsufficientCapacityException otherInletWasFaster) {
                        continue;
                    }
                }
            }
        } finally {
            counters.waitedNs().getAndAddOpaque(clock.nanoTime() - start);
        }
    }

    @Override
    public void publish(Slot slot) {
        if (!slot.isUsed()) {
            throw new IllegalStateException("no event has been committed in the slot; commit one, or abandon it");
        }
        if (slot.decodedNanos == 0 && slot.isSampled()) {
            slot.decodedNanos = clock.nanoTime();
        }
        release(slot);
        counters.published().incrementOpaque();
    }

    @Override
    public void abandon(Slot slot) {
        slot.clear();
        release(slot);
        counters.abandoned().incrementOpaque();
    }

    void release(Slot slot) {
        if (slot != claimed) {
            throw new IllegalStateException("the slot is not the one that this inlet has claimed");
        }
        claimed = null;
        ring.publish(claimedSequence);
    }
}
