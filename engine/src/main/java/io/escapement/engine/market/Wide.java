package io.escapement.engine.market;

/**
 * Products of two longs without loss: 128 bits on the way, a long or {@link #OVERFLOW} as the result. Nothing here
 * allocates, throws or wraps around.
 */
public final class Wide {
    /** The result does not fit into a long; also what SBE writes for a missing int64. */
    public static final long OVERFLOW = Long.MIN_VALUE;
    /** Exponent of {@code Money}. */
    public static final int MONEY_EXPONENT = -8;

    private static final int MAX_POWER = 18;
    private static final long LOW_32 = 0xFFFF_FFFFL;
    private static final long[] POWERS = new long[MAX_POWER + 1];

    static {
        long power = 1;
        for (int i = 0; i <= MAX_POWER; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private Wide() {
    }

    /**
     * Price times quantity in {@code Money}, rounded half away from zero.
     *
     * @param price    mantissa, not negative
     * @param quantity mantissa, not negative
     * @param exponent price exponent plus quantity exponent
     */
    public static long notional(long price, long quantity, int exponent) {
        final int shift = exponent - MONEY_EXPONENT;
        if (shift > MAX_POWER || shift < -MAX_POWER) {
            return OVERFLOW;
        }
        if (shift < 0) {
            return multiplyDivide(price, quantity, POWERS[-shift]);
        }
        final long product = multiplyDivide(price, quantity, 1);
        return product == OVERFLOW ? OVERFLOW : multiplyDivide(product, POWERS[shift], 1);
    }

    /**
     * The price, a mantissa rounded half away from zero, at which a quantity is worth an amount of {@code Money}.
     *
     * @param money    not negative
     * @param quantity mantissa, positive
     * @param exponent price exponent plus quantity exponent
     */
    public static long price(long money, long quantity, int exponent) {
        final int shift = MONEY_EXPONENT - exponent;
        if (shift > MAX_POWER || shift < -MAX_POWER) {
            return OVERFLOW;
        }
        if (shift >= 0) {
            return multiplyDivide(money, POWERS[shift], quantity);
        }
        final long divisor = multiplyDivide(quantity, POWERS[-shift], 1);
        return divisor == OVERFLOW ? 0 : multiplyDivide(money, 1, divisor);
    }

    /** {@code a * b / divisor}, rounded half away from zero; a and b not negative, divisor positive. */
    public static long multiplyDivide(long a, long b, long divisor) {
        final long high = Math.multiplyHigh(a, b);
        final long low = a * b;
        if (Long.compareUnsigned(high, divisor) >= 0) {
            return OVERFLOW;
        }
        final long quotient = high == 0 ? Long.divideUnsigned(low, divisor) : divide(high, low, divisor);
        if (quotient < 0) {
            return OVERFLOW;
        }
        final long remainder = low - quotient * divisor;
        if (remainder < divisor - remainder) {
            return quotient;
        }
        return quotient == Long.MAX_VALUE ? OVERFLOW : quotient + 1;
    }

    /** Sign of {@code a * b - c * d}; none negative. */
    public static int compareProducts(long a, long b, long c, long d) {
        final int high = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
        return high != 0 ? high : Long.compareUnsigned(a * b, c * d);
    }

    /** Sum, or {@link #OVERFLOW}, which is also the sum with an overflow. */
    public static long sum(long a, long b) {
        final long sum = a + b;
        return a == OVERFLOW || b == OVERFLOW || ((a ^ sum) & (b ^ sum)) < 0 ? OVERFLOW : sum;
    }

    // Division of 128 by 64 bits in base 2^32, after Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D;
    // high < divisor, so the quotient has 64 bits.
    private static long divide(long high, long low, long divisor) {
        final int shift = Long.numberOfLeadingZeros(divisor);
        final long v = divisor << shift;
        final long top = high << shift | low >>> 1 >>> (63 - shift);
        final long rest = low << shift;
        final long q1 = digit(top, rest >>> 32, v);
        final long next = (top << 32 | rest >>> 32) - q1 * v;
        final long q0 = digit(next, rest & LOW_32, v);
        return q1 << 32 | q0;
    }

    private static long digit(long top, long following, long v) {
        final long vHigh = v >>> 32;
        final long vLow = v & LOW_32;
        long q = Long.divideUnsigned(top, vHigh);
        long r = top - q * vHigh;
        while (q > LOW_32 || Long.compareUnsigned(q * vLow, r << 32 | following) > 0) {
            q--;
            r += vHigh;
            if (r > LOW_32) {
                break;
            }
        }
        return q;
    }
}
