package io.escapement.codecs.decimal;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DigitsTest {
    @Property(tries = 20_000)
    void marksTheFirstNonDigitOfAnyEightBytes(@ForAll @Size(8) byte[] bytes) {
        final long chars = new UnsafeBuffer(bytes).getLong(0, ByteOrder.LITTLE_ENDIAN);
        int first = 0;
        while (first < 8 && bytes[first] >= '0' && bytes[first] <= '9') {
            first++;
        }
        final long marks = Digits.marksOfNonDigits(chars);
        assertEquals(first, Digits.lengthBefore(marks));
        assertEquals(first == 8 ? -1L : (1L << (8 * first)) - 1, Digits.maskBefore(marks));
        for (int i = 0; i < 8; i++) {
            final boolean digit = bytes[i] >= '0' && bytes[i] <= '9';
            assertTrue(digit || (marks >>> (8 * i) & 0x80) != 0, "a non-digit is never missed");
        }
    }

    @Property(tries = 5_000)
    void readsEightDigits(@ForAll @IntRange(max = 99_999_999) int number, @ForAll @IntRange(max = 8) int count) {
        final byte[] text = String.format("%08d", number).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        final long values = new UnsafeBuffer(text).getLong(0, ByteOrder.LITTLE_ENDIAN) ^ Digits.ZEROS;
        final long prefix = number / Digits.powerOfTen(8 - count);
        assertEquals(number, Digits.number(values));
        assertEquals(prefix, Digits.fraction(values, count));
        assertEquals(number % Digits.powerOfTen(8 - count) != 0, Digits.hasDigitsBehind(values, count));
        if (count > 0) {
            assertEquals(prefix, Digits.number(values, count));
        }
    }
}
