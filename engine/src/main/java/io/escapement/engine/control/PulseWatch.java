package io.escapement.engine.control;

/**
 * Judges a pulse: whether an engine lives, has stalled, is dead, or has ended in order. Fed with what is read from the
 * heartbeat and the time; no clock, no process of its own.
 */
public final class PulseWatch {
    /** What an engine is. */
    public enum Pulse {
        /** Records go through it. */
        BEATING,
        /** Its run has ended in order, or none has begun. */
        ENDED,
        /** Its process is there, but nothing has gone through it for longer than the limit. */
        STALLED,
        /** Its process is gone, and it did not end in order. */
        DEAD
    }

    private final long stalledAfterNs;
    private final long deadAfterNs;
    private long startTimeNs = Long.MIN_VALUE;
    private long counter = Long.MIN_VALUE;
    private long movedAtNs;

    /**
     * @param stalledAfterNs without a beat while the process lives
     * @param deadAfterNs    without a beat once the process is not seen: it may only be out of sight, in another
     *                       container
     */
    public PulseWatch(long stalledAfterNs, long deadAfterNs) {
        this.stalledAfterNs = stalledAfterNs;
        this.deadAfterNs = deadAfterNs;
    }

    /**
     * Judges what was read just now.
     *
     * @param nowNs any clock that does not go back
     * @param alive whether the engine's process is seen
     */
    public Pulse judge(long nowNs, boolean running, long runStartTimeNs, long beats, boolean alive) {
        if (runStartTimeNs != startTimeNs || beats != counter) {
            startTimeNs = runStartTimeNs;
            counter = beats;
            movedAtNs = nowNs;
        }
        if (!running) {
            return Pulse.ENDED;
        }
        final long silentNs = nowNs - movedAtNs;
        if (!alive && silentNs >= deadAfterNs) {
            return Pulse.DEAD;
        }
        return silentNs >= stalledAfterNs ? Pulse.STALLED : Pulse.BEATING;
    }

    /** For how long there has been no beat, as of a time. */
    public long silentNs(long nowNs) {
        return nowNs - movedAtNs;
    }
}
