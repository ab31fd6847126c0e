package io.escapement.engine.paper;

/**
 * How long a request takes to the simulated venue, and its answer back (V1). Pure functions of their arguments, so
 * that the same records give the same reports.
 */
public interface LatencyModel {
    /** Nanoseconds from sending a request at this time until the venue has it; not negative. */
    long orderEntryNs(long requestTimeNs, long clientOrderId);

    /** Nanoseconds from the venue's answer at this time until we have it; not negative. */
    long responseNs(long exchangeTimeNs, long clientOrderId);
}
