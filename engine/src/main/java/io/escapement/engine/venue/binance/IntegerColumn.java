package io.escapement.engine.venue.binance;

import io.escapement.codecs.decimal.Digits;

/**
 * Whole numbers that come again and again a little higher: times, update ids. Remembers how many digits the last one
 * had and what its upper ones stand for; as long as the next one begins the same, its last eight digits are all that
 * has to be read. Takes 1 to 16 digits.
 */
final class IntegerColumn {
    /** How far a number is read at most. */
    static final int REACH = 24;

    private static final int WORD = 8;
    private static final long TEN_TO_THE_EIGHTH = 100_000_000L;

    private int digits;
    private long upperMask = -1;
    private long upperText;
    private long upperValue;

    /** How many digits the number read last has. */
    int digits() {
        return digits;
    }

    /**
     * Reads the number that begins here. The caller has asked for {@link #REACH}.
     *
     * @return negative where there is none, or one with more digits or a leading zero
     */
    long read(long address) {
        if (((FrameView.load(address) ^ upperText) & upperMask) != 0) {
            return learn(address);
        }
        final long end = address + digits;
        final long values = FrameView.load(end - WORD) ^ Digits.ZEROS;
        final boolean longer = ((FrameView.load(end) & 0xFF) - '0' & 0xFF) <= 9;
        if (Digits.marksOfNonValues(values) != 0 || longer) {
            return learn(address);
        }
        return upperValue + Digits.number(values);
    }

    private long learn(long address) {
        digits = FrameView.digits(address);
        if (digits == 0) {
            upperMask = -1;
            upperText = 0;
            return -1;
        }
        final long value = FrameView.integer(address, digits);
        if (digits >= WORD) {
            upperMask = FrameView.mask(Math.min(Math.max(digits - WORD, 1), WORD));
            upperText = FrameView.load(address) & upperMask;
            upperValue = value / TEN_TO_THE_EIGHTH * TEN_TO_THE_EIGHTH;
        } else {
            upperMask = -1;
            upperText = 0;
        }
        return value;
    }
}
