package io.escapement.engine.venue.json;

import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

/** The fields of one object, in any order, as places in the text. Keys are compared as they are written, no escapes. */
public final class JsonObject {
    public static final int MOST_FIELDS = 64;
    public static final int MISSING = -1;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final AskedTexts askedKeys = new AskedTexts();
    private final AskedTexts askedValues = new AskedTexts();
    /** The field that each asked key was last. */
    private final int[] last = new int[AskedTexts.MOST];
    /** Keys' first eight characters, the first in the lowest byte, with zeros behind a shorter key. */
    private final long[] words = new long[MOST_FIELDS];
    private final int[] keyBegin = new int[MOST_FIELDS];
    private final int[] keyEnd = new int[MOST_FIELDS];
    private final int[] valueBegin = new int[MOST_FIELDS];
    private final int[] valueEnd = new int[MOST_FIELDS];
    /** Address of the text's first character. */
    private long base;
    private DirectBuffer holder;
    private long seen;
    private int count;

    public void clear() {
        count = 0;
    }

    /**
     * Empties the object, to take the fields of a text with {@link JsonScanner}'s margin behind it.
     *
     * @param memory  that holds the text; kept, so that an object that outlives its text reads an older one at worst
     * @param address of the text's first character
     */
    void begin(DirectBuffer memory, long address) {
        holder = memory;
        base = address;
        seen = 0;
        count = 0;
    }

    /** False where the key is there already, or there are too many. */
    boolean add(int keyFrom, int keyTo, int valueFrom, int valueTo) {
        final int field = count;
        if (field == MOST_FIELDS) {
            return false;
        }
        final long word = AskedTexts.word(base + keyFrom, keyTo - keyFrom);
        final long bit = 1L << (word * MIX >>> 58);
        if ((seen & bit) != 0 && isThere(word, keyFrom, keyTo)) {
            return false;
        }
        seen |= bit;
        words[field] = word;
        keyBegin[field] = keyFrom;
        keyEnd[field] = keyTo;
        valueBegin[field] = valueFrom;
        valueEnd[field] = valueTo;
        count = field + 1;
        return true;
    }

    private boolean isThere(long word, int from, int to) {
        for (int i = 0; i < count; i++) {
            if (words[i] == word && isSame(keyBegin[i], keyEnd[i], from, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean isSame(int aFrom, int aTo, int bFrom, int bTo) {
        if (aTo - aFrom != bTo - bFrom) {
            return false;
        }
        for (int i = 0; i < aTo - aFrom; i++) {
            if (at(aFrom + i) != at(bFrom + i)) {
                return false;
            }
        }
        return true;
    }

    private int at(int i) {
        return UnsafeApi.getByte(base + i);
    }

    /** The number of the field with this key, or {@link #MISSING}. */
    public int find(String key) {
        final int asked = askedKeys.place(key);
        final int guess = last[asked];
        if (guess < count && isKey(guess, asked)) {
            return guess;
        }
        for (int i = 0; i < count; i++) {
            if (isKey(i, asked)) {
                last[asked] = i;
                return i;
            }
        }
        return MISSING;
    }

    private boolean isKey(int field, int asked) {
        return words[field] == askedKeys.word(asked)
            && askedKeys.is(asked, base + keyBegin[field], keyEnd[field] - keyBegin[field]);
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
        return field == MISSING ? 0 : at(valueBegin[field]);
    }

    /** Whether a field is a string of just these ASCII characters. */
    public boolean isString(int field, String ascii) {
        return kind(field) == '"' && askedValues.is(askedValues.place(ascii), base + valueBegin[field] + 1,
            valueEnd[field] - valueBegin[field] - 2);
    }
}
