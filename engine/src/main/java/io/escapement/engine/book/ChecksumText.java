package io.escapement.engine.book;

import io.escapement.codecs.decimal.Digits;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Natural numbers and plain decimals as ASCII, in a buffer that is made once. Digits are written eight at a time, and
 * no division is by anything but a constant: the text of a checksum has a hundred numbers.
 */
final class ChecksumText {
    /** A sign, 19 digits, a point or 18 zeros and a colon. */
    private static final int MOST_CHARACTERS = 40;
    private static final long EIGHT = 100_000_000L;
    /** How many decimal digits a number of so many bits has, at least: bits times log10(2), in 1/4096. */
    private static final int LOG_10_OF_2 = 1233;
    private static final int LOG_SHIFT = 12;
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private int length;

    ChecksumText(int numbers) {
        bytes = new byte[numbers * MOST_CHARACTERS + Long.BYTES];
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
        final int count = count(number);
        if (count <= 8) {
            leading(number, count);
        } else if (count <= 16) {
            final long high = number / EIGHT;
            leading(high, count - 8);
            eight(number - high * EIGHT);
        } else {
            final long high = number / EIGHT;
            final long highest = high / EIGHT;
            leading(highest, count - 16);
            eight(high - highest * EIGHT);
            eight(number - high * EIGHT);
        }
    }

    private void leading(long number, int count) {
        LONGS.set(bytes, length, ascii(number) >>> (8 - count << 3));
        length += count;
    }

    private void eight(long number) {
        LONGS.set(bytes, length, ascii(number));
        length += 8;
    }

    /**
     * Eight digits of a number below 10^8, the first in the lowest byte: halves of four digits, then of two, then of
     * one, all at once. 10486 / 2^20 and 103 / 2^10 are 1/100 and 1/10 near enough for what they are used on.
     */
    private static long ascii(long number) {
        final long fours = number / 10_000;
        final long halves = fours | number - fours * 10_000 << 32;
        final long hundreds = halves * 10_486 >>> 20 & 0x0000_007F_0000_007FL;
        final long pairs = hundreds | halves - hundreds * 100 << 16;
        final long tens = pairs * 103 >>> 10 & 0x000F_000F_000F_000FL;
        return (tens | pairs - tens * 10 << 8) + Digits.ZEROS;
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
        if (exponent >= 0) {
            digits(mantissa);
            zeros(mantissa == 0 ? 0 : exponent);
        } else if (mantissa == 0) {
            character('0');
        } else {
            fraction(mantissa, -exponent);
        }
    }

    private void fraction(long mantissa, int mostDecimals) {
        long number = mantissa;
        int decimals = mostDecimals;
        // A power of ten divides only what the same power of two does.
        if (decimals >= 16 && Long.numberOfTrailingZeros(number) >= 16 && number % (EIGHT * EIGHT) == 0) {
            number /= EIGHT * EIGHT;
            decimals -= 16;
        }
        if (decimals >= 8 && Long.numberOfTrailingZeros(number) >= 8 && number % EIGHT == 0) {
            number /= EIGHT;
            decimals -= 8;
        }
        if (decimals >= 4 && (number & 15) == 0 && number % 10_000 == 0) {
            number /= 10_000;
            decimals -= 4;
        }
        if (decimals >= 2 && (number & 3) == 0 && number % 100 == 0) {
            number /= 100;
            decimals -= 2;
        }
        if (decimals >= 1 && (number & 1) == 0 && number % 10 == 0) {
            number /= 10;
            decimals -= 1;
        }
        pointed(number, decimals);
    }

    /** Whole and fraction apart; of a fraction with more than eight digits the last eight apart once more. */
    private void pointed(long number, int decimals) {
        if (decimals > 8) {
            final long high = number / EIGHT;
            pointed(high, decimals - 8);
            eight(number - high * EIGHT);
        } else if (decimals > 0) {
            final long whole = whole(number, decimals);
            digits(whole);
            character('.');
            leading(number - whole * Digits.powerOfTen(decimals), decimals);
        } else {
            digits(number);
        }
    }

    /** The number without its last 1 to 8 digits; by constant divisors, which the compiler makes multiplications. */
    private static long whole(long number, int digits) {
        return switch (digits) {
            case 1 -> number / 10;
            case 2 -> number / 100;
            case 3 -> number / 1_000;
            case 4 -> number / 10_000;
            case 5 -> number / 100_000;
            case 6 -> number / 1_000_000;
            case 7 -> number / 10_000_000;
            default -> number / EIGHT;
        };
    }

    private void zeros(int count) {
        for (int i = 0; i < count; i++) {
            character('0');
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }
}
