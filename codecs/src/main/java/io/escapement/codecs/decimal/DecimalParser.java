package io.escapement.codecs.decimal;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Text to mantissa. Takes every spelling that venues use: leading and trailing zeros, a sign, {@code .5}, {@code 5.},
 * {@code 1e-7}, {@code 1.5E+3}; digits beyond the exponent only if they are zeros. The value is exact or refused.
 *
 * <p>On the hot path errors are values: {@link #isError} is true of four mantissas at the very bottom of the range,
 * which are therefore never returned as numbers (a number that low is an {@link #OVERFLOW}).
 */
public final class DecimalParser {
    /** There is no text. */
    public static final long EMPTY = Long.MIN_VALUE;
    /** The text is not a decimal. */
    public static final long GARBAGE = Long.MIN_VALUE + 1;
    /** The number is too big for 64 bits at the exponent. */
    public static final long OVERFLOW = Long.MIN_VALUE + 2;
    /** The number has digits that the exponent cannot hold. */
    public static final long INEXACT = Long.MIN_VALUE + 3;

    private static final int LONGEST_FAST = 17;
    private static final int MOST_DIGITS = 8;
    /** Eight digits before the point and this many behind are less than 63 bits. */
    private static final int MOST_DECIMALS = 10;

    private DecimalParser() {
    }

    /** Whether a result of {@link #parse(DirectBuffer, int, int, int)} is one of the four errors. */
    public static boolean isError(long mantissa) {
        return mantissa <= INEXACT;
    }

    /** What an error means, in words. */
    public static String explain(long error) {
        if (error == EMPTY) {
            return "expected a decimal, found nothing";
        }
        if (error == GARBAGE) {
            return "not a decimal";
        }
        return error == OVERFLOW ? "too big for 64 bits" : "more decimals than the exponent holds";
    }

    /**
     * The mantissa at {@code exponent} of the text in the buffer, or an error. Reads those bytes only.
     *
     * @param exponent power of ten of the mantissa's unit: -2 for hundredths
     */
    public static long parse(DirectBuffer buffer, int offset, int length, int exponent) {
        if (length > 0 && length <= LONGEST_FAST && exponent <= 0 && exponent >= -MOST_DECIMALS) {
            final long mantissa = parseUsual(buffer, offset, length, -exponent);
            if (mantissa >= 0) {
                return mantissa;
            }
        }
        return DecimalReader.read(buffer, offset, length, exponent);
    }

    /**
     * As the buffer's, for code that may throw.
     *
     * @throws DecimalFormatException naming the text and the place
     */
    public static long parse(CharSequence text, int exponent) {
        return parse(text.toString().getBytes(StandardCharsets.UTF_8), exponent);
    }

    /**
     * As the buffer's, for code that may throw.
     *
     * @throws DecimalFormatException naming the text and the place
     */
    public static long parse(byte[] text, int exponent) {
        final UnsafeBuffer buffer = new UnsafeBuffer(text);
        final long mantissa = parse(buffer, 0, text.length, exponent);
        if (isError(mantissa)) {
            final String reason = mantissa == INEXACT || mantissa == OVERFLOW
                ? explain(mantissa) + " at exponent " + exponent
                : explain(mantissa);
            throw new DecimalFormatException(new String(text, StandardCharsets.UTF_8),
                DecimalReader.errorOffset(buffer, 0, text.length, mantissa), reason);
        }
        return mantissa;
    }

    /** One to eight digits, perhaps a point and up to eight more; -1 for anything else. */
    private static long parseUsual(DirectBuffer buffer, int offset, int length, int decimals) {
        final long first = load(buffer, offset, Math.min(length, MOST_DIGITS));
        final int whole = Digits.lengthBefore(Digits.marksOfNonDigits(first));
        if (whole == 0 || whole == MOST_DIGITS && length > MOST_DIGITS && buffer.getByte(offset + whole) != '.') {
            return -1;
        }
        final long number = Digits.number(first ^ Digits.ZEROS, whole) * Digits.powerOfTen(decimals);
        if (whole == length) {
            return number;
        }
        final int found = length - whole - 1;
        if (found > MOST_DIGITS || buffer.getByte(offset + whole) != '.') {
            return -1;
        }
        final long second = load(buffer, offset + whole + 1, found);
        final long marks = Digits.marksOfNonDigits(second);
        final long values = (second ^ Digits.ZEROS) & Digits.maskBefore(marks);
        final int kept = Math.min(decimals, MOST_DIGITS);
        if (Digits.lengthBefore(marks) != found || Digits.hasDigitsBehind(values, kept)) {
            return -1;
        }
        return number + Digits.fraction(values, kept) * Digits.powerOfTen(decimals - kept);
    }

    /** The next 0 to 8 characters, zeros behind them. */
    private static long load(DirectBuffer buffer, int offset, int count) {
        if (count == MOST_DIGITS) {
            return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
        }
        if (count >= 4) {
            final long low = buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF_FFFFL;
            final long high = buffer.getInt(offset + count - 4, ByteOrder.LITTLE_ENDIAN) & 0xFFFF_FFFFL;
            return low | high << ((count - 4) << 3);
        }
        long chars = 0;
        for (int i = 0; i < count; i++) {
            chars |= (buffer.getByte(offset + i) & 0xFFL) << (i << 3);
        }
        return chars;
    }
}
