package io.escapement.engine.features;

/** Days, UTC. */
final class Days {
    static final long DAY_NS = 86_400_000_000_000L;

    private Days() {
    }

    /** The day that a boundary ends in: midnight itself belongs to the day before. */
    static long endingAt(long timeNs) {
        return Math.floorDiv(timeNs - 1, DAY_NS);
    }

    static long of(long timeNs) {
        return Math.floorDiv(timeNs, DAY_NS);
    }
}
