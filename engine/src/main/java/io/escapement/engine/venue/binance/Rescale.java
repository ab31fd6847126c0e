package io.escapement.engine.venue.binance;

/** Mantissas from one power of ten to another, exactly or not at all. */
final class Rescale {
    /** The result has more than 63 bits. */
    static final long OVERFLOW = -1;
    /** The result is no whole number. */
    static final long INEXACT = -2;

    private static final int MOST = 18;
    private static final long[] POWERS = new long[MOST + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i <= MOST; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Rescale() {
    }

    /**
     * {@code value} times ten to the {@code shift}; {@link #OVERFLOW} or {@link #INEXACT} where there is none.
     *
     * @param value zero or more
     */
    static long mantissa(long value, int shift) {
        if (value == 0 || shift == 0) {
            return value;
        }
        if (shift > MOST) {
            return OVERFLOW;
        }
        if (shift > 0) {
            final long product = value * POWERS[shift];
            return Math.multiplyHigh(value, POWERS[shift]) != 0 || product < 0 ? OVERFLOW : product;
        }
        if (shift < -MOST) {
            return INEXACT;
        }
        return value % POWERS[-shift] == 0 ? value / POWERS[-shift] : INEXACT;
    }
}
