package io.escapement.engine.bars;

import io.escapement.engine.market.Hashing;

/**
 * Bars put together of shorter ones, of the past and made here, each of which is whole: for each pair of durations, of
 * which the shorter divides the longer, the sum since the longer's bar began. There is none where a shorter one is
 * missing. Needed until an instrument's first bar of each duration has been told: that one began before its first trade
 * here.
 */
final class WholeBars {
    private final long[] timeframesNs;
    private final FormingBar[] sums;
    private final long[] endNs;

    /** @param timeframesNs ascending */
    WholeBars(long[] timeframesNs) {
        this.timeframesNs = timeframesNs;
        sums = new FormingBar[timeframesNs.length * timeframesNs.length];
        endNs = new long[sums.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = new FormingBar();
        }
    }

    /** A bar of one duration is whole; they come in the order of time. */
    void add(int shorter, long openNs, FormingBar bar) {
        final long durationNs = timeframesNs[shorter];
        for (int longer = shorter + 1; longer < timeframesNs.length; longer++) {
            final int pair = longer * timeframesNs.length + shorter;
            if (timeframesNs[longer] % durationNs != 0) {
                continue;
            }
            if (openNs % timeframesNs[longer] == 0) {
                sums[pair].copy(bar);
                endNs[pair] = openNs + durationNs;
            } else if (openNs == endNs[pair]) {
                sums[pair].join(bar);
                endNs[pair] = openNs + durationNs;
            } else {
                endNs[pair] = 0;
            }
        }
    }

    /** The bar of a duration that ends at a time; null where not all of it is there. */
    FormingBar find(int longer, long barEndNs) {
        for (int pair = longer * timeframesNs.length; pair < longer * timeframesNs.length + longer; pair++) {
            if (endNs[pair] == barEndNs) {
                return sums[pair];
            }
        }
        return null;
    }

    long hash(long seed) {
        long hash = seed;
        for (int pair = 0; pair < sums.length; pair++) {
            hash = Hashing.fold(hash, endNs[pair]);
            hash = endNs[pair] == 0 ? hash : sums[pair].hash(hash);
        }
        return hash;
    }
}
