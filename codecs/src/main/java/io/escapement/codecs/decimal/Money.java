package io.escapement.codecs.decimal;

/**
 * Amounts of a quote asset: {@code long} mantissas at exponent {@value #EXPONENT}. Products are formed in 128 bits;
 * what does not fit is {@link #OVERFLOW}, never wrapped, and stays {@link #OVERFLOW} through every function here.
 */
public final class Money {
    /** Power of ten of every amount of money. */
    public static final int EXPONENT = -8;
    /** The amount does not fit; no amount has this value. */
    public static final long OVERFLOW = Long.MIN_VALUE;

    private static final int MOST_DIGITS_DROPPED = 18;

    private Money() {
    }

    public static boolean isOverflow(long amount) {
        return amount == OVERFLOW;
    }

    /** Price times quantity, signed as the quantity is. */
    public static long notional(long price, int priceExponent, long quantity, int quantityExponent, Rounding rounding) {
        return product(price, quantity, priceExponent + quantityExponent, EXPONENT, rounding);
    }

    /** The share {@code rate} x 10^{@code rateExponent} of an amount: a fee of 0.1 % is the rate 10 at -4. */
    public static long share(long amount, long rate, int rateExponent, Rounding rounding) {
        return product(amount, rate, EXPONENT + rateExponent, EXPONENT, rounding);
    }

    /** The sum, or {@link #OVERFLOW}. */
    public static long add(long a, long b) {
        final long sum = a + b;
        return a == OVERFLOW || b == OVERFLOW || ((a ^ sum) & (b ^ sum)) < 0 ? OVERFLOW : sum;
    }

    /** The difference, or {@link #OVERFLOW}. */
    public static long subtract(long a, long b) {
        return b == OVERFLOW ? OVERFLOW : add(a, -b);
    }

    /** The same number at another exponent, or {@link #OVERFLOW}. */
    public static long rescale(long mantissa, int fromExponent, int toExponent, Rounding rounding) {
        return product(mantissa, 1, fromExponent, toExponent, rounding);
    }

    /**
     * {@code a} x {@code b} x 10^{@code exponent}, as a mantissa at {@code targetExponent}, or {@link #OVERFLOW}.
     *
     * @throws IllegalArgumentException if more than 18 digits would have to be dropped: no instrument asks for that
     */
    public static long product(long a, long b, int exponent, int targetExponent, Rounding rounding) {
        if (a == OVERFLOW || b == OVERFLOW) {
            return OVERFLOW;
        }
        final boolean negative = (a ^ b) < 0;
        final long magnitudeA = Math.abs(a);
        final long magnitudeB = Math.abs(b);
        final long high = Math.multiplyHigh(magnitudeA, magnitudeB);
        final long low = magnitudeA * magnitudeB;
        final int shift = exponent - targetExponent;
        final long magnitude = shift >= 0 ? widen(high, low, shift) : narrow(high, low, -shift, rounding);
        return magnitude < 0 ? OVERFLOW : negative ? -magnitude : magnitude;
    }

    private static long widen(long high, long low, int digits) {
        if ((high | low) == 0) {
            return 0;
        }
        if (high != 0 || low < 0 || digits > 18 || Math.multiplyHigh(low, Digits.powerOfTen(digits)) != 0) {
            return OVERFLOW;
        }
        return low * Digits.powerOfTen(digits);
    }

    private static long narrow(long high, long low, int digits, Rounding rounding) {
        if (digits > MOST_DIGITS_DROPPED) {
            throw new IllegalArgumentException("the product has " + digits + " digits more than the target exponent"
                + " holds; at most " + MOST_DIGITS_DROPPED + " can be dropped");
        }
        final long divisor = Digits.powerOfTen(digits);
        if (high >= divisor) {
            return OVERFLOW;
        }
        final long quotient = high == 0 && low >= 0 ? low / divisor : WideDivision.divide(high, low, divisor);
        if (quotient < 0) {
            return OVERFLOW;
        }
        final long remainder = low - quotient * divisor;
        return quotient + rounding.increment(quotient, remainder, divisor);
    }
}
