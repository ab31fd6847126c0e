package io.escapement.codecs.decimal;

/**
 * ASCII digits, eight at a time in one {@code long} that was read in little endian order: the first character is the
 * lowest byte. The building blocks of every fast scanner here; {@link DecimalParser} is their plain twin.
 */
public final class Digits {
    /** Flip an ASCII digit's byte with this to get its value. */
    public static final long ZEROS = 0x3030303030303030L;

    /** The high bit of each byte, where the marks are. */
    public static final long HIGH_BITS = 0x8080808080808080L;
    /** Added to eight digit values, sets the high bit of each that is greater than nine. */
    public static final long CHECK = 0x7676767676767676L;
    private static final long EVERY_SECOND = 0x00FF00FF00FF00FFL;
    private static final long EVERY_FOURTH = 0x0000FFFF0000FFFFL;
    // Each adds a group, times its weight, to the group behind it: (10 << 8) + 1, (100 << 16) + 1, (10000 << 32) + 1.
    private static final long TEN_AND_ONE = 2561;
    private static final long HUNDRED_AND_ONE = 6_553_601;
    private static final long TEN_THOUSAND_AND_ONE = 42_949_672_960_001L;
    private static final int HIGHEST_POWER = 18;
    private static final long[] POWER_OF_TEN = new long[HIGHEST_POWER + 1];

    static {
        long power = 1;
        for (int i = 0; i <= HIGHEST_POWER; i++) {
            POWER_OF_TEN[i] = power;
            power *= 10;
        }
    }

    private Digits() {
    }

    /**
     * Marks what is not a digit: the high bit of each such byte. The lowest mark is exact; above it a '9' may be marked
     * wrongly where bytes above 0x7F are, so whoever uses a higher mark checks the byte that it expects there.
     */
    public static long marksOfNonDigits(long eightChars) {
        return marksOfNonValues(eightChars ^ ZEROS);
    }

    /** As {@link #marksOfNonDigits}, of characters that have been flipped with {@link #ZEROS}. */
    public static long marksOfNonValues(long eightValues) {
        return ((eightValues + CHECK) | eightValues) & HIGH_BITS;
    }

    /** How many of the eight come before the lowest mark, 0 to 8. */
    public static int lengthBefore(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }

    /** A mask of the bytes before the lowest mark; of all where there is none. */
    public static long maskBefore(long marks) {
        return ((marks & -marks) >>> 7) - 1;
    }

    /** The number that eight digit values (0 to 9 a byte, most significant in the lowest byte) stand for. */
    public static long number(long eightValues) {
        final long pairs = eightValues * TEN_AND_ONE >>> 8 & EVERY_SECOND;
        final long fours = pairs * HUNDRED_AND_ONE >>> 16 & EVERY_FOURTH;
        return fours * TEN_THOUSAND_AND_ONE >>> 32;
    }

    /** The number that the first {@code count} digit values stand for, 1 to 8 of them. */
    public static long number(long values, int count) {
        return number(values << (64 - (count << 3)));
    }

    /**
     * The number that the first {@code count} digit values stand for, 0 to 8 of them.
     *
     * @param values zeros in the bytes behind the digits that were there
     */
    public static long fraction(long values, int count) {
        return number(values << ((8 - count) << 2) << ((8 - count) << 2));
    }

    /** Whether any of the values behind the first {@code count} is not zero. */
    public static boolean hasDigitsBehind(long values, int count) {
        return values >>> (count << 2) >>> (count << 2) != 0;
    }

    /**
     * Ten to the power of {@code exponent}.
     *
     * @param exponent 0 to 18
     */
    public static long powerOfTen(int exponent) {
        return POWER_OF_TEN[exponent];
    }
}
