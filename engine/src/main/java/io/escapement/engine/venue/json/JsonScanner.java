package io.escapement.engine.venue.json;

import io.escapement.codecs.decimal.Digits;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Walks over JSON text in a buffer, checking all of it, allocating nothing once the longest text has been seen. Every
 * method takes the place of a value's first character and returns the place behind its last, or {@link #FAILED}; then
 * {@link #errorOffset} and {@link #expected} tell why. Text is UTF-8; nesting deeper than {@value #DEEPEST} is refused.
 *
 * <p>{@link #wholeText} and {@link #wholeArray} read all of the text once and note where each value ends; whoever walks
 * over it afterwards is told from these notes, so that no character is looked at twice for structure. Very long texts,
 * whole books of a venue, are read again instead: their notes would take more memory than they are worth.
 *
 * <p>The text is copied first, to memory with zeros behind it: a zero ends every string, number and space, so eight
 * characters can be read from any place without asking how many are left.
 */
public final class JsonScanner {
    public static final int FAILED = -1;
    public static final int DEEPEST = 32;

    private static final int NOT_FLAT = -2;

    /** Longer texts get no notes: 4 bytes a character. */
    private static final int LONGEST_NOTED = 1 << 18;
    private static final int FIRST_ROOM = 1 << 12;
    /** Zeros on either side: {@link #FAILED} is a place before the text, and who reads ahead reads 32 characters. */
    private static final int MARGIN = 32;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long BLANKS = ONES * ' ';

    /** Behind the value, or key, that begins at each place; of this text where it is {@link #noted}. */
    private int[] ends = new int[FIRST_ROOM];
    private final int[] opened = new int[DEEPEST];
    private boolean noted;
    /** Whether a string with an escape has been read. */
    private boolean escaped;
    private UnsafeBuffer memory = room(FIRST_ROOM);
    private final UnsafeBuffer text = new UnsafeBuffer(0, 0);
    /** Address of the text's first character. */
    private long base = memory.addressOffset() + MARGIN;
    private int end;
    private int errorOffset;
    private String expected;
    private String detail;

    static {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalStateException("the JSON scanner needs a little endian machine; this one is not");
        }
    }

    private static UnsafeBuffer room(int length) {
        return new UnsafeBuffer(ByteBuffer.allocateDirect(length + 2 * MARGIN));
    }

    /** Copies the text; allocates only for one longer than any before. */
    public void wrap(DirectBuffer buffer, int offset, int length) {
        if (length > memory.capacity() - 2 * MARGIN) {
            memory = room(BitUtil.findNextPositivePowerOfTwo(length));
            base = memory.addressOffset() + MARGIN;
        }
        buffer.getBytes(offset, memory, MARGIN, length);
        for (int i = 0; i < MARGIN; i += Long.BYTES) {
            UnsafeApi.putLong(base + length + i, 0L);
        }
        text.wrap(base, length);
        end = length;
        noted = false;
        escaped = false;
        expected = null;
        detail = "";
        errorOffset = 0;
    }

    /** The text, from 0: always the same buffer. */
    public UnsafeBuffer text() {
        return text;
    }

    /** Where the character is in memory; 32 characters can be read from there. */
    long address(int i) {
        return base + i;
    }

    public int errorOffset() {
        return errorOffset;
    }

    /** What should have stood at {@link #errorOffset}; null where nothing has failed yet. */
    public String expected() {
        return expected;
    }

    /** More about {@link #expected}; empty where there is no more to say. */
    public String detail() {
        return detail;
    }

    public int fail(int at, String what) {
        return fail(at, what, "");
    }

    /** The first failure counts: later ones follow from it. Two texts, because joining them would allocate. */
    public int fail(int at, String what, String more) {
        if (expected == null) {
            errorOffset = at;
            expected = what;
            detail = more;
        }
        return FAILED;
    }

    /** The character here, or 0 at the end. */
    public int at(int i) {
        return UnsafeApi.getByte(base + i) & 0xFF;
    }

    public int skipSpace(int from) {
        return at(from) > ' ' ? from : skipBlanks(from);
    }

    private int skipBlanks(int from) {
        int i = from;
        while (at(i) == ' ' || at(i) == '\t' || at(i) == '\n' || at(i) == '\r') {
            i++;
        }
        return i;
    }

    /** One object and nothing else but space in the whole text. */
    public boolean wholeText(JsonObject into) {
        final int begin = skipSpace(0);
        if (at(begin) != '{') {
            fail(begin, "an object");
            return false;
        }
        final int all = note(begin);
        final int behind = all == FAILED ? FAILED : object(begin, 0, into);
        if (behind != FAILED && skipSpace(behind) != end) {
            fail(skipSpace(behind), "the end of the frame");
        }
        return expected == null;
    }

    /** One array and nothing else but space in the whole text; where it begins, or {@link #FAILED}. */
    public int wholeArray() {
        final int begin = skipSpace(0);
        final int behind = at(begin) == '[' ? note(begin) : fail(begin, "an array");
        if (behind != FAILED && skipSpace(behind) != end) {
            fail(skipSpace(behind), "the end of the frame");
        }
        return expected == null ? begin : FAILED;
    }

    /**
     * Steps through an array that is known to be well-formed.
     *
     * @param from behind the opening bracket, or behind the element before
     * @return where the next element begins, {@link #FAILED} where there is none left
     */
    public int element(int from) {
        int i = skipSpace(from);
        if (at(i) == ',') {
            i = skipSpace(i + 1);
        }
        return at(i) == ']' ? FAILED : i;
    }

    public int value(int i, int depth) {
        return noted ? ends[i] : readValue(i, depth);
    }

    private int readValue(int i, int depth) {
        switch (at(i)) {
            case '"':
                return string(i);
            case '{':
                return object(i, depth, null);
            case '[':
                return array(i, depth);
            case 't':
                return literal(i, "true");
            case 'f':
                return literal(i, "false");
            case 'n':
                return literal(i, "null");
            default:
                return number(i);
        }
    }

    /** Reads the value that begins here, notes where each value in it ends, and returns the place behind it. */
    private int note(int begin) {
        if (end > LONGEST_NOTED) {
            return readValue(begin, 0);
        }
        if (end > ends.length) {
            ends = new int[Integer.highestOneBit(end) << 1];
        }
        final int behind = noteAll(begin);
        noted = behind != FAILED;
        return behind;
    }

    private int noteAll(int begin) {
        int depth = 0;
        int closing = 0;
        int i = begin;
        while (i != FAILED) {
            final int c = at(i);
            int behind;
            if (c == '"') {
                behind = string(i);
            } else if (c == '{' || c == '[') {
                if (depth == DEEPEST) {
                    return fail(i, "less nesting");
                }
                behind = c == '[' ? flatArray(i) : NOT_FLAT;
                if (behind == NOT_FLAT) {
                    final int first = skipSpace(i + 1);
                    if (at(first) != c + 2) {
                        opened[depth++] = i;
                        closing = c + 2;
                        i = c == '{' ? key(first) : first;
                        continue;
                    }
                    behind = first + 1;
                }
                if (depth == 0) {
                    ends[i] = behind;
                    return behind;
                }
            } else {
                behind = readValue(i, depth);
            }
            if (behind == FAILED) {
                return FAILED;
            }
            ends[i] = behind;
            int next = skipSpace(behind);
            while (at(next) == closing) {
                ends[opened[--depth]] = next + 1;
                if (depth == 0) {
                    return next + 1;
                }
                closing = at(opened[depth - 1]) + 2;
                next = skipSpace(next + 1);
            }
            if (at(next) != ',') {
                return fail(next, closing == '}' ? "a comma or a closing brace" : "a comma or a closing bracket");
            }
            i = closing == '}' ? key(skipSpace(next + 1)) : skipSpace(next + 1);
        }
        return FAILED;
    }

    /**
     * Notes what is in an array of strings and numbers without a space between, such as a level of a book; the place
     * behind it, or {@link #NOT_FLAT} where it is anything else.
     */
    private int flatArray(int open) {
        int i = open;
        do {
            final int value = i + 1;
            final int c = at(value);
            i = c == '"' ? string(value) : isDigit(c) ? number(value) : NOT_FLAT;
            if (i < 0) {
                return i;
            }
            ends[value] = i;
        } while (at(i) == ',');
        return at(i) == ']' ? i + 1 : NOT_FLAT;
    }

    /** Notes a key; where its value begins. */
    private int key(int i) {
        final int behind = at(i) == '"' ? string(i) : fail(i, "a key");
        if (behind == FAILED) {
            return FAILED;
        }
        ends[i] = behind;
        if (at(behind) == ':' && at(behind + 1) > ' ') {
            return behind + 1;
        }
        final int colon = skipSpace(behind);
        return at(colon) == ':' ? skipSpace(colon + 1) : fail(colon, "a colon");
    }

    /** An object of which everything is noted. */
    private int notedObject(int begin, JsonObject into) {
        int i = skipSpace(begin + 1);
        if (at(i) == '}') {
            return i + 1;
        }
        while (true) {
            final int behindKey = ends[i];
            final boolean close = at(behindKey) == ':' && at(behindKey + 1) > ' ';
            final int value = close ? behindKey + 1 : skipSpace(skipSpace(behindKey) + 1);
            final int behind = ends[value];
            if (!isTaken(into, i, behindKey, value, behind)) {
                return fail(i, "no key twice or with an escape, and at most 64");
            }
            i = skipSpace(behind);
            if (at(i) == '}') {
                return i + 1;
            }
            i = skipSpace(i + 1);
        }
    }

    private boolean isTaken(JsonObject into, int key, int behindKey, int value, int behind) {
        return !(escaped && hasBackslash(key, behindKey)) && into.add(key + 1, behindKey - 1, value, behind);
    }

    /** A key with an escape could be another's other spelling. */
    private boolean hasBackslash(int from, int to) {
        for (int i = from; i < to; i++) {
            if (at(i) == '\\') {
                return true;
            }
        }
        return false;
    }

    /** @param into takes the fields; null where nobody wants them */
    public int object(int begin, int depth, JsonObject into) {
        if (into != null) {
            into.begin(memory, base);
        }
        if (noted) {
            return into == null ? ends[begin] : notedObject(begin, into);
        }
        if (depth == DEEPEST) {
            return fail(begin, "less nesting");
        }
        int i = skipSpace(begin + 1);
        if (at(i) == '}') {
            return i + 1;
        }
        while (true) {
            final int key = i;
            i = at(i) == '"' ? string(i) : fail(i, "a key");
            final int colon = i == FAILED ? FAILED : skipSpace(i);
            if (colon == FAILED || at(colon) != ':') {
                return fail(colon, "a colon");
            }
            final int value = skipSpace(colon + 1);
            final int behind = value(value, depth + 1);
            if (behind == FAILED || into != null && !isTaken(into, key, i, value, behind)) {
                return fail(key, "no key twice or with an escape, and at most 64");
            }
            i = skipSpace(behind);
            if (at(i) == '}') {
                return i + 1;
            }
            if (at(i) != ',') {
                return fail(i, "a comma or a closing brace");
            }
            i = skipSpace(i + 1);
        }
    }

    private int array(int begin, int depth) {
        if (depth == DEEPEST) {
            return fail(begin, "less nesting");
        }
        int i = skipSpace(begin + 1);
        if (at(i) == ']') {
            return i + 1;
        }
        while (true) {
            final int behind = value(i, depth + 1);
            if (behind == FAILED) {
                return FAILED;
            }
            i = skipSpace(behind);
            if (at(i) == ']') {
                return i + 1;
            }
            if (at(i) != ',') {
                return fail(i, "a comma or a closing bracket");
            }
            i = skipSpace(i + 1);
        }
    }

    private int literal(int from, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at(from + i) != word.charAt(i)) {
                return fail(from, "a value");
            }
        }
        return from + word.length();
    }

    /** Digits, perhaps a point and more of them; what is anything else goes to the careful reader. */
    private int number(int from) {
        final int begin = at(from) == '-' ? from + 1 : from;
        int i = skipDigits(begin);
        if (i == begin || i > begin + 1 && at(begin) == '0') {
            return carefulNumber(from);
        }
        if (at(i) == '.') {
            final int point = i;
            i = skipDigits(point + 1);
            if (i == point + 1) {
                return carefulNumber(from);
            }
        }
        return (at(i) | 0x20) == 'e' ? carefulNumber(from) : i;
    }

    private int carefulNumber(int from) {
        int i = at(from) == '-' ? from + 1 : from;
        if (!isDigit(at(i))) {
            return fail(from, i < end ? "a value" : "more text");
        }
        i = at(i) == '0' ? i + 1 : skipDigits(i);
        if (at(i) == '.') {
            if (!isDigit(at(i + 1))) {
                return fail(i + 1, "a digit");
            }
            i = skipDigits(i + 1);
        }
        if ((at(i) | 0x20) == 'e') {
            i += at(i + 1) == '-' || at(i + 1) == '+' ? 2 : 1;
            return isDigit(at(i)) ? skipDigits(i) : fail(i, "a digit");
        }
        return i;
    }

    private int skipDigits(int from) {
        int i = from;
        long marks = Digits.marksOfNonDigits(UnsafeApi.getLong(base + i));
        while (marks == 0) {
            i += 8;
            marks = Digits.marksOfNonDigits(UnsafeApi.getLong(base + i));
        }
        return i + Digits.lengthBefore(marks);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private int string(int open) {
        int i = open + 1;
        long marks = marksOfSpecial(UnsafeApi.getLong(base + i));
        while (marks == 0) {
            i += 8;
            marks = marksOfSpecial(UnsafeApi.getLong(base + i));
        }
        i += Digits.lengthBefore(marks);
        return at(i) == '"' ? i + 1 : carefulString(i);
    }

    /** Marks quotes, backslashes, control characters and what is not ASCII; the lowest mark is exact. */
    private static long marksOfSpecial(long eight) {
        // The high bit of a difference is set where there was a lesser character, and, wrongly, where there was none of
        // ASCII, which is marked anyway, or above a borrow, which comes from a right mark.
        return (eight | (eight ^ QUOTES) - ONES | (eight ^ BACKSLASHES) - ONES | eight - BLANKS) & HIGH_BITS;
    }

    /** The rest of a string, from within. */
    private int carefulString(int from) {
        int i = from;
        while (i < end) {
            final int c = at(i);
            if (c == '"') {
                return i + 1;
            }
            if (c < 0x20) {
                return fail(i, "no control character in a string");
            }
            i = c == '\\' ? escape(i) : c < 0x80 ? i + 1 : utf8(i);
            if (i == FAILED) {
                return FAILED;
            }
        }
        return fail(end, "the end of the string");
    }

    private int escape(int backslash) {
        escaped = true;
        final int c = at(backslash + 1);
        if (c != 'u') {
            final boolean known = c != 0 && "\"\\/bfnrt".indexOf(c) >= 0;
            return known ? backslash + 2 : fail(backslash, "a known escape");
        }
        for (int i = backslash + 2; i < backslash + 6; i++) {
            final int h = at(i) | 0x20;
            if (!isDigit(at(i)) && (h < 'a' || h > 'f')) {
                return fail(i, "a hexadecimal digit");
            }
        }
        return backslash + 6;
    }

    private int utf8(int from) {
        final int c = at(from);
        final int more = c >= 0xC2 && c < 0xE0 ? 1 : c >= 0xE0 && c < 0xF0 ? 2 : c >= 0xF0 && c < 0xF5 ? 3 : 0;
        final int second = at(from + 1);
        final boolean overlong = c == 0xE0 && second < 0xA0 || c == 0xF0 && second < 0x90;
        final boolean beyond = c == 0xED && second > 0x9F || c == 0xF4 && second > 0x8F;
        boolean good = more > 0 && !overlong && !beyond;
        for (int i = 1; i <= more; i++) {
            good &= (at(from + i) & 0xC0) == 0x80;
        }
        return good ? from + 1 + more : fail(from, "UTF-8");
    }
}
