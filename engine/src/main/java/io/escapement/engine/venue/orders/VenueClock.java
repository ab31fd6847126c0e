package io.escapement.engine.venue.orders;

/**
 * How far our clock is from the venue's, measured by asking the venue for its time: half the round trip is the error.
 * Of several samples the one with the shortest round trip counts. One thread.
 */
public final class VenueClock {
    private static final long NS_PER_MS = 1_000_000L;
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final long maxOffsetNs;
    private long aheadNs = UNKNOWN;
    private long errorNs = Long.MAX_VALUE;

    /** @param maxOffsetNs how far our clock may be from the venue's; beyond, nothing is sent */
    public VenueClock(long maxOffsetNs) {
        this.maxOffsetNs = maxOffsetNs;
    }

    /** Forgets all samples. */
    public void clear() {
        aheadNs = UNKNOWN;
        errorNs = Long.MAX_VALUE;
    }

    /**
     * One answer.
     *
     * @param askedNs    epoch nanoseconds, ours, when the question left
     * @param venueMs    the venue's time in the answer
     * @param answeredNs ours, when the answer came
     */
    public void sample(long askedNs, long venueMs, long answeredNs) {
        final long error = Math.max(0, (answeredNs - askedNs) / 2);
        if (error <= errorNs) {
            errorNs = error;
            // The venue cuts off digits: on average it is half a millisecond later than it says.
            aheadNs = askedNs + error - (venueMs * NS_PER_MS + NS_PER_MS / 2);
        }
    }

    /** Takes over what another has measured. */
    void replace(VenueClock other) {
        aheadNs = other.aheadNs;
        errorNs = other.errorNs;
    }

    public boolean isMeasured() {
        return aheadNs != UNKNOWN;
    }

    /** Nanoseconds that our clock is ahead of the venue's; 0 while nobody knows. */
    public long aheadNs() {
        return isMeasured() ? aheadNs : 0;
    }

    /** Nanoseconds by which the measurement may be wrong. */
    public long errorNs() {
        return isMeasured() ? errorNs : 0;
    }

    /** Whether requests may be sent: measured, and off by no more than allowed, be the error as it may. */
    public boolean isUsable() {
        return isMeasured() && Math.abs(aheadNs) - errorNs <= maxOffsetNs;
    }

    /** The venue's time now, in milliseconds, for signatures. */
    public long venueMs(long nowNs) {
        return (nowNs - aheadNs()) / NS_PER_MS;
    }
}
