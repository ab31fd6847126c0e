package io.escapement.engine.venue.binance;

import io.escapement.codecs.decimal.Digits;

/**
 * How one instrument's prices, or its quantities, are spelled: the venue always writes the same number of decimals,
 * so where the point is tells where the number ends. Starts with the exponent's number of decimals and learns from
 * what it meets; a wrong expectation costs time, never correctness.
 *
 * <p>The fields follow from the number of decimals in the text. They are read for every number, so worked out before.
 * The masks are for the number's digits shifted up to the word's end, with the decimals that the mantissa has not cut
 * off: {@code 61837.64} of {@code 61837.64000000} where the mantissa has two.
 */
final class DecimalColumn {
    /** Of the mantissa, and of what this class can expect. */
    static final int MOST_DECIMALS = 8;

    private static final int WORD = 8;
    private static final long POINT = '.' ^ '0';

    /** Decimals of the mantissa. */
    final int decimals;

    /** From the whole part's end to the closing quote. */
    int behindWhole;
    /** Less the bits of the whole part: how far to shift. */
    int shift;
    /** The most bits that the whole part may have, for one word to hold all up to the last decimal used. */
    int mostBits;
    /** A point where the point has to be. */
    long point;
    /** Lets the whole part through. */
    long whole;
    /** Added to digit values, sets the high bit of what is none, and of what is not zero where the point was. */
    long check;
    /** Ten to the power of the mantissa's decimals that the text has not. */
    long scale;
    /** The text's decimals, counted from the first, that the mantissa has not: they must be zeros. */
    long zeros;
    /** The bits of eight decimals less the ones used, halved: shifting by 64 at once shifts by nothing. */
    int halfUnused;
    /** Ten to the power of the decimals used. */
    long power;

    /** Bits of the whole part of the number read last. */
    int bits;

    DecimalColumn(int decimals) {
        this.decimals = decimals;
        expect(decimals);
    }

    /** @param written decimals in the text from now on, 0 (and no point) to 8 */
    void expect(int written) {
        final int used = Math.min(written, decimals);
        final int behind = written == 0 ? 0 : used + 1;
        behindWhole = written == 0 ? 0 : written + 1;
        shift = (WORD - behind) * Byte.SIZE;
        mostBits = shift;
        final int pointBit = (WORD - 1 - used) * Byte.SIZE;
        final boolean inWord = written > 0 && behind < WORD;
        point = inWord ? POINT << pointBit : 0;
        whole = inWord ? (1L << pointBit) - 1 : 0;
        check = Digits.CHECK + (inWord ? 9L << pointBit : 0);
        scale = Digits.powerOfTen(decimals - used);
        zeros = maskOf(written) & ~maskOf(used);
        halfUnused = (WORD - used) * 4;
        power = Digits.powerOfTen(used);
    }

    private static long maskOf(int characters) {
        return characters == 0 ? 0 : FrameView.mask(characters);
    }
}
