package io.escapement.codecs.decimal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.agrona.concurrent.UnsafeBuffer;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Regression mode in the build. {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=DecimalFuzzTest} hunts for new inputs for a
 * short while; the corpus is kept, so a long hunt is the same command again and again.
 */
class DecimalFuzzTest {
    @FuzzTest(maxDuration = "15s")
    void fastAndPlainParserAgreeOnAnyBytes(byte[] bytes) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        for (int exponent = -9; exponent <= 1; exponent++) {
            final long mantissa = DecimalParser.parse(buffer, 0, bytes.length, exponent);
            assertEquals(DecimalReader.read(buffer, 0, bytes.length, exponent), mantissa);
            if (!DecimalParser.isError(mantissa)) {
                assertEquals(mantissa, DecimalParser.parse(DecimalFormatter.toString(mantissa, exponent), exponent));
            }
        }
    }
}
