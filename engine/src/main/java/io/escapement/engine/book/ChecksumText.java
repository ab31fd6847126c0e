package io.escapement.engine.book;

import io.escapement.codecs.decimal.Digits;

import java.nio.charset.StandardCharsets;

/** Natural numbers and plain decimals as ASCII, in a buffer that is made once. */
final class ChecksumText {
    /** A sign, 19 digits, a point or 18 zeros and a colon. */
    private static final int MOST_CHARACTERS = 40;
    /** How many decimal digits a number of so many bits has, at least: bits times log10(2), in 1/4096. */
    private static final int LOG_10_OF_2 = 1233;
    private static final int LOG_SHIFT = 12;
    private static final byte[] PAIRS = new byte[200];

    static {
        for (int i = 0; i < 100; i++) {
            PAIRS[2 * i] = (byte) ('0' + i / 10);
            PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
        }
    }

    private final byte[] bytes;
    private int length;

    ChecksumText(int numbers) {
        bytes = new byte[numbers * MOST_CHARACTERS];
    }

    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void character(char ascii) {
        bytes[length++] = (byte) ascii;
    }

    /** Takes the last character away, if there is one. */
    void dropLast() {
        length = Math.max(0, length - 1);
    }

    /** A number that is not negative. */
    void digits(long number) {
        padded(number, count(number));
    }

    /** Exactly so many digits, with zeros in front. */
    private void padded(long number, int count) {
        int at = length + count;
        length = at;
        long rest = number;
        int left = count;
        for (; left > 1; left -= 2) {
            final long hundreds = rest / 100;
            final int pair = (int) (rest - hundreds * 100) << 1;
            bytes[--at] = PAIRS[pair + 1];
            bytes[--at] = PAIRS[pair];
            rest = hundreds;
        }
        if (left == 1) {
            bytes[--at] = (byte) ('0' + rest % 10);
        }
    }

    private static int count(long number) {
        final int least = (Long.SIZE - Long.numberOfLeadingZeros(number | 1)) * LOG_10_OF_2 >>> LOG_SHIFT;
        return number >= Digits.powerOfTen(least) ? least + 1 : Math.max(1, least);
    }

    /**
     * The shortest plain decimal: no exponent, no zeros behind the last digit of a fraction.
     *
     * @param mantissa not negative
     * @param exponent -18 to 18
     */
    void decimal(long mantissa, int exponent) {
        long shortest = mantissa;
        int decimals = -exponent;
        for (int zeros = 16; zeros > 0; zeros >>= 1) {
            if (decimals >= zeros) {
                final long power = Digits.powerOfTen(zeros);
                final long shorter = shortest / power;
                if (shorter * power == shortest) {
                    shortest = shorter;
                    decimals -= zeros;
                }
            }
        }
        if (decimals <= 0) {
            digits(shortest);
            for (int i = decimals; i < 0 && mantissa != 0; i++) {
                character('0');
            }
        } else {
            final long whole = shortest / Digits.powerOfTen(decimals);
            digits(whole);
            character('.');
            padded(shortest - whole * Digits.powerOfTen(decimals), decimals);
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }
}
