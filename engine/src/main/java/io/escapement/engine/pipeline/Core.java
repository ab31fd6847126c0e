package io.escapement.engine.pipeline;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The deterministic core: the ordered stages, run on one event at a time. A pure function of the stages' state, the
 * event, its sequence and its time; live and replay run this same class. It may be cut: groups of consecutive stages
 * run on threads of their own, the first group begins a record and the last one finishes it. Every cut gives the same
 * records.
 *
 * <p>As a whole it belongs to one thread. Cut, {@link #begin}, each {@link StageGroup} and {@link #finish} belong to
 * one thread each, and a slot goes through them in that order.
 */
public final class Core {
    /** As many state hashes fit into the room that a slot keeps for them. */
    public static final int MAX_STAGES = 16;

    private final List<Stage> stages;
    private final long stateHashEvery;
    private final Sequencer sequencer;
    private final StageGroup all;
    private final CRC32C crc32c = new CRC32C();

    /** A core that begins with sequence 1 and takes no state hashes. */
    public Core(List<Stage> stages) {
        this(stages, 0, 0, 0);
    }

    /**
     * @param stages          in the order in which they see an event
     * @param stateHashEvery  records whose sequence is a multiple of this carry every stage's state hash; 0: none do
     * @param lastSequence    the sequence before the first event to come
     * @param lastEventTimeNs epoch nanoseconds that no event time will be less than
     */
    public Core(List<Stage> stages, long stateHashEvery, long lastSequence, long lastEventTimeNs) {
        if (stages.size() > MAX_STAGES) {
            throw new IllegalArgumentException("a core has at most " + MAX_STAGES + " stages, got " + stages.size());
        }
        if (stateHashEvery < 0 || lastSequence < 0) {
            throw new IllegalArgumentException("state hash cadence and last sequence must not be negative, got "
                + stateHashEvery + " and " + lastSequence);
        }
        this.stages = List.copyOf(stages);
        this.stateHashEvery = stateHashEvery;
        this.sequencer = new Sequencer(lastSequence, lastEventTimeNs);
        this.all = group(0, stages.size());
    }

    /** What the stages are called, in their order. */
    public List<String> stageNames() {
        return stages.stream().map(Stage::name).toList();
    }

    /** The sequence of the last event begun. Only for the thread that begins. */
    public long lastSequence() {
        return sequencer.lastSequence();
    }

    /**
     * Live: gives the event in the slot the next sequence, runs every stage and finishes the record. After a fault,
     * which {@link Slot#isFaulted} tells, no further event may be given.
     *
     * @param timeNs epoch nanoseconds; the event's time, unless the event before had a later one
     */
    public void onEvent(Slot slot, long timeNs) {
        begin(slot, timeNs);
        all.run(slot);
        finish(slot);
    }

    /**
     * Replay: as {@link #onEvent(Slot, long)} with sequence and time as recorded.
     *
     * @throws IllegalArgumentException if the sequence is not the next one, or the time is less than the one before
     */
    public void onEvent(Slot slot, long sequence, long eventTimeNs) {
        sequencer.stamp(slot, sequence, eventTimeNs);
        all.run(slot);
        finish(slot);
    }

    /** The first thing done to an event. */
    void begin(Slot slot, long timeNs) {
        sequencer.stamp(slot, timeNs);
    }

    /** The stages from one index up to, not including, another. */
    StageGroup group(int from, int to) {
        return new StageGroup(stages.subList(from, to), from, stateHashEvery);
    }

    /** The last thing done to an event: the record's length, and the hash over what it does not hold. */
    void finish(Slot slot) {
        final int checkedLength = slot.checkedLength();
        slot.finish(checkedLength == 0 ? 0L : hash(slot.bytes(), slot.checkedStart(), checkedLength));
    }

    private long hash(ByteBuffer bytes, int offset, int length) {
        bytes.limit(offset + length).position(offset);
        crc32c.reset();
        crc32c.update(bytes);
        return crc32c.getValue();
    }
}
