package io.escapement.engine.feed;

import java.util.Arrays;

/** At most so many requests in any minute, for all instruments together. Time is the events' own. */
final class RequestBudget {
    private static final long MINUTE_NS = 60_000_000_000L;

    private final long[] timesNs;
    private int next;

    RequestBudget(int requestsPerMinute) {
        timesNs = new long[requestsPerMinute];
        Arrays.fill(timesNs, Long.MIN_VALUE);
    }

    /** Takes one request. @return when it may be made: the wanted time, or later */
    long take(long wantedNs) {
        final long oldest = timesNs[next];
        final long allowed = oldest == Long.MIN_VALUE ? wantedNs : Math.max(wantedNs, oldest + MINUTE_NS);
        timesNs[next] = allowed;
        next = (next + 1) % timesNs.length;
        return allowed;
    }

    long hash() {
        return Arrays.hashCode(timesNs) * 31L + next;
    }
}
