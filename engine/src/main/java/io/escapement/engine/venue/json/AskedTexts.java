package io.escapement.engine.venue.json;

import org.agrona.UnsafeApi;

/**
 * ASCII texts of the program's own that are compared again and again with what stands in a text: eight characters at a
 * time. They are told by identity, and mostly asked for in the same order, so the next one is guessed.
 */
final class AskedTexts {
    /** As many are remembered; others take the places of the oldest. */
    static final int MOST = 64;

    private final String[] texts = new String[MOST];
    private final int[] lengths = new int[MOST];
    private final long[] firsts = new long[MOST];
    private final long[] seconds = new long[MOST];
    private int guess;
    private int count;

    /** The place of this text from now on, until as many others have come. */
    int place(String text) {
        final int guessed = guess;
        if (texts[guessed] == text) {
            guess = guessed + 1 & MOST - 1;
            return guessed;
        }
        final int found = find(text);
        guess = found + 1 & MOST - 1;
        return found;
    }

    private int find(String text) {
        for (int i = 0; i < MOST && texts[i] != null; i++) {
            if (texts[i] == text) {
                return i;
            }
        }
        final int place = count++ & MOST - 1;
        texts[place] = text;
        lengths[place] = text.length();
        firsts[place] = word(text, 0);
        seconds[place] = word(text, Long.BYTES);
        return place;
    }

    private static long word(String text, int from) {
        long word = 0;
        for (int i = Math.min(text.length(), from + Long.BYTES) - 1; i >= from; i--) {
            word = word << Byte.SIZE | text.charAt(i) & 0xFF;
        }
        return word;
    }

    /** The first eight characters, the first in the lowest byte, with zeros behind a shorter text. */
    long word(int place) {
        return firsts[place];
    }

    /** As {@link #word(int)}, of characters in memory; eight can be read there. */
    static long word(long address, int length) {
        final long word = UnsafeApi.getLong(address);
        return length < Long.BYTES ? word & ~(-1L << (length << 3)) : word;
    }

    /** Whether the text of this place stands in memory; eight characters more can be read there. */
    boolean is(int place, long address, int length) {
        return length == lengths[place] && word(address, length) == firsts[place]
            && (length <= Long.BYTES || isLong(place, address, length));
    }

    private boolean isLong(int place, long address, int length) {
        return word(address + Long.BYTES, length - Long.BYTES) == seconds[place]
            && (length <= 2 * Long.BYTES || isRest(texts[place], address));
    }

    private static boolean isRest(String text, long address) {
        for (int i = 2 * Long.BYTES; i < text.length(); i++) {
            if (UnsafeApi.getByte(address + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
