package io.escapement.engine.features;

import io.escapement.engine.market.Hashing;

/** A number that decays exponentially and is raised now and then. */
final class Decay {
    private static final double NS = 1e-9;

    private final double perSecond;
    private double value;
    private long timeNs;

    /** @param perSecond how fast: after so many seconds' reciprocal an e-th is left */
    Decay(double perSecond) {
        this.perSecond = perSecond;
    }

    void add(long nowNs, double more) {
        value = at(nowNs) + more;
        timeNs = nowNs;
    }

    /** What is left of it at a time, not before the last raise. */
    double at(long nowNs) {
        return value == 0 ? 0 : value * StrictMath.exp(-perSecond * NS * (nowNs - timeNs));
    }

    void clear() {
        value = 0;
        timeNs = 0;
    }

    long hash(long seed) {
        return Hashing.fold(Hashing.fold(seed, value), timeNs);
    }
}
