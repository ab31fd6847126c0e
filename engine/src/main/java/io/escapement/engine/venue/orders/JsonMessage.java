package io.escapement.engine.venue.orders;

import io.escapement.codecs.decimal.DecimalParser;
import io.escapement.engine.venue.json.AsciiText;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;
import io.escapement.engine.venue.json.ReplyText;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A venue's message about an account as JSON, read in place: objects are entered and left, rows of arrays visited one
 * by one. Numbers may be in quotes or not. What is missing or wrong throws a {@link ReplyException} that names the
 * field and the byte. Allocates nothing while nothing is wrong, once the longest message has been seen. One thread.
 */
public final class JsonMessage {
    private static final int DEEPEST = 8;
    private static final int MONEY = -8;
    private static final long NS_PER_MS = 1_000_000L;
    /** Beyond it nanoseconds do not fit. */
    private static final long LATEST_MS = Long.MAX_VALUE / NS_PER_MS;

    private final UnsafeBuffer text = new UnsafeBuffer(0, 0);
    private final JsonScanner scanner = new JsonScanner();
    private final JsonObject[] levels = new JsonObject[DEEPEST];
    private int depth;
    private int rootArray;

    public JsonMessage() {
        for (int i = 0; i < DEEPEST; i++) {
            levels[i] = new JsonObject();
        }
    }

    private JsonObject now() {
        return levels[depth];
    }

    /** Reads one object, and nothing else. */
    public JsonMessage object(DirectBuffer buffer, int offset, int length) {
        begin(buffer, offset, length);
        now().clear();
        if (!scanner.wholeText(now())) {
            throw broken();
        }
        return this;
    }

    /** Reads one array of objects, to be visited by {@link #eachRow}. */
    public JsonMessage array(DirectBuffer buffer, int offset, int length) {
        begin(buffer, offset, length);
        rootArray = scanner.wholeArray();
        if (rootArray == JsonScanner.FAILED) {
            throw broken();
        }
        return this;
    }

    private void begin(DirectBuffer buffer, int offset, int length) {
        text.wrap(buffer, offset, length);
        scanner.wrap(text, 0, length);
        depth = 0;
        now().clear();
    }

    private ReplyException broken() {
        return new ReplyException("at byte " + scanner.errorOffset() + " of " + text.capacity() + ": expected "
            + scanner.expected() + (scanner.detail().isEmpty() ? "" : " (" + scanner.detail() + ")"));
    }

    private ReplyException missing(String key, String what) {
        final int field = now().find(key);
        return new ReplyException(field == JsonObject.MISSING ? "no field " + key + "; expected " + what
            : "at byte " + now().begin(field) + ": the field " + key + " is "
                + ReplyText.of(text, now().begin(field), Math.min(now().begin(field) + 40, now().end(field)))
                + "; expected " + what);
    }

    /** The message, from 0. */
    public DirectBuffer text() {
        return text;
    }

    // Structure

    /** Goes into the object under a key. */
    public void enter(String key) {
        final int field = now().find(key);
        if (now().kind(field) != '{') {
            throw missing(key, "an object");
        }
        enter(now().begin(field));
    }

    private void enter(int begin) {
        if (depth + 1 == DEEPEST) {
            throw new ReplyException("more than " + DEEPEST + " objects within each other");
        }
        depth++;
        now().clear();
        if (scanner.at(begin) != '{' || scanner.object(begin, depth, now()) == JsonScanner.FAILED) {
            depth--;
            throw new ReplyException("at byte " + begin + ": expected an object");
        }
    }

    /** Back to the object around. */
    public void leave() {
        depth--;
    }

    /** Visits each object of the array under a key. */
    public void each(String key, Runnable row) {
        final int field = now().find(key);
        if (now().kind(field) != '[') {
            throw missing(key, "an array");
        }
        rows(now().begin(field), row);
    }

    /** Visits each object of the array that the whole message is. */
    public void eachRow(Runnable row) {
        rows(rootArray, row);
    }

    private void rows(int array, Runnable row) {
        int at = scanner.element(array + 1);
        while (at != JsonScanner.FAILED) {
            enter(at);
            row.run();
            leave();
            at = scanner.element(scanner.value(at, depth + 1));
        }
    }

    // Fields

    public boolean has(String key) {
        final int field = now().find(key);
        return field != JsonObject.MISSING && now().kind(field) != 'n';
    }

    public boolean isObject(String key) {
        return now().kind(now().find(key)) == '{';
    }

    public boolean isArray(String key) {
        return now().kind(now().find(key)) == '[';
    }

    /** Whether the field is a string of just these ASCII characters. */
    public boolean is(String key, String ascii) {
        return now().isString(now().find(key), ascii);
    }

    /** Whether the field is a string that begins so. */
    public boolean startsWith(String key, String ascii) {
        final int field = now().find(key);
        return now().kind(field) == '"'
            && AsciiText.startsWith(text, now().begin(field) + 1, now().end(field) - 1, ascii);
    }

    private int field(String key, String what) {
        final int field = now().find(key);
        if (field == JsonObject.MISSING) {
            throw missing(key, what);
        }
        return field;
    }

    /** Where a value's text begins, behind a quote. */
    public int begin(String key) {
        final int field = field(key, "a text");
        return now().begin(field) + (now().kind(field) == '"' ? 1 : 0);
    }

    /** Behind a value's text, before a quote. */
    public int end(String key) {
        final int field = field(key, "a text");
        return now().end(field) - (now().kind(field) == '"' ? 1 : 0);
    }

    /** For people: shortened, a question mark for what is not printable; empty where missing. */
    public String words(String key) {
        return ReplyText.of(now(), key, text);
    }

    /** The whole of a text of ASCII characters, such as a token that goes back as it came; empty where missing. */
    public String token(String key) {
        return has(key) ? text.getStringWithoutLengthAscii(begin(key), end(key) - begin(key)) : "";
    }

    /** A whole number of either sign. */
    public long integer(String key) {
        final long value = parse(key, 0);
        if (DecimalParser.isError(value)) {
            throw missing(key, "a whole number");
        }
        return value;
    }

    /** As {@link #integer}; {@code otherwise} where the field is missing, null or empty. */
    public long integerOr(String key, long otherwise) {
        return isEmpty(key) ? otherwise : integer(key);
    }

    public boolean isEmpty(String key) {
        return !has(key) || now().isString(now().find(key), "");
    }

    public boolean flag(String key) {
        return now().kind(now().find(key)) == 't';
    }

    /** A time of the venue in milliseconds, as epoch nanoseconds. */
    public long timeNs(String key) {
        final long ms = parse(key, 0);
        if (DecimalParser.isError(ms) || ms < 0 || ms > LATEST_MS) {
            throw missing(key, "a time in milliseconds");
        }
        return ms * NS_PER_MS;
    }

    /** As {@link #timeNs}; {@code otherwise} where the field is missing, null or empty. */
    public long timeNsOr(String key, long otherwise) {
        return isEmpty(key) ? otherwise : timeNs(key);
    }

    /** A decimal of either sign, exact at the exponent. */
    public long decimal(String key, int exponent) {
        final long value = parse(key, exponent);
        if (DecimalParser.isError(value)) {
            throw missing(key, "a decimal: " + DecimalParser.explain(value));
        }
        return value;
    }

    /** A decimal above zero, exact at the exponent. */
    public long positive(String key, int exponent) {
        final long value = decimal(key, exponent);
        if (value <= 0) {
            throw missing(key, "a decimal above zero");
        }
        return value;
    }

    /** A decimal from zero on, exact at the exponent. */
    public long amount(String key, int exponent) {
        final long value = decimal(key, exponent);
        if (value < 0) {
            throw missing(key, "a decimal from zero on");
        }
        return value;
    }

    /** As {@link #amount}; {@code otherwise} where the field is missing, null or empty. */
    public long amountOr(String key, int exponent, long otherwise) {
        return isEmpty(key) ? otherwise : amount(key, exponent);
    }

    /** A price; {@link Report#NULL} where it is missing, null, empty or zero, as of market orders. */
    public long price(String key, int exponent) {
        final long price = amountOr(key, exponent, 0);
        return price == 0 ? Report.NULL : price;
    }

    /** As {@link #decimal}; {@code otherwise} where the field is missing, null or empty. */
    public long decimalOr(String key, int exponent, long otherwise) {
        return isEmpty(key) ? otherwise : decimal(key, exponent);
    }

    /** A decimal at the exponent, digits beyond it cut off: of averages, which have more digits than the tick. */
    public long cut(String key, int exponent) {
        return rounded(key, exponent, false);
    }

    /** An amount of an asset, mantissa at -8, rounded away from zero: a fee is never less than it is. */
    public long money(String key) {
        return rounded(key, MONEY, true);
    }

    /** As {@link #money}; {@code otherwise} where the field is missing, null or empty. */
    public long moneyOr(String key, long otherwise) {
        return isEmpty(key) ? otherwise : money(key);
    }

    private long rounded(String key, int exponent, boolean up) {
        final int begin = begin(key);
        final long value = RoundedDecimal.parse(text, begin, end(key) - begin, exponent, up);
        return DecimalParser.isError(value) ? decimal(key, exponent) : value;
    }

    private long parse(String key, int exponent) {
        return DecimalParser.parse(text, begin(key), end(key) - begin(key), exponent);
    }
}
