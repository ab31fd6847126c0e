package io.escapement.engine.market;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.WideDivision;

/**
 * Ratios and comparisons of products of two longs, with 128 bits on the way. Nothing here allocates, throws or wraps
 * around; what fits no long is {@link Money#OVERFLOW}.
 */
public final class Wide {
    private static final int MOST_DIGITS = 18;
    private static final long[] POWERS = new long[MOST_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i <= MOST_DIGITS; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Wide() {
    }

    /**
     * The price, a mantissa rounded half away from zero, at which a quantity is worth an amount.
     *
     * @param amount   {@link Money}, not negative
     * @param quantity mantissa, positive
     * @param exponent price exponent plus quantity exponent
     */
    public static long price(long amount, long quantity, int exponent) {
        final int shift = Money.EXPONENT - exponent;
        if (shift > MOST_DIGITS || shift < -MOST_DIGITS) {
            return Money.OVERFLOW;
        }
        if (shift >= 0) {
            return multiplyDivide(amount, POWERS[shift], quantity);
        }
        final long divisor = multiplyDivide(quantity, POWERS[-shift], 1);
        if (divisor != Money.OVERFLOW) {
            return multiplyDivide(amount, 1, divisor);
        }
        // A divisor that fits no long is more than any amount: the price is less than 1, and rounds to 1 from a half.
        return compareProducts(amount, 2, quantity, POWERS[-shift]) >= 0 ? 1 : 0;
    }

    /** {@code a * b / divisor}, rounded half away from zero; a and b not negative, divisor positive. */
    public static long multiplyDivide(long a, long b, long divisor) {
        final long high = Math.multiplyHigh(a, b);
        final long low = a * b;
        if (high >= divisor) {
            return Money.OVERFLOW;
        }
        final long quotient = high == 0 ? Long.divideUnsigned(low, divisor) : WideDivision.divide(high, low, divisor);
        if (quotient < 0) {
            return Money.OVERFLOW;
        }
        final long remainder = low - quotient * divisor;
        if (remainder < divisor - remainder) {
            return quotient;
        }
        return quotient == Long.MAX_VALUE ? Money.OVERFLOW : quotient + 1;
    }

    /** Sign of {@code a * b - c * d}; none negative. */
    public static int compareProducts(long a, long b, long c, long d) {
        final int high = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
        return high != 0 ? high : Long.compareUnsigned(a * b, c * d);
    }
}
