package io.escapement.codecs.decimal;

/** 128 bits by 64, which Java 17 does not have: schoolbook division with two 32-bit digits. */
public final class WideDivision {
    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private WideDivision() {
    }

    /**
     * The quotient, unsigned.
     *
     * @param high    less than {@code divisor}, so that the quotient has 64 bits
     * @param divisor positive
     */
    public static long divide(long high, long low, long divisor) {
        final int shift = Long.numberOfLeadingZeros(divisor);
        final long normal = divisor << shift;
        final long top = shift == 0 ? high : high << shift | low >>> (64 - shift);
        final long bottom = low << shift;

        final long upper = digit(top, bottom >>> 32, normal);
        final long middle = (top << 32 | bottom >>> 32) - upper * normal;
        final long lower = digit(middle, bottom & LOW_HALF, normal);
        return (upper << 32) + lower;
    }

    /** One 32-bit digit of (remainder, next) / divisor: a guess from the divisor's upper half, at most 2 too high. */
    private static long digit(long remainder, long next, long divisor) {
        final long divisorHigh = divisor >>> 32;
        final long divisorLow = divisor & LOW_HALF;
        long guess = Long.divideUnsigned(remainder, divisorHigh);
        long rest = remainder - guess * divisorHigh;
        while (guess > LOW_HALF || Long.compareUnsigned(guess * divisorLow, rest << 32 | next) > 0) {
            guess--;
            rest += divisorHigh;
            if (rest > LOW_HALF) {
                break;
            }
        }
        return guess;
    }
}
