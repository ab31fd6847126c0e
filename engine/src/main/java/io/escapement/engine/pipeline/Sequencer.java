package io.escapement.engine.pipeline;

/**
 * The one total order: gives each event its sequence and its time. Owned by the thread of the first group; its two
 * numbers keep 128 bytes to both sides, so that other threads' memory is not dragged along.
 */
final class Sequencer {
    private static final int SEQUENCE = 16;
    private static final int TIME = 17;

    private final long[] last = new long[34];

    Sequencer(long lastSequence, long lastEventTimeNs) {
        last[SEQUENCE] = lastSequence;
        last[TIME] = lastEventTimeNs;
    }

    /** Live: the next sequence, and the time, never less than the one before. */
    void stamp(Slot slot, long timeNs) {
        final long sequence = last[SEQUENCE] + 1;
        final long eventTimeNs = Math.max(timeNs, last[TIME]);
        last[SEQUENCE] = sequence;
        last[TIME] = eventTimeNs;
        slot.begin(sequence, eventTimeNs);
    }

    /**
     * Replay: the recorded sequence and time.
     *
     * @throws IllegalArgumentException if they do not follow the ones before
     */
    void stamp(Slot slot, long sequence, long eventTimeNs) {
        if (sequence != last[SEQUENCE] + 1) {
            throw new IllegalArgumentException("sequence " + sequence + " does not follow " + last[SEQUENCE]);
        }
        if (eventTimeNs < last[TIME]) {
            throw new IllegalArgumentException("the event time of sequence " + sequence + ", " + eventTimeNs
                + ", is before the one before, " + last[TIME]);
        }
        last[SEQUENCE] = sequence;
        last[TIME] = eventTimeNs;
        slot.begin(sequence, eventTimeNs);
    }

    long lastSequence() {
        return last[SEQUENCE];
    }
}
