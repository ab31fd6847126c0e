package io.escapement.perf.ten;

import io.escapement.perf.soak.ChildEngine;
import io.escapement.perf.soak.ThreadUse;

import java.io.IOException;
import java.util.List;

/** The part of a run that is behind the engine's start: what its threads did in it, and what its heap holds then. */
final class Steady {
    private static final double SECOND_NS = 1e9;

    private List<ThreadUse> before;
    private List<ThreadUse> behind = List.of();
    private long heap = -1;
    private long fromNs;
    private long toNs;

    /** Where it begins. */
    void begin(ChildEngine engine) throws IOException, InterruptedException {
        before = engine.threads();
        fromNs = System.currentTimeMillis() * 1_000_000L;
    }

    boolean hasBegun() {
        return before != null;
    }

    /** Where it ends: behind all that is measured otherwise, since it collects garbage. */
    void end(ChildEngine engine) throws IOException, InterruptedException {
        if (hasBegun() && engine.isAlive()) {
            toNs = System.currentTimeMillis() * 1_000_000L;
            behind = engine.threads();
            heap = engine.heapAfterCollection();
        }
    }

    boolean holds(long epochNs) {
        return epochNs >= fromNs && epochNs < toNs;
    }

    double seconds() {
        return (toNs - fromNs) / SECOND_NS;
    }

    /** What each thread had in it, the busiest first. */
    List<ThreadUse> threads() {
        return before == null ? List.of() : ThreadUse.since(before, behind);
    }

    /** Bytes in use behind a collection; -1: unknown. */
    long heap() {
        return heap;
    }
}
