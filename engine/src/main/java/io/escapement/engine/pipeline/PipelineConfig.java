package io.escapement.engine.pipeline;

import java.util.List;

/**
 * How the pipeline is laid out and sized. Nothing here changes what any record says.
 *
 * @param layout           {@code inline}: the producing thread does everything, no hop; {@code fused}: one further
 *                         thread; {@code split-N}: N further threads, of which the last for the listeners, the last
 *                         but one for the journal, the rest for the stages ({@code split-2}: stages, then both);
 *                         {@code groups}: as {@code groups} says
 * @param groups           names of the stages of each thread in their order, then {@code journal} and
 *                         {@code listeners}; empty unless the layout is {@code groups}
 * @param ringSize         slots, a power of two; 0: {@value #INLINE_RING_SIZE} inline, else
 *                         {@value #RING_SIZE}
 * @param recordCapacity   bytes a slot has for header, event and kept effects; an event may have half of them
 * @param checkedCapacity  bytes a slot has for checked effects
 * @param waitStrategy     see {@link WaitPolicy}; without meaning inline
 * @param cores            the core of each group's thread, in order; -1 or missing: not pinned
 * @param inlets           how many threads produce; inline has one
 * @param sampleEvery      latency is measured on every so many-th event
 * @param stallThresholdNs a sampled record that takes longer from sequencing to journal counts as a stall
 * @param stopTimeoutMs    how long a stop waits for published events to be processed
 */
public record PipelineConfig(String layout, List<List<String>> groups, int ringSize, int recordCapacity,
                             int checkedCapacity, String waitStrategy, List<Integer> cores, int inlets,
                             int sampleEvery, long stallThresholdNs, long stopTimeoutMs) {
    /** The journal's name in {@code groups}. */
    public static final String JOURNAL = "journal";
    /** The record listeners' name in {@code groups}. */
    public static final String LISTENERS = "listeners";
    /** What typical records touch of so many slots stays in a 1 MiB second-level cache. */
    public static final int INLINE_RING_SIZE = 64;
    /** Holds the worst recorded burst (137 messages in 100 ms, 1358 after a stall) about once over. */
    public static final int RING_SIZE = 1024;
    /** Two full book fragments; an event may have half of it. */
    public static final int RECORD_CAPACITY = 16 * 1024;
    /** As much again for what the journal holds the hash of only. */
    public static final int CHECKED_CAPACITY = 16 * 1024;

    public PipelineConfig {
        groups = groups.stream().map(List::copyOf).toList();
        cores = List.copyOf(cores);
    }

    /** The named layout with all defaults. */
    public static PipelineConfig of(String layout) {
        return new PipelineConfig(layout, List.of(), 0, RECORD_CAPACITY, CHECKED_CAPACITY, "yielding", List.of(), 1,
            1, 1_000_000, 5_000);
    }

    /** This, with an explicit cut. */
    public PipelineConfig withGroups(List<List<String>> explicit) {
        return new PipelineConfig("groups", explicit, ringSize, recordCapacity, checkedCapacity, waitStrategy, cores,
            inlets, sampleEvery, stallThresholdNs, stopTimeoutMs);
    }

    /** This, with other sizes. */
    public PipelineConfig withSizes(int newRingSize, int newRecordCapacity, int newCheckedCapacity) {
        return new PipelineConfig(layout, groups, newRingSize, newRecordCapacity, newCheckedCapacity, waitStrategy,
            cores, inlets, sampleEvery, stallThresholdNs, stopTimeoutMs);
    }

    /** This, with threads waiting and pinned otherwise. */
    public PipelineConfig withThreads(String newWaitStrategy, List<Integer> newCores, int newInlets) {
        return new PipelineConfig(layout, groups, ringSize, recordCapacity, checkedCapacity, newWaitStrategy,
            newCores, newInlets, sampleEvery, stallThresholdNs, stopTimeoutMs);
    }

    /** This, measuring latency on every so many-th event. */
    public PipelineConfig withSampleEvery(int newSampleEvery) {
        return new PipelineConfig(layout, groups, ringSize, recordCapacity, checkedCapacity, waitStrategy, cores,
            inlets, newSampleEvery, stallThresholdNs, stopTimeoutMs);
    }

    /** The sizes of a slot. */
    public SlotSizes slotSizes() {
        return new SlotSizes(recordCapacity, checkedCapacity);
    }

    /** Whether the producing thread does everything. */
    public boolean isInline() {
        return "inline".equals(layout);
    }

    /** The ring size, with the default filled in. */
    public int slots() {
        return ringSize != 0 ? ringSize : isInline() ? INLINE_RING_SIZE : RING_SIZE;
    }

    /**
     * Everything that is wrong with this, one line each: key, value, what was expected, an example.
     *
     * @param stageNames the core's stages, in their order
     */
    public List<String> errors(List<String> stageNames) {
        return new PipelineConfigCheck(this).errors(stageNames);
    }
}
