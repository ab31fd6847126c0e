package io.escapement.engine.venue.orders;

import io.escapement.codecs.decimal.DecimalParser;
import io.escapement.engine.venue.json.AsciiText;
import org.agrona.DirectBuffer;

/**
 * Decimals that may have more digits than we count with. What is beyond is cut off as text: at a finer exponent the
 * number might not fit, since venues tell a million with thirteen decimals.
 */
public final class Amounts {
    private Amounts() {
    }

    /**
     * The decimal at the exponent, which is below zero.
     *
     * @param up whether digits beyond it count as one more, away from zero; else they are cut off
     * @return the mantissa, or an error of {@link DecimalParser}
     */
    public static long parse(DirectBuffer text, int from, int to, int exponent, boolean up) {
        final long exact = DecimalParser.parse(text, from, to - from, exponent);
        final int point = exact == DecimalParser.INEXACT ? AsciiText.find(text, from, to, '.') : AsciiText.NONE;
        if (point == AsciiText.NONE) {
            return exact;
        }
        final int cut = point + 1 - exponent;
        for (int i = cut; i < to; i++) {
            if (text.getByte(i) < '0' || text.getByte(i) > '9') {
                return exact;
            }
        }
        final long whole = cut >= to ? exact : DecimalParser.parse(text, from, cut - from, exponent);
        return !up || DecimalParser.isError(whole) ? whole : text.getByte(from) == '-' ? whole - 1 : whole + 1;
    }
}
