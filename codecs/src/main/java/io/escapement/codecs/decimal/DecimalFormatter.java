package io.escapement.codecs.decimal;

import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;

/** Mantissa to plain text, with as many decimals as the exponent has: 150 at -2 is {@code 1.50}. */
public final class DecimalFormatter {
    /** Exponents beyond these are refused: no venue has them, and the text has a known greatest length. */
    public static final int MAX_EXPONENT = 18;
    /** Bytes that any text needs at most: a sign, 19 digits, a point, zeros. */
    public static final int MAX_LENGTH = 1 + 19 + 1 + MAX_EXPONENT;

    private DecimalFormatter() {
    }

    /**
     * Writes the number, without allocating.
     *
     * @param buffer with {@link #MAX_LENGTH} bytes left
     * @return how many bytes were written
     * @throws IllegalArgumentException if the exponent is not within -18 to 18
     */
    public static int format(long mantissa, int exponent, MutableDirectBuffer buffer, int offset) {
        if (exponent < -MAX_EXPONENT || exponent > MAX_EXPONENT) {
            throw new IllegalArgumentException("exponent " + exponent + "; expected -18 to 18");
        }
        int at = offset;
        if (mantissa < 0) {
            buffer.putByte(at++, (byte) '-');
        }
        final int decimals = Math.max(0, -exponent);
        final int digits = Math.max(digitCount(mantissa), decimals + 1);
        at = putDigits(mantissa, digits, decimals, buffer, at);
        if (mantissa != 0) {
            for (int i = 0; i < exponent; i++) {
                buffer.putByte(at++, (byte) '0');
            }
        }
        return at - offset;
    }

    /** The same as text. */
    public static String toString(long mantissa, int exponent) {
        final byte[] bytes = new byte[MAX_LENGTH];
        final int length = format(mantissa, exponent, new UnsafeBuffer(bytes), 0);
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }

    /** From the last digit to the first; works on the negative side, which has room for every mantissa. */
    private static int putDigits(long mantissa, int digits, int decimals, MutableDirectBuffer buffer, int offset) {
        final int end = offset + digits + (decimals > 0 ? 1 : 0);
        long rest = mantissa < 0 ? mantissa : -mantissa;
        int at = end;
        for (int i = 0; i < digits; i++) {
            if (i == decimals && i > 0) {
                buffer.putByte(--at, (byte) '.');
            }
            buffer.putByte(--at, (byte) ('0' - rest % 10));
            rest /= 10;
        }
        return end;
    }

    private static int digitCount(long mantissa) {
        long rest = mantissa < 0 ? mantissa : -mantissa;
        int count = 1;
        while (rest <= -10) {
            rest /= 10;
            count++;
        }
        return count;
    }
}
