package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;
import io.escapement.engine.market.Hashing;

import java.util.Arrays;

/**
 * Row 6: messages to the venue in any window of time, by event time, which never goes back. The times of the last
 * messages are kept exactly, so that a burst across the edge of a window counts whole. Only orders are stopped; cancels
 * count, but always go.
 */
final class MessageRate implements Control {
    private static final long NEVER = Long.MIN_VALUE;

    private final long windowNs;
    private final long[] times;
    private int oldest;

    MessageRate(int maxMessages, long windowNs) {
        this.windowNs = windowNs;
        this.times = new long[maxMessages];
        Arrays.fill(times, NEVER);
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final long earliest = times[oldest];
        return earliest == NEVER || order.eventTimeNs() - earliest >= windowNs
            || denial.because(RiskRule.MESSAGE_RATE, times.length, times.length + 1L);
    }

    @Override
    public void onSent(long eventTimeNs) {
        times[oldest] = eventTimeNs;
        oldest = oldest + 1 == times.length ? 0 : oldest + 1;
    }

    @Override
    public long stateHash() {
        long hash = oldest;
        for (final long time : times) {
            hash = Hashing.fold(hash, time);
        }
        return hash;
    }
}
