package io.escapement.engine.venue.binance;

import org.agrona.MutableDirectBuffer;

/**
 * Our client order id as Binance gets it: {@code engine-sequence-index} in decimal, as in {@code 7-123456-0}. At most
 * {@value #MAX_LENGTH} of the 36 characters of {@code [A-Za-z0-9_-]} that the venue takes.
 */
final class BinanceClientOrderId {
    /** 5 digits of 15 bits, 13 of 40, 3 of 8, two hyphens. */
    static final int MAX_LENGTH = 5 + 1 + 13 + 1 + 3;

    private static final int ENGINE_SHIFT = 48;
    private static final int SEQUENCE_SHIFT = 8;
    private static final long SEQUENCE_MASK = (1L << 40) - 1;
    private static final long INDEX_MASK = 0xFF;

    private BinanceClientOrderId() {
    }

    /** Writes the text and returns its length. */
    static int put(long clientOrderId, MutableDirectBuffer buffer, int offset) {
        int at = offset;
        at += buffer.putNaturalLongAscii(at, clientOrderId >>> ENGINE_SHIFT);
        buffer.putByte(at++, (byte) '-');
        at += buffer.putNaturalLongAscii(at, clientOrderId >>> SEQUENCE_SHIFT & SEQUENCE_MASK);
        buffer.putByte(at++, (byte) '-');
        at += buffer.putNaturalLongAscii(at, clientOrderId & INDEX_MASK);
        return at - offset;
    }
}
