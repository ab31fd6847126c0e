package io.escapement.engine.venue.json;

import org.agrona.DirectBuffer;

/** Pieces of ASCII text in a buffer, such as topics. {@code to} is behind the last character. */
public final class AsciiText {
    /** There is no such character. */
    public static final int NONE = -1;

    private AsciiText() {
    }

    public static boolean is(DirectBuffer text, int from, int to, String ascii) {
        return to - from == ascii.length() && startsWith(text, from, to, ascii);
    }

    public static boolean startsWith(DirectBuffer text, int from, int to, String ascii) {
        if (to - from < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (text.getByte(from + i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    public static boolean isSame(DirectBuffer text, int from, int to, int otherFrom, int otherTo) {
        if (to - from != otherTo - otherFrom) {
            return false;
        }
        for (int i = 0; i < to - from; i++) {
            if (text.getByte(from + i) != text.getByte(otherFrom + i)) {
                return false;
            }
        }
        return true;
    }

    /** Where the character stands first, or {@link #NONE}. */
    public static int find(DirectBuffer text, int from, int to, char c) {
        for (int i = from; i < to; i++) {
            if (text.getByte(i) == c) {
                return i;
            }
        }
        return NONE;
    }

    /** Where the character stands last, or {@link #NONE}. */
    public static int findLast(DirectBuffer text, int from, int to, char c) {
        for (int i = to - 1; i >= from; i--) {
            if (text.getByte(i) == c) {
                return i;
            }
        }
        return NONE;
    }
}
