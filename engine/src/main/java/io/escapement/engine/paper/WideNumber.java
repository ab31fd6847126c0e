package io.escapement.engine.paper;

/**
 * A scratch number of 192 bits without sign, for products of price, quantity and rate that a long cannot hold. Meant
 * to be kept and used again: nothing is allocated. One thread.
 */
final class WideNumber {
    private static final long LOW = 0xFFFF_FFFFL;
    private static final int LIMBS = 6;
    private static final int[] POWERS_OF_TEN = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000};

    private final long[] limbs = new long[LIMBS];
    private boolean inexact;

    /** Becomes this value, which is not negative. */
    WideNumber set(long value) {
        inexact = false;
        limbs[0] = value & LOW;
        limbs[1] = value >>> 32;
        for (int i = 2; i < LIMBS; i++) {
            limbs[i] = 0;
        }
        return this;
    }

    /**
     * Multiplies by a factor that is not negative.
     *
     * @throws ArithmeticException beyond 192 bits
     */
    WideNumber multiply(long factor) {
        final long low = factor & LOW;
        final long high = factor >>> 32;
        long carry = 0;
        long previous = 0;
        for (int i = 0; i < LIMBS; i++) {
            final long limb = limbs[i];
            // Each of the three parts stays below 2^64 as unsigned: they are added half by half.
            final long a = limb * low;
            final long b = previous * high;
            final long sum = (a & LOW) + (b & LOW) + (carry & LOW);
            limbs[i] = sum & LOW;
            carry = (a >>> 32) + (b >>> 32) + (carry >>> 32) + (sum >>> 32);
            previous = limb;
        }
        if (carry != 0 || previous * high != 0) {
            throw new ArithmeticException("a product does not fit into 192 bits");
        }
        return this;
    }

    /** Multiplies by 10^exponent; a negative exponent divides, rounding down and remembering that it did. */
    WideNumber scale(int exponent) {
        int left = Math.abs(exponent);
        while (left > 0) {
            final int step = Math.min(left, POWERS_OF_TEN.length - 1);
            if (exponent > 0) {
                multiply(POWERS_OF_TEN[step]);
            } else {
                divide(POWERS_OF_TEN[step]);
            }
            left -= step;
        }
        return this;
    }

    private void divide(int divisor) {
        long remainder = 0;
        for (int i = LIMBS - 1; i >= 0; i--) {
            final long part = remainder << 32 | limbs[i];
            limbs[i] = part / divisor;
            remainder = part % divisor;
        }
        inexact |= remainder != 0;
    }

    /** The value rounded down; {@code ArithmeticException} if a long cannot hold it. */
    long down() {
        if ((limbs[1] & 0x8000_0000L) != 0 || (limbs[2] | limbs[3] | limbs[4] | limbs[5]) != 0) {
            throw new ArithmeticException("a money value does not fit into 64 bits");
        }
        return limbs[1] << 32 | limbs[0];
    }

    /** The value rounded up; {@code ArithmeticException} if a long cannot hold it. */
    long up() {
        return Math.addExact(down(), inexact ? 1 : 0);
    }
}
