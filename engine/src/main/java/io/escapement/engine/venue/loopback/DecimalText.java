package io.escapement.engine.venue.loopback;

import java.math.BigDecimal;

/** Decimal text and mantissas at exponent -8, the finest step of any Binance price. */
final class DecimalText {
    static final int EXPONENT_DIGITS = 8;
    static final long ONE = 100_000_000L;

    private static final int MAX_PLAIN_LENGTH = 18;

    private DecimalText() {
    }

    /** The mantissa of a text such as {@code 61837.63000000} or {@code 1e-7}. */
    static long parse(final String text) {
        final int length = text.length();
        long mantissa = 0;
        int point = -1;
        for (int i = 0; i < length; i++) {
            final char c = text.charAt(i);
            if (c == '.' && point < 0) {
                point = i;
            } else if (c >= '0' && c <= '9') {
                mantissa = mantissa * 10 + (c - '0');
            } else {
                return slow(text);
            }
        }
        final int decimals = point < 0 ? 0 : length - point - 1;
        if (length > MAX_PLAIN_LENGTH || decimals > EXPONENT_DIGITS || length == 0) {
            return slow(text);
        }
        for (int i = decimals; i < EXPONENT_DIGITS; i++) {
            mantissa = Math.multiplyExact(mantissa, 10L);
        }
        return mantissa;
    }

    private static long slow(final String text) {
        return new BigDecimal(text).movePointRight(EXPONENT_DIGITS).longValueExact();
    }

    /** Whether the text is a zero: {@code 0}, {@code 0.00000000}, {@code 0.000}. */
    static boolean isZero(final String text) {
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c != '0' && c != '.') {
                return false;
            }
        }
        return true;
    }

    /** Digits after the point, at most 8; all 8 of a text with an exponent. */
    static int decimals(final String text) {
        if (text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            return EXPONENT_DIGITS;
        }
        final int point = text.indexOf('.');
        return point < 0 ? 0 : Math.min(EXPONENT_DIGITS, text.length() - point - 1);
    }

    /** Writes a mantissa at exponent -8 with this many digits after the point; the rest must be zeros. */
    static void append(final StringBuilder out, final long mantissa, final int decimals) {
        out.append(mantissa / ONE);
        if (decimals > 0) {
            out.append('.');
            long divisor = ONE / 10;
            for (int i = 0; i < decimals && divisor > 0; i++, divisor /= 10) {
                out.append((char) ('0' + mantissa / divisor % 10));
            }
        }
    }

    static String format(final long mantissa, final int decimals) {
        final StringBuilder out = new StringBuilder(24);
        append(out, mantissa, decimals);
        return out.toString();
    }
}
