package io.escapement.codecs.decimal;

/** What becomes of digits that the target exponent cannot hold. */
public enum Rounding {
    /** Towards zero: what an amount is worth, without flattering it. */
    TRUNCATE,
    /** To the nearest, halves to the even neighbour: averages, where errors should cancel. */
    HALF_EVEN,
    /** Away from zero: fees, which are never less than they are. */
    UP;

    /** What to add to the magnitude of a quotient. */
    long increment(long quotient, long remainder, long divisor) {
        if (remainder == 0 || this == TRUNCATE) {
            return 0;
        }
        if (this == UP) {
            return 1;
        }
        final int half = Long.compareUnsigned(remainder, divisor - remainder);
        return half > 0 || half == 0 && (quotient & 1) == 1 ? 1 : 0;
    }
}
