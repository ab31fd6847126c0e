package io.escapement.engine.market;

/** Folds longs into a state hash, the same on every machine. The order of folding matters. */
public final class Hashing {
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private Hashing() {
    }

    public static long fold(long hash, long value) {
        final long mixed = (hash ^ value) * MULTIPLIER;
        return mixed ^ mixed >>> 32;
    }

    public static long fold(long hash, boolean value) {
        return fold(hash, value ? 1 : 0);
    }

    /** Folds the bits of a feature; never of a price or a quantity, which are longs. */
    public static long fold(long hash, double value) {
        return fold(hash, Double.doubleToLongBits(value));
    }
}
