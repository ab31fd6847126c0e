package io.escapement.engine.venue.orders;

import org.agrona.DirectBuffer;

/** Venues' ids as numbers: those that are numbers stay so, others become 62 bits that stand for the text. */
public final class TextIds {
    /** The text is no number from 0 on of 63 bits. */
    public static final long NO_NUMBER = -1;

    private static final int MOST_DIGITS = 18;
    private static final long HASHED = 1L << 62;

    private TextIds() {
    }

    /** The number that the text is, or {@link #NO_NUMBER}. */
    public static long number(DirectBuffer text, int from, int to) {
        if (from >= to || to - from > MOST_DIGITS) {
            return NO_NUMBER;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            final int digit = text.getByte(i) - '0';
            if (digit < 0 || digit > 9) {
                return NO_NUMBER;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** The number that the text is, or else one from 2^62 on that stands for it: equal texts, equal numbers. */
    public static long id(DirectBuffer text, int from, int to) {
        final long number = number(text, from, to);
        if (number != NO_NUMBER) {
            return number;
        }
        long hash = 0xCBF29CE484222325L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text.getByte(i) & 0xFF) * 0x100000001B3L;
        }
        hash ^= hash >>> 32;
        hash *= 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 29;
        return hash & HASHED - 1 | HASHED;
    }
}
