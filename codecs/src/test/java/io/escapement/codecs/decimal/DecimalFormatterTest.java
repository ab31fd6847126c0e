package io.escapement.codecs.decimal;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class DecimalFormatterTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0", "0, -2, 0.00", "0, 5, 0", "5, -2, 0.05", "-5, -2, -0.05", "150, -2, 1.50", "-150, 0, -150",
        "12, 3, 12000", "9223372036854775807, -8, 92233720368.54775807",
        "-9223372036854775808, -18, -9.223372036854775808", "-9223372036854775808, 18,"
            + " -9223372036854775808000000000000000000", "7, -18, 0.000000000000000007"
    })
    void writesPlainText(long mantissa, int exponent, String text) {
        assertEquals(text, DecimalFormatter.toString(mantissa, exponent));
    }

    @Test
    void writesNoByteBesidesTheText() {
        final UnsafeBuffer buffer = new UnsafeBuffer("##########".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertEquals(5, DecimalFormatter.format(-125, -2, buffer, 3));
        assertEquals("###-1.25##", buffer.getStringWithoutLengthAscii(0, 10));
    }

    @Test
    void refusesExponentsThatNoVenueHas() {
        final Exception e =
            assertThrows(IllegalArgumentException.class, () -> DecimalFormatter.toString(1, -19));
        assertEquals("exponent -19; expected -18 to 18", e.getMessage());
    }
}
