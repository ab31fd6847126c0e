package io.escapement.engine.venue.json;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FieldReaderTest {
    private final JsonScanner scanner = new JsonScanner();
    private final JsonObject object = new JsonObject();

    private FieldReader reader(String json) {
        final UnsafeBuffer text = new UnsafeBuffer(json.getBytes(StandardCharsets.UTF_8));
        scanner.wrap(text, 0, text.capacity());
        object.clear();
        assertTrue(scanner.wholeText(object), json);
        final FieldReader fields = new FieldReader(scanner);
        fields.wrap(object, 0);
        return fields;
    }

    private String complaint(FieldReader fields) {
        assertTrue(fields.failed());
        return scanner.errorOffset() + " " + scanner.expected() + " " + scanner.detail();
    }

    private static long decimal(FieldReader fields, JsonObject object, int exponent) {
        return fields.signed(object.begin(0), object.end(0), "a number", exponent);
    }

    @Test
    void takesNumbersInQuotesAndWithout() {
        for (final String number : new String[] {"12.5", "\"12.5\"", "1.25e1", "\"1.25E+1\"", "\"+12.50\""}) {
            assertEquals(1_250, decimal(reader("{\"a\":" + number + "}"), object, -2), number);
        }
        assertEquals(-1, decimal(reader("{\"a\":-1e-8}"), object, -8));
        assertEquals(77, reader("{\"a\":77}").integer("a", "a count"));
        assertEquals(77, reader("{\"a\":\"77\"}").integer("a", "a count"));
        assertEquals(Long.MAX_VALUE, reader("{\"a\":\"9223372036854775807\"}").integer("a", "a count"));
    }

    @Test
    void complainsOfWhatIsNoNumber() {
        final String[][] cases = {{"true", "5 a number a number"}, {"null", "5 a number a number"},
            {"[1]", "5 a number a number"}, {"\"\"", "6 a number expected a decimal, found nothing"},
            {"\"x\"", "6 a number not a decimal"}, {"1.255", "5 a number more decimals than the exponent holds"},
            {"1e30", "5 a number too big for 64 bits"}};
        for (final String[] one : cases) {
            final FieldReader fields = reader("{\"a\":" + one[0] + "}");
            assertEquals(0, decimal(fields, object, -2), one[0]);
            assertEquals(one[1], complaint(fields), one[0]);
        }
        for (final String number : new String[] {"-1", "1.0", "1e3", "9223372036854775808", "\"\"", "\"-1\"", "true"}) {
            final FieldReader fields = reader("{\"a\":" + number + "}");
            assertEquals(0, fields.integer("a", "a count"), number);
            assertEquals("5 a count ", complaint(fields), number);
        }
    }

    @Test
    void keepsTheFirstComplaintAndReadsNothingMore() {
        final FieldReader fields = reader("{\"a\":1,\"b\":2}");
        assertEquals(0, fields.integer("c", "a count"));
        assertEquals(0, fields.integer("a", "another count"));
        assertEquals("0 a count c", complaint(fields));
    }

    @Test
    void readsWhatMayBeMissing() {
        final FieldReader fields = reader("{\"a\":\"1.5\",\"b\":null,\"c\":\"\"}");
        assertEquals(150, fields.signedOr("a", "a rate", -2, 7));
        assertEquals(7, fields.signedOr("b", "a rate", -2, 7));
        assertEquals(7, fields.signedOr("c", "a rate", -2, 7));
        assertEquals(7, fields.signedOr("d", "a rate", -2, 7));
        assertEquals(9, fields.integerOr("d", "a count", 9));
    }
}
