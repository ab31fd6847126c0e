package io.escapement.engine.venue.json;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CutDecimalsTest {
    private static final long NONE = -7;

    @ParameterizedTest
    @CsvSource({"0.12345, 12", "0.1, 10", "-0.129, -12", "5, 500", "12.5e1, 12500", "5000.e2, 50000000",
        "1.25e-1, wrong", "5000.e17, wrong", "59891.7e32, wrong", "1.2x, wrong", ".5.5, wrong"})
    void cutsDigitsAndNeverAPowerOfTen(String text, String expected) {
        final UnsafeBuffer json = new UnsafeBuffer(("{\"a\":\"" + text + "\"}").getBytes(StandardCharsets.US_ASCII));
        final JsonScanner scanner = new JsonScanner();
        scanner.wrap(json, 0, json.capacity());
        final JsonObject object = new JsonObject();
        object.clear();
        assertTrue(scanner.wholeText(object));
        final FieldReader fields = new FieldReader(scanner);
        final long value = new CutDecimals(scanner, fields).or(object, "a", "a rate", -2, NONE);
        assertEquals(expected, scanner.expected() == null ? Long.toString(value) : "wrong");
    }
}
