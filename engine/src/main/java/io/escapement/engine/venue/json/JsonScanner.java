package io.escapement.engine.venue.json;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;

/**
 * Walks over JSON text in a buffer, checking all of it, allocating nothing once the longest text has been seen. Every
 * method takes the place of a value's first character and returns the place behind its last, or {@link #FAILED}; then
 * {@link #errorOffset} and {@link #expected} tell why. Text is UTF-8; nesting deeper than {@value #DEEPEST} is refused.
 *
 * <p>{@link #wholeText} and {@link #wholeArray} read all of the text once and note where each value ends; whoever walks
 * over it afterwards is told from these notes, so that no character is looked at twice for structure. Very long texts,
 * whole books of a venue, are read again instead: their notes would take more memory than they are worth.
 */
public final class JsonScanner {
    public static final int FAILED = -1;
    public static final int DEEPEST = 32;

    /** Longer texts get no notes: 4 bytes a character. */
    private static final int LONGEST_NOTED = 1 << 18;
    private static final int FIRST_NOTES = 1 << 12;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long BLANKS = ONES * ' ';

    /** Behind the value, or key, that begins at each place; of this text where it is {@link #noted}. */
    private int[] ends = new int[FIRST_NOTES];
    private final int[] opened = new int[DEEPEST];
    private boolean noted;
    private final UnsafeBuffer text = new UnsafeBuffer(0, 0);
    private int end;
    private int errorOffset;
    private String expected;
    private String detail;

    public void wrap(DirectBuffer buffer, int length) {
        text.wrap(buffer, 0, length);
        end = length;
        noted = false;
        expected = null;
        detail = "";
        errorOffset = 0;
    }

    public DirectBuffer text() {
        return text;
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
        return i < end ? text.getByte(i) & 0xFF : 0;
    }

    public int skipSpace(int from) {
        return at(from) > ' ' ? from : skipBlanks(from);
    }

    private int skipBlanks(int from) {
        int i = from;
        while (i < end && (at(i) == ' ' || at(i) == '\t' || at(i) == '\n' || at(i) == '\r')) {
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
        int i = begin;
        while (i != FAILED) {
            final int c = at(i);
            final boolean object = c == '{';
            int behind;
            if (object || c == '[') {
                if (depth == DEEPEST) {
                    return fail(i, "less nesting");
                }
                final int first = skipSpace(i + 1);
                if (at(first) != c + 2) {
                    opened[depth++] = i;
                    i = object ? key(first) : first;
                    continue;
                }
                behind = first + 1;
            } else {
                behind = c == '"' ? string(i) : readValue(i, depth);
            }
            if (behind == FAILED) {
                return FAILED;
            }
            ends[i] = behind;
            int next = skipSpace(behind);
            while (depth > 0 && at(next) == at(opened[depth - 1]) + 2) {
                behind = next + 1;
                ends[opened[--depth]] = behind;
                next = depth == 0 ? behind : skipSpace(behind);
            }
            if (depth == 0) {
                return behind;
            }
            i = nextValue(next, at(opened[depth - 1]) == '{');
        }
        return FAILED;
    }

    /** Where the value behind a comma begins. */
    private int nextValue(int comma, boolean object) {
        if (at(comma) != ',') {
            return fail(comma, object ? "a comma or a closing brace" : "a comma or a closing bracket");
        }
        final int next = skipSpace(comma + 1);
        return object ? key(next) : next;
    }

    /** Notes a key; where its value begins. */
    private int key(int i) {
        final int behind = at(i) == '"' ? string(i) : fail(i, "a key");
        if (behind == FAILED) {
            return FAILED;
        }
        ends[i] = behind;
        final int colon = skipSpace(behind);
        return at(colon) == ':' ? skipSpace(colon + 1) : fail(colon, "a colon");
    }

    /** An object of which everything is noted. */
    private int notedObject(int begin, JsonObject into) {
        int i = skipSpace(begin + 1);
        while (at(i) != '}') {
            final int behindKey = ends[i];
            final int value = skipSpace(skipSpace(behindKey) + 1);
            final int behind = ends[value];
            if (!into.add(i + 1, behindKey - 1, value, behind)) {
                return fail(i, "no key twice or with an escape, and at most 64");
            }
            i = skipSpace(behind);
            if (at(i) == ',') {
                i = skipSpace(i + 1);
            }
        }
        return i + 1;
    }

    /** @param into takes the fields; null where nobody wants them */
    public int object(int begin, int depth, JsonObject into) {
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
            if (behind == FAILED || into != null && !into.add(key + 1, i - 1, value, behind)) {
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

    private int number(int from) {
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
        while (isDigit(at(i))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private int string(int open) {
        int i = skipPlain(open + 1);
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

    /** Passes over characters that are nothing special in a string, eight at a time. */
    private int skipPlain(int from) {
        int i = from;
        while (i + 8 <= end) {
            final long eight = text.getLong(i, ByteOrder.LITTLE_ENDIAN);
            final long quotes = eight ^ QUOTES;
            final long backslashes = eight ^ BACKSLASHES;
            // The lowest mark is exact: what a borrow marks wrongly stands above a right one.
            final long marks = (eight | quotes - ONES & ~quotes | backslashes - ONES & ~backslashes
                | eight - BLANKS & ~eight) & HIGH_BITS;
            if (marks != 0) {
                return i + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
            i += 8;
        }
        return i;
    }

    private int escape(int backslash) {
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
