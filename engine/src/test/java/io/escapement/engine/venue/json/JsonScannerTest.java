package io.escapement.engine.venue.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.escapement.engine.testkit.Mutations;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;

class JsonScannerTest {
    private static final ObjectMapper JACKSON =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final String JSON = "[ {\"a\":[\"0.5\",-12.50,10 ,3e4],\"b\" : {\"c d\":[],\"\":{}},"
        + "\"longer key\":true},"
        + "\"text of more than sixteen characters\",123456789012,\"\\u00e9\\n\", null,[[\"1\",\"2\"],[\"3\",\"4\"]]]";
    private static final Mutations MUTATIONS = new Mutations("0123456789\"[]{},:.-+eE\\u/ \n\ttrueflsn");

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

    @Property(tries = 8_000)
    void takesWhatJacksonTakesWithNotesAndWithout(@ForAll long seed, @ForAll @IntRange(max = 3) int changes) {
        final byte[] json =
            MUTATIONS.change(JSON.getBytes(StandardCharsets.UTF_8), changes, new Random(seed));
        for (final byte b : json) {
            if (b < 0 || b == 0x7F) {
                return;
            }
        }
        final String shown = new String(json, StandardCharsets.US_ASCII);
        scanner.wrap(new UnsafeBuffer(json), 0, json.length);
        final int begin = scanner.wholeArray();
        final String noted = scanner.expected() + " at " + scanner.errorOffset();
        assertEquals(isArray(json), begin != JsonScanner.FAILED, shown + noted);
        scanner.wrap(new UnsafeBuffer(json), 0, json.length);
        final int from = scanner.skipSpace(0);
        if (scanner.at(from) == '[' && !noted.startsWith("the end of the frame")) {
            scanner.value(from, 0);
            assertEquals(scanner.expected() + " at " + scanner.errorOffset(), noted, shown);
        }
    }

    private static boolean isArray(byte[] json) {
        try {
            return JACKSON.readTree(new String(json, StandardCharsets.US_ASCII)).isArray();
        } catch (final JsonProcessingException e) {
            return false;
        }
    }
}
