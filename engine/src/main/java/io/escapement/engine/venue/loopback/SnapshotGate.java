package io.escapement.engine.venue.loopback;

import java.util.HashMap;
import java.util.Map;

/**
 * Makes the play wait for a client that is about to ask for a snapshot, so that at any speed the recorded snapshot is
 * the one it gets and nothing of the recording runs past it meanwhile. A client asks after it has seen a delta; one
 * that does not ask within the limit is not waited for again.
 */
final class SnapshotGate {
    private final Map<String, Waiting> waitingBySymbol = new HashMap<>();
    private final long limitNs;

    /** @param limitNs longest wait for each subscription; 0 = never wait */
    SnapshotGate(final long limitNs) {
        this.limitNs = limitNs;
    }

    /** A client needs a snapshot of this symbol: it subscribed, or it will find that it has lost something. */
    void expect(final String symbol) {
        if (limitNs > 0) {
            waitingBySymbol.put(symbol, new Waiting());
        }
    }

    /** A delta of the symbol has been sent. */
    void onSent(final String symbol) {
        final Waiting waiting = waitingBySymbol.get(symbol);
        if (waiting != null) {
            waiting.deltaSent = true;
        }
    }

    /** A snapshot of the symbol has been sent, or nobody is there any more to ask for one. */
    void release(final String symbol) {
        waitingBySymbol.remove(symbol);
    }

    void releaseAll() {
        waitingBySymbol.clear();
    }

    /** How long the play has to wait at most; 0 = it may go on. */
    long waitNs(final long nowNanos, final Market market) {
        if (waitingBySymbol.isEmpty()) {
            return 0;
        }
        long longest = 0;
        for (final var entry : waitingBySymbol.entrySet()) {
            final Waiting waiting = entry.getValue();
            if (!waiting.deltaSent || waiting.expired || !market.isKnown(entry.getKey())) {
                continue;
            }
            if (waiting.sinceNanos == 0) {
                waiting.sinceNanos = nowNanos;
            }
            final long left = limitNs - (nowNanos - waiting.sinceNanos);
            waiting.expired = left <= 0;
            longest = Math.max(longest, left);
        }
        return Math.max(0, longest);
    }

    private static final class Waiting {
        private boolean deltaSent;
        private boolean expired;
        private long sinceNanos;
    }
}
