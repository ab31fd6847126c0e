package io.escapement.tools.books;

import java.math.BigDecimal;

/** How many digits the numbers of one kind have, before and behind the point. */
final class Decimals {
    /** A mantissa of 64 bits holds all numbers of so many digits. */
    private static final int MOST_DIGITS = 18;
    /** What definitions may say. */
    private static final int MOST_DECIMALS = 13;

    private int whole;
    private int written;
    private int needed;

    /** @param text of a number; anything else is passed over */
    void add(String text) {
        final BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (final NumberFormatException e) {
            return;
        }
        final BigDecimal shortest = value.stripTrailingZeros();
        whole = Math.max(whole, value.precision() - value.scale());
        written = Math.max(written, value.scale());
        needed = Math.max(needed, shortest.scale());
    }

    /**
     * The power of ten of a mantissa that holds all of them; of the last digits of the longest, if there are too many,
     * it holds none.
     *
     * @param keepsZeros whether the zeros at the ends of numbers count: a checksum over the text may need them
     */
    int exponent(boolean keepsZeros) {
        final int wanted = Math.max(0, keepsZeros ? written : needed);
        return -Math.max(0, Math.min(Math.min(wanted, MOST_DECIMALS), MOST_DIGITS - whole));
    }
}
