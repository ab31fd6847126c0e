package io.escapement.engine.pipeline;

import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersManager;

/**
 * What a pipeline counts. Every counter lies in cache lines of its own and has one writing thread; anyone may read.
 */
final class PipelineCounters {
    /** Records whose journal append is done and which every listener has seen. */
    final AtomicCounter processed;
    /** The least free slots that the last group found when it began a batch. */
    final AtomicCounter ringLowWater;
    /** Sampled records that took longer than the threshold from sequencing to journal. */
    final AtomicCounter stalls;
    /** The longest of those times, in nanoseconds. */
    final AtomicCounter longestNs;
    final AtomicCounter faults;
    private final CountersManager manager;

    PipelineCounters(CountersManager manager, int ringSize) {
        this.manager = manager;
        this.processed = manager.newCounter("pipeline.processed");
        this.ringLowWater = manager.newCounter("pipeline.ringLowWater");
        this.stalls = manager.newCounter("pipeline.stalls");
        this.longestNs = manager.newCounter("pipeline.longestNs");
        this.faults = manager.newCounter("pipeline.faults");
        ringLowWater.set(ringSize);
    }

    /** The counters of one more inlet. */
    InletCounters inlet(int index) {
        final String prefix = "pipeline.inlet" + index + ".";
        return new InletCounters(manager.newCounter(prefix + "published"), manager.newCounter(prefix + "abandoned"),
            manager.newCounter(prefix + "waits"), manager.newCounter(prefix + "waitedNs"));
    }

    /**
     * What one inlet counts, written by its thread.
     *
     * @param published events handed to the core
     * @param abandoned slots given back unused
     * @param waits     claims that found the ring full
     * @param waitedNs  nanoseconds spent in them
     */
    record InletCounters(AtomicCounter published, AtomicCounter abandoned, AtomicCounter waits,
                         AtomicCounter waitedNs) {
    }
}
