package io.escapement.engine.market;

/** Mantissas as doubles: for features alone, never for what is added up as money. */
public final class Decimals {
    private static final int MOST = 22;
    /** All of these are exact. */
    private static final double[] POWERS = new double[MOST + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i <= MOST; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Decimals() {
    }

    /** The number that mantissa and exponent stand for, rounded once where the mantissa is below 2^53. */
    public static double value(double mantissa, int exponent) {
        return exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
    }

    /** As {@link #value}; NaN where the mantissa is null. */
    public static double orMissing(long mantissa, int exponent, long nullValue) {
        return mantissa == nullValue ? Double.NaN : value(mantissa, exponent);
    }
}
