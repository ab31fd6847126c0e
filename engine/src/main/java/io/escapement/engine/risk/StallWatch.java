package io.escapement.engine.risk;

import io.escapement.engine.market.Hashing;

/**
 * Row 23: notices that the engine itself stood still, by the time between two events. Timers come once a second, so a
 * gap means that nothing was done for so long; what the market was then is not known, and somebody else may have
 * cancelled our orders. Before the first timer nothing need happen: a venue may take long to say what it lists.
 */
final class StallWatch {
    private final long limitNs;
    private long lastNs;

    /** @param limitNs 0: it notices nothing */
    StallWatch(long limitNs) {
        this.limitNs = limitNs;
    }

    /** The gap before this event if it is too long, else 0. */
    long gapNs(long eventTimeNs, boolean timer) {
        if (lastNs == 0 && !timer) {
            return 0;
        }
        final long gapNs = lastNs == 0 ? 0 : eventTimeNs - lastNs;
        lastNs = eventTimeNs;
        return limitNs > 0 && gapNs > limitNs ? gapNs : 0;
    }

    long limitNs() {
        return limitNs;
    }

    long hash(long seed) {
        return Hashing.fold(seed, lastNs);
    }
}
