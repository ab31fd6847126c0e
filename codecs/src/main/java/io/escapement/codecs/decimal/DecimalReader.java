package io.escapement.codecs.decimal;

import org.agrona.DirectBuffer;

/**
 * The plain parser, one character after the other: takes every spelling, tells every error. {@link DecimalParser}
 * hands over what is not in the usual form, and must agree with this on what is.
 */
final class DecimalReader {
    /** Beyond this no power of ten matters; keeps the sum of positions far from an int's limits. */
    private static final int FAR = 1_000_000;

    private DecimalReader() {
    }

    static long read(DirectBuffer buffer, int offset, int length, int exponent) {
        if (length == 0) {
            return DecimalParser.EMPTY;
        }
        final int end = offset + length;
        final byte sign = buffer.getByte(offset);
        int i = sign == '-' || sign == '+' ? offset + 1 : offset;

        long significant = 0;      // without trailing zeros
        int trailingZeros = 0;     // seen since the last digit that is not zero
        int decimals = 0;
        boolean pointSeen = false;
        boolean digitSeen = false;
        boolean overflow = false;
        for (; i < end; i++) {
            final byte c = buffer.getByte(i);
            if (c == '.' && !pointSeen) {
                pointSeen = true;
            } else if (c >= '0' && c <= '9') {
                digitSeen = true;
                decimals += pointSeen ? 1 : 0;
                if (c == '0') {
                    trailingZeros += significant == 0 && !overflow ? 0 : 1;
                } else {
                    final long next = append(significant, trailingZeros, c - '0');
                    overflow |= next < 0;
                    significant = next < 0 ? significant : next;
                    trailingZeros = 0;
                }
            } else {
                break;
            }
        }
        if (!digitSeen) {
            return DecimalParser.GARBAGE;
        }
        final long power = i == end ? 0 : readPower(buffer, i, end);
        if (power == DecimalParser.GARBAGE) {
            return DecimalParser.GARBAGE;
        }
        return scale(overflow ? -1 : significant, power + trailingZeros - decimals - exponent, sign == '-');
    }

    /** {@code significant}, then {@code zeros} zeros, then the digit; -1 where that is more than 63 bits. */
    private static long append(long significant, int zeros, int digit) {
        if (significant == 0) {
            return digit;
        }
        if (zeros + 1 > 18 || Math.multiplyHigh(significant, Digits.powerOfTen(zeros + 1)) != 0) {
            return -1;
        }
        final long sum = significant * Digits.powerOfTen(zeros + 1) + digit;
        return sum < 0 || significant * Digits.powerOfTen(zeros + 1) < 0 ? -1 : sum;
    }

    private static long readPower(DirectBuffer buffer, int from, int end) {
        final byte e = buffer.getByte(from);
        if (e != 'e' && e != 'E') {
            return DecimalParser.GARBAGE;
        }
        int i = from + 1;
        final byte sign = i < end ? buffer.getByte(i) : 0;
        i += sign == '-' || sign == '+' ? 1 : 0;
        if (i == end) {
            return DecimalParser.GARBAGE;
        }
        int power = 0;
        for (; i < end; i++) {
            final byte c = buffer.getByte(i);
            if (c < '0' || c > '9') {
                return DecimalParser.GARBAGE;
            }
            power = Math.min(power * 10 + c - '0', FAR);
        }
        return sign == '-' ? -power : power;
    }

    /** @param significant without trailing zeros; -1 where it is more than 63 bits */
    private static long scale(long significant, long shift, boolean negative) {
        if (significant == 0) {
            return 0;
        }
        if (shift < 0) {
            return DecimalParser.INEXACT;
        }
        if (significant < 0 || shift > 18) {
            return DecimalParser.OVERFLOW;
        }
        final long power = Digits.powerOfTen((int) shift);
        final long mantissa = significant * power;
        if (Math.multiplyHigh(significant, power) != 0 || mantissa < 0) {
            return DecimalParser.OVERFLOW;
        }
        final long signed = negative ? -mantissa : mantissa;
        return DecimalParser.isError(signed) ? DecimalParser.OVERFLOW : signed;
    }

    /** The character that is to blame for an error: for messages, off the hot path. */
    static int errorOffset(DirectBuffer buffer, int offset, int length, long error) {
        if (error == DecimalParser.GARBAGE) {
            return firstUnexpected(buffer, offset, length);
        }
        return error == DecimalParser.INEXACT ? lastSignificantDigit(buffer, offset, length) : 0;
    }

    private static int firstUnexpected(DirectBuffer buffer, int offset, int length) {
        int i = skipSign(buffer, offset, 0, length);
        final int begin = i;
        i = skipDigits(buffer, offset, i, length);
        if (i < length && buffer.getByte(offset + i) == '.') {
            i = skipDigits(buffer, offset, i + 1, length);
        }
        final boolean noDigit = i == begin || i == begin + 1 && buffer.getByte(offset + begin) == '.';
        if (noDigit || i == length || (buffer.getByte(offset + i) | 0x20) != 'e') {
            return i;
        }
        return skipDigits(buffer, offset, skipSign(buffer, offset, i + 1, length), length);
    }

    private static int skipSign(DirectBuffer buffer, int offset, int from, int length) {
        final byte c = from < length ? buffer.getByte(offset + from) : 0;
        return c == '-' || c == '+' ? from + 1 : from;
    }

    private static int skipDigits(DirectBuffer buffer, int offset, int from, int length) {
        int i = from;
        while (i < length && buffer.getByte(offset + i) >= '0' && buffer.getByte(offset + i) <= '9') {
            i++;
        }
        return i;
    }

    private static int lastSignificantDigit(DirectBuffer buffer, int offset, int length) {
        int last = 0;
        for (int i = 0; i < length && (buffer.getByte(offset + i) | 0x20) != 'e'; i++) {
            final byte c = buffer.getByte(offset + i);
            last = c >= '1' && c <= '9' ? i : last;
        }
        return last;
    }
}
