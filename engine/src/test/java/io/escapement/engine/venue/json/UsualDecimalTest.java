package io.escapement.engine.venue.json;

import io.escapement.codecs.decimal.DecimalParser;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Held to the careful parser. */
class UsualDecimalTest {
    private final JsonScanner scanner = new JsonScanner();

    private long read(String text, int power, String behind) {
        final byte[] bytes = (text + behind).getBytes(StandardCharsets.UTF_8);
        scanner.wrap(new UnsafeBuffer(bytes), 0, bytes.length);
        return UsualDecimal.read(scanner.address(0), text.length(), power);
    }

    private static long careful(String text, int power) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return DecimalParser.parse(new UnsafeBuffer(bytes), 0, bytes.length, -power);
    }

    @Property(tries = 8_000)
    void readsUsualDecimalsAsTheCarefulParserDoes(@ForAll long seed, @ForAll @IntRange(max = 10) int power) {
        final Random random = new Random(seed);
        final StringBuilder text = new StringBuilder();
        digits(text, 1 + random.nextInt(8), random);
        final int decimals = random.nextInt(17);
        if (decimals > 0) {
            digits(text.append('.'), decimals, random);
        }
        final long careful = careful(text.toString(), power);
        final long expected = DecimalParser.isError(careful) ? UsualDecimal.UNUSUAL : careful;
        assertEquals(expected, read(text.toString(), power, "\",\"12345678901234567"), text.toString());
    }

    private static void digits(StringBuilder text, int count, Random random) {
        for (int i = 0; i < count; i++) {
            text.append(random.nextInt(3) > 0 ? '0' : (char) ('0' + random.nextInt(10)));
        }
    }

    @Property(tries = 8_000)
    void isRightOrLeavesItToTheCarefulParser(@ForAll long seed, @ForAll @IntRange(min = -2, max = 12) int power) {
        final Random random = new Random(seed);
        final StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(24); i > 0; i--) {
            text.append("00001234567899...-+eE x\u00e9".charAt(random.nextInt(24)));
        }
        final long read = read(text.toString(), power, "\"");
        if (read != UsualDecimal.UNUSUAL) {
            assertEquals(careful(text.toString(), power), read, text.toString());
        }
    }

    @Example
    void leavesWhatItsWordsDoNotHold() {
        final String[] unusual = {"", ".5", "5.", "-1", "123456789", "1.00000000000000000", "1e3", "1.2.3"};
        for (final String text : unusual) {
            assertEquals(UsualDecimal.UNUSUAL, read(text, 8, "\""), text);
        }
        assertEquals(UsualDecimal.UNUSUAL, read("1", 11, ","));
        assertEquals(UsualDecimal.UNUSUAL, read("10", -1, ","));
        assertEquals(999_999_999_999_999_999L, read("99999999.9999999999", 10, "]"));
    }
}
