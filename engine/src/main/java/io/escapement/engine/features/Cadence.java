package io.escapement.engine.features;

import io.escapement.engine.statistics.RollingSum;

/**
 * How often values are told; the slots that windows are made of are as long.
 *
 * @param ns a whole part of a second
 */
record Cadence(long ns) {
    static final long SECOND_NS = 1_000_000_000L;
    /** Windows of flow. */
    static final int[] FLOW_SECONDS = {1, 5, 15, 60};

    /** Slots in so many seconds. */
    int slots(int seconds) {
        return (int) (seconds * SECOND_NS / ns);
    }

    /** Sums over windows of so many seconds. */
    RollingSum sums(int... seconds) {
        final int[] windows = new int[seconds.length];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = slots(seconds[i]);
        }
        return new RollingSum(windows);
    }
}
