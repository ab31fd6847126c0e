package io.escapement.engine.venue.json;

import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/** The fields of one object, in any order, as places in the text. Keys are compared as they are written, no escapes. */
public final class JsonObject {
    public static final int MOST_FIELDS = 64;
    public static final int MISSING = -1;

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long BACKSLASHES = ONES * '\\';

    private final long[] words = new long[MOST_FIELDS];
    private final int[] keyBegin = new int[MOST_FIELDS];
    private final int[] keyEnd = new int[MOST_FIELDS];
    private final int[] valueBegin = new int[MOST_FIELDS];
    private final int[] valueEnd = new int[MOST_FIELDS];
    private DirectBuffer text;
    private int count;

    public void clear(DirectBuffer buffer) {
        text = buffer;
        count = 0;
    }

    /** False where the key is there already, has an escape that could hide another key, or there are too many. */
    public boolean add(int keyFrom, int keyTo, int valueFrom, int valueTo) {
        if (count == MOST_FIELDS) {
            return false;
        }
        final long word = word(keyFrom, keyTo);
        if (hasBackslash(word)) {
            return false;
        }
        for (int i = keyFrom + Long.BYTES; i < keyTo; i++) {
            if (text.getByte(i) == '\\') {
                return false;
            }
        }
        for (int i = 0; i < count; i++) {
            if (words[i] == word && isSame(keyBegin[i], keyEnd[i], keyFrom, keyTo)) {
                return false;
            }
        }
        words[count] = word;
        keyBegin[count] = keyFrom;
        keyEnd[count] = keyTo;
        valueBegin[count] = valueFrom;
        valueEnd[count] = valueTo;
        count++;
        return true;
    }

    /** A key's first eight characters, the first in the lowest byte, with zeros behind a shorter key. */
    private long word(int from, int to) {
        final int length = Math.min(to - from, Long.BYTES);
        if (length > 0 && from + Long.BYTES <= text.capacity()) {
            return text.getLong(from, ByteOrder.LITTLE_ENDIAN) & -1L >>> (Long.SIZE - length * Byte.SIZE);
        }
        long word = 0;
        for (int i = length - 1; i >= 0; i--) {
            word = word << Byte.SIZE | text.getByte(from + i) & 0xFF;
        }
        return word;
    }

    private static boolean hasBackslash(long word) {
        final long zeroWhereBackslash = word ^ BACKSLASHES;
        return (zeroWhereBackslash - ONES & ~zeroWhereBackslash & HIGH_BITS) != 0;
    }

    private boolean isSame(int aFrom, int aTo, int bFrom, int bTo) {
        if (aTo - aFrom != bTo - bFrom) {
            return false;
        }
        for (int i = 0; i < aTo - aFrom; i++) {
            if (text.getByte(aFrom + i) != text.getByte(bFrom + i)) {
                return false;
            }
        }
        return true;
    }

    /** The number of the field with this key, or {@link #MISSING}. */
    public int find(String key) {
        for (int i = 0; i < count; i++) {
            if (keyEnd[i] - keyBegin[i] == key.length() && isText(keyBegin[i], keyEnd[i], key)) {
                return i;
            }
        }
        return MISSING;
    }

    public boolean has(String key) {
        return find(key) != MISSING;
    }

    /** How many fields there are; they are numbered from 0, in their order. */
    public int count() {
        return count;
    }

    public int keyBegin(int field) {
        return keyBegin[field];
    }

    public int keyEnd(int field) {
        return keyEnd[field];
    }

    public int begin(int field) {
        return valueBegin[field];
    }

    public int end(int field) {
        return valueEnd[field];
    }

    /** The first character of a value, which tells its kind; 0 where the field is missing. */
    public int kind(int field) {
        return field == MISSING ? 0 : text.getByte(valueBegin[field]);
    }

    /** Whether a field is a string of just these ASCII characters. */
    public boolean isString(int field, String ascii) {
        return kind(field) == '"' && isText(valueBegin[field] + 1, valueEnd[field] - 1, ascii);
    }

    private boolean isText(int from, int to, String ascii) {
        if (to - from != ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (text.getByte(from + i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
