package io.escapement.engine.venue.orders;

import io.escapement.codecs.decimal.DecimalParser;
import org.agrona.DirectBuffer;

/**
 * Decimals of accounts, which may have more digits than we keep: an average price, a fee, a balance after a funding
 * payment. They may have more than 64 bits can hold. Allocates nothing.
 */
public final class RoundedDecimal {
    private static final int FINEST = -18;

    private RoundedDecimal() {
    }

    /**
     * The mantissa of the text, or an error of {@link DecimalParser}, which is never INEXACT of plain decimals.
     *
     * @param exponent zero or less
     * @param up       away from zero; else digits beyond the exponent are cut off
     */
    public static long parse(DirectBuffer text, int offset, int length, int exponent, boolean up) {
        final long exact = DecimalParser.parse(text, offset, length, exponent);
        if (exact != DecimalParser.INEXACT) {
            return exact;
        }
        int point = -1;
        for (int i = offset; i < offset + length; i++) {
            final byte next = text.getByte(i);
            if (next == 'e' || next == 'E') {
                return withPowerOfTen(text, offset, length, exponent, up);
            }
            point = next == '.' ? i : point;
        }
        final long cut = DecimalParser.parse(text, offset, point + 1 - exponent - offset, exponent);
        return DecimalParser.isError(cut) || !up ? cut : cut + (text.getByte(offset) == '-' ? -1 : 1);
    }

    private static long withPowerOfTen(DirectBuffer text, int offset, int length, int exponent, boolean up) {
        long unit = 1;
        for (int finer = exponent - 1; finer >= FINEST; finer--) {
            unit *= 10;
            final long value = DecimalParser.parse(text, offset, length, finer);
            if (!DecimalParser.isError(value)) {
                final long whole = value / unit;
                return !up || value % unit == 0 ? whole : whole + Long.signum(value);
            }
        }
        return DecimalParser.INEXACT;
    }
}
