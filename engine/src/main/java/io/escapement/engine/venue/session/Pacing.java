package io.escapement.engine.venue.session;

import java.util.List;

/**
 * Our own waits, besides the venue's budgets.
 *
 * @param seed            of the random part of waits
 * @param reconnectMinMs  the first wait before a reconnect
 * @param reconnectMaxMs  the longest
 * @param stableMs        how long a connection must have stood to start the waits over
 * @param replaceAfterMs  age at which a connection is replaced by a new one; 0: as the venue's protocol says
 * @param acknowledgeMs   how long the venue may take to say hello and to answer a subscription
 * @param failures        failed connections in a row, after which the venue may be given up
 * @param failingMs       how long they must have been failing for it
 * @param probeMs         between two attempts at a venue that has been given up
 * @param firstMessageMs  how long a stream may stay silent once it is granted, before that is told
 * @param maintenanceMs   how long after a notice of maintenance without an end another connection is tried: what was
 *                        subscribed to may be forgotten by then, and no venue promises to say when it is over
 */
public record Pacing(long seed, int reconnectMinMs, int reconnectMaxMs, int stableMs, int replaceAfterMs,
                     int acknowledgeMs, int failures, int failingMs, int probeMs, int firstMessageMs,
                     int maintenanceMs) {
    private static final int HOUR_MS = 3_600_000;
    /** Bitfinex' maintenance, the shortest that is told of, pauses the data for up to two minutes. */
    private static final int USUAL_MAINTENANCE_MS = 300_000;

    /** With the usual limit of maintenance. */
    public Pacing(long seed, int reconnectMinMs, int reconnectMaxMs, int stableMs, int replaceAfterMs,
                  int acknowledgeMs, int failures, int failingMs, int probeMs, int firstMessageMs) {
        this(seed, reconnectMinMs, reconnectMaxMs, stableMs, replaceAfterMs, acknowledgeMs, failures, failingMs,
            probeMs, firstMessageMs, USUAL_MAINTENANCE_MS);
    }

    public static Pacing defaults() {
        return new Pacing(1, 250, 30_000, 60_000, 0, 5_000, 8, 60_000, 60_000, 30_000);
    }

    /** The same with another seed. */
    public Pacing seeded(long other) {
        return new Pacing(other, reconnectMinMs, reconnectMaxMs, stableMs, replaceAfterMs, acknowledgeMs, failures,
            failingMs, probeMs, firstMessageMs, maintenanceMs);
    }

    /** The same with another limit of maintenance. */
    public Pacing withMaintenanceMs(int limit) {
        return new Pacing(seed, reconnectMinMs, reconnectMaxMs, stableMs, replaceAfterMs, acknowledgeMs, failures,
            failingMs, probeMs, firstMessageMs, limit);
    }

    void check(List<String> problems) {
        if (reconnectMinMs < 1 || reconnectMaxMs < reconnectMinMs) {
            problems.add("reconnect waits from " + reconnectMinMs + " to " + reconnectMaxMs
                + " ms; expected 1 <= least <= greatest");
        }
        range(problems, "stableMs", stableMs, 0, HOUR_MS);
        range(problems, "replaceAfterMs", replaceAfterMs, 0, 24 * HOUR_MS);
        range(problems, "acknowledgeMs", acknowledgeMs, 1, 600_000);
        range(problems, "failures", failures, 1, 10_000);
        range(problems, "failingMs", failingMs, 0, HOUR_MS);
        range(problems, "probeMs", probeMs, 1, HOUR_MS);
        range(problems, "firstMessageMs", firstMessageMs, 1, HOUR_MS);
        range(problems, "maintenanceMs", maintenanceMs, 1, 24 * HOUR_MS);
    }

    private static void range(List<String> problems, String name, int value, int min, int max) {
        if (value < min || value > max) {
            problems.add(name + " is " + value + "; expected " + min + " to " + max);
        }
    }
}
