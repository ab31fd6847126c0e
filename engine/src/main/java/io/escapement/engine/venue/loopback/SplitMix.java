package io.escapement.engine.venue.loopback;

/** SplitMix64 (Steele, Lea, Flood 2014): the same numbers for a seed on every JDK, which java.util's do not promise. */
final class SplitMix {
    private static final double UNIT = 0x1.0p-53;

    private long state;

    SplitMix(final long seed) {
        this.state = seed;
    }

    long nextLong() {
        state += 0x9e3779b97f4a7c15L;
        long mixed = state;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    /** In [0, 1). */
    double nextDouble() {
        return (nextLong() >>> 11) * UNIT;
    }

    /** In [0, bound). */
    int nextInt(final int bound) {
        return (int) (nextDouble() * bound);
    }

    /** Exponentially distributed. */
    double nextExponential(final double mean) {
        return -mean * StrictMath.log(1.0 - nextDouble());
    }

    /** Mean 0, variance 1, close enough to normal for a picture of a market: the sum of twelve uniforms. */
    double nextNormal() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += nextDouble();
        }
        return sum;
    }
}
