package io.escapement.perf.decode;

/** One way to read a depth frame. Not thread-safe. */
public interface DepthDecode {
    /** Reads the frame, raw or wrapped as combined streams wrap it. */
    void decode(byte[] frame, DepthFields out);

    /** A plain decimal's mantissa, digit by digit, without an object: the best that characters allow. */
    static long mantissa(char[] text, int from, int length, int exponent) {
        long value = 0;
        int decimals = 0;
        boolean behindPoint = false;
        for (int i = from; i < from + length; i++) {
            final int digit = text[i] - '0';
            if (digit == '.' - '0') {
                behindPoint = true;
            } else if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("not a digit: " + text[i]);
            } else if (decimals < -exponent) {
                value = value * 10 + digit;
                decimals += behindPoint ? 1 : 0;
            } else if (digit != 0) {
                throw new IllegalArgumentException("more decimals than " + -exponent);
            }
        }
        for (; decimals < -exponent; decimals++) {
            value *= 10;
        }
        return value;
    }

    /** Up to eight characters as one little endian word, from {@code skip} on: for the instrument lookup. */
    static long word(char[] text, int from, int length, int skip) {
        long word = 0;
        for (int i = skip; i < Math.min(length, skip + 8); i++) {
            word |= (long) text[from + i] << ((i - skip) * 8);
        }
        return word;
    }
}
