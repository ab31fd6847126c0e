package io.escapement.engine.venue.json;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class JsonScannerTest {
    private final JsonScanner scanner = new JsonScanner();
    private String text;

    private int wholeArray(String json) {
        text = json;
        final byte[] bytes = (json + "],7").getBytes(StandardCharsets.UTF_8);
        scanner.wrap(new UnsafeBuffer(bytes), 0, bytes.length - 3);
        return scanner.wholeArray();
    }

    private List<String> elements(String json) {
        final List<String> elements = new ArrayList<>();
        for (int at = scanner.element(wholeArray(json) + 1); at != JsonScanner.FAILED; ) {
            final int behind = scanner.value(at, 0);
            elements.add(text.substring(at, behind));
            at = scanner.element(behind);
        }
        return elements;
    }

    @Test
    void stepsThroughEveryElementWhateverTheSpaceBetween() {
        assertEquals(List.of(), elements("[]"));
        assertEquals(List.of(), elements(" [ \n] "));
        assertEquals(List.of("1", "\"a,]\"", "[2,[3]]", "{\"b\":[4]}", "null", "-1.5e3"),
            elements(" [1, \"a,]\" ,[2,[3]],\t{\"b\":[4]},null,-1.5e3 ]\r\n"));
    }

    @Test
    void tellsWhereAnArrayBegins() {
        assertEquals(0, wholeArray("[1]"));
        assertEquals(2, wholeArray("  [1] "));
    }

    @Test
    void namesPlaceAndExpectationOfWhatIsNoArray() {
        wrong("", 0, "an array");
        wrong("{\"a\":1}", 0, "an array");
        wrong("[1", 2, "a comma or a closing bracket");
        wrong("[1,]", 3, "a value");
        wrong("[1]]", 3, "the end of the frame");
        wrong("[1] x", 4, "the end of the frame");
        wrong("[01]", 2, "a comma or a closing bracket");
        wrong("[\"a]", 4, "the end of the string");
        wrong("[{\"a\":1]", 7, "a comma or a closing brace");
    }

    private void wrong(String json, int offset, String expected) {
        assertEquals(JsonScanner.FAILED, wholeArray(json), json);
        assertEquals(expected, scanner.expected(), json);
        assertEquals(offset, scanner.errorOffset(), json);
    }
}
