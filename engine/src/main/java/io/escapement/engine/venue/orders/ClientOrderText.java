package io.escapement.engine.venue.orders;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Our client order id as venues get it: {@code engine-sequence-index} in decimal, as in {@code 7-123456-0}. At most
 * {@value #MAX_LENGTH} characters of {@code [0-9-]}: within what every venue takes (Binance 36, USD-M 36, Bybit 36,
 * MEXC 32).
 */
public final class ClientOrderText {
    /** 5 digits of 15 bits, 13 of 40, 3 of 8, two hyphens. */
    public static final int MAX_LENGTH = 5 + 1 + 13 + 1 + 3;
    /** The text is none that an engine has made. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int ENGINE_SHIFT = 48;
    private static final int SEQUENCE_SHIFT = 8;
    private static final long MAX_ENGINE = (1L << 15) - 1;
    private static final long MAX_SEQUENCE = (1L << 40) - 1;
    private static final long MAX_INDEX = 0xFF;

    private ClientOrderText() {
    }

    /** Writes the text and returns its length. */
    public static int put(long clientOrderId, MutableDirectBuffer buffer, int offset) {
        int at = offset;
        at += buffer.putNaturalLongAscii(at, clientOrderId >>> ENGINE_SHIFT);
        buffer.putByte(at++, (byte) '-');
        at += buffer.putNaturalLongAscii(at, clientOrderId >>> SEQUENCE_SHIFT & MAX_SEQUENCE);
        buffer.putByte(at++, (byte) '-');
        at += buffer.putNaturalLongAscii(at, clientOrderId & MAX_INDEX);
        return at - offset;
    }

    /** The same as text. */
    public static String of(long clientOrderId) {
        return (clientOrderId >>> ENGINE_SHIFT) + "-" + (clientOrderId >>> SEQUENCE_SHIFT & MAX_SEQUENCE) + "-"
            + (clientOrderId & MAX_INDEX);
    }

    /** The id whose text stands here, in just the spelling of {@link #put}; else {@link #NONE}. */
    public static long parse(DirectBuffer text, int from, int to) {
        if (to - from > MAX_LENGTH) {
            return NONE;
        }
        final int first = hyphen(text, from, to);
        final int second = first < 0 ? -1 : hyphen(text, first + 1, to);
        if (second < 0) {
            return NONE;
        }
        final long engine = natural(text, from, first, MAX_ENGINE);
        final long sequence = natural(text, first + 1, second, MAX_SEQUENCE);
        final long index = natural(text, second + 1, to, MAX_INDEX);
        return engine < 1 || sequence < 1 || index < 0 ? NONE
            : engine << ENGINE_SHIFT | sequence << SEQUENCE_SHIFT | index;
    }

    private static int hyphen(DirectBuffer text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.getByte(i) == '-') {
                return i;
            }
        }
        return -1;
    }

    /** Negative where there is no number of this size, or one that begins with a needless zero. */
    private static long natural(DirectBuffer text, int from, int to, long max) {
        if (from == to || to - from > 1 && text.getByte(from) == '0') {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            final int digit = text.getByte(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value > max ? -1 : value;
    }
}
