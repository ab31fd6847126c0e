package io.escapement.engine.venue.json;

import org.agrona.DirectBuffer;

/** The fields of one object, in any order, as places in the text. Keys are compared as they are written, no escapes. */
public final class JsonObject {
    public static final int MOST_FIELDS = 64;
    public static final int MISSING = -1;

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
        for (int i = keyFrom; i < keyTo; i++) {
            if (text.getByte(i) == '\\') {
                return false;
            }
        }
        for (int i = 0; i < count; i++) {
            if (isSame(keyBegin[i], keyEnd[i], keyFrom, keyTo)) {
                return false;
            }
        }
        keyBegin[count] = keyFrom;
        keyEnd[count] = keyTo;
        valueBegin[count] = valueFrom;
        valueEnd[count] = valueTo;
        count++;
        return true;
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
            if (isText(keyBegin[i], keyEnd[i], key)) {
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
