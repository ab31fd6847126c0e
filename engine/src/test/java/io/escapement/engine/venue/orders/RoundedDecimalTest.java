package io.escapement.engine.venue.orders;

import io.escapement.codecs.decimal.DecimalParser;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RoundedDecimalTest {
    private static long parse(String text, boolean up) {
        final byte[] bytes = ("x" + text + "7").getBytes(StandardCharsets.US_ASCII);
        return RoundedDecimal.parse(new UnsafeBuffer(bytes), 1, text.length(), -8, up);
    }

    @Test
    void walletOfAMillionWithThirteenDecimalsIsRead() {
        assertEquals(99_999_577_769_553L, parse("999995.7776955357145", false));
        assertEquals(99_999_577_769_554L, parse("999995.7776955357145", true));
        assertEquals(-99_999_577_769_554L, parse("-999995.7776955357145", true));
        assertEquals(1, parse("0.0000000000000000000000001", true));
        assertEquals(0, parse("0.0000000000000000000000001", false));
        assertEquals(-1, parse("-0.000000001", true));
        assertEquals(250_000_000, parse("2.50000000000000000", true));
    }

    @Test
    void whatIsNoDecimalStaysNone() {
        for (final String broken : new String[] {"", ".", "-", "1.123456789a", "1.1234567890.1", "a.123456789",
            "99999999999999999999.123456789"}) {
            assertTrue(DecimalParser.isError(parse(broken, true)), broken);
            assertTrue(DecimalParser.isError(parse(broken, false)), broken);
        }
    }

    @Property(tries = 500)
    void saysWhatBigDecimalSays(@ForAll @BigRange(min = "-90000000000", max = "90000000000") BigDecimal value,
                                @ForAll @IntRange(max = 20) int scale) {
        final BigDecimal exact = value.setScale(scale, RoundingMode.HALF_EVEN);
        final String text = exact.toPlainString();
        assertEquals(exact.setScale(8, RoundingMode.UP).unscaledValue().longValueExact(), parse(text, true), text);
        assertEquals(exact.setScale(8, RoundingMode.DOWN).unscaledValue().longValueExact(), parse(text, false), text);
    }
}
