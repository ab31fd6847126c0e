package io.escapement.codecs.decimal;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class DecimalParserTest {
    private static final Pattern DECIMAL =
        Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");

    @ParameterizedTest
    @CsvSource({
        "0, -8, 0", "-0, -8, 0", "0.00000000, -2, 0", "0e999999999, -2, 0", "000, 0, 0",
        "61837.64000000, -2, 6183764", "0.00056000, -8, 56000", "28145.10, -1, 281451", "188, -8, 18800000000",
        "007.50, -2, 750", ".5, -1, 5", "5., -1, 50", "-12.5, -3, -12500", "+3, 0, 3",
        "1e-7, -8, 10", "1.5E+3, -2, 150000", "1.5e3, 2, 15", "1200, 2, 12", "25e-1, -1, 25",
        "1.00000000000000000000000000000000, -8, 100000000",
        "100000000000000000000000000000000e-30, -8, 10000000000",
        "92233720368547758.07, -2, 9223372036854775807", "-9223372036854775804, 0, -9223372036854775804",
        "12345678, -8, 1234567800000000", "12345678.12345678, -8, 1234567812345678",
        "123456789.123456789, -9, 123456789123456789"
    })
    void readsEverySpellingThatVenuesUse(String text, int exponent, long mantissa) {
        assertEquals(mantissa, DecimalParser.parse(text, exponent));
        assertEquals(mantissa, parseInside(text, exponent));
    }

    @ParameterizedTest
    @CsvSource({
        "'', -2, EMPTY", "'.', -2, GARBAGE", "'-', -2, GARBAGE", "'+.', -2, GARBAGE", "'1.2.3', -2, GARBAGE",
        "'1e', -2, GARBAGE", "'1e+', -2, GARBAGE", "'e5', -2, GARBAGE", "' 1', -2, GARBAGE", "'1 ', -2, GARBAGE",
        "'1,5', -2, GARBAGE", "'NaN', -2, GARBAGE", "'0x10', -2, GARBAGE", "'--1', -2, GARBAGE", "'1-', -2, GARBAGE",
        "'\u0661', -2, GARBAGE", "'1\u00e9', -2, GARBAGE", "'12345678x', 0, GARBAGE",
        "'0.001', -2, INEXACT", "'1e-9', -8, INEXACT", "'15', 1, INEXACT",
        "'0.00000000000000000000000000001', -8, INEXACT", "'123456789012345678901.1', 0, INEXACT",
        "'92233720368547758.08', -2, OVERFLOW", "'9223372036854775808', 0, OVERFLOW",
        "'-9223372036854775805', 0, OVERFLOW", "'-9223372036854775808', 0, OVERFLOW", "'1e19', 0, OVERFLOW",
        "'1e999999999', 0, OVERFLOW", "'99999999999999999999999', 0, OVERFLOW", "'1', -19, OVERFLOW"
    })
    void refusesWhatIsNoDecimalOrDoesNotFit(String text, int exponent, String error) {
        assertEquals(code(error), parseInside(text, exponent));
    }

    @ParameterizedTest
    @CsvSource({
        "12x4, -2, 2, not a decimal", "1.2.3, -2, 3, not a decimal", "1e+, -2, 3, not a decimal",
        "-, 0, 1, not a decimal", "0.1250, -2, 4, more decimals than the exponent holds at exponent -2",
        "1e30, -2, 0, too big for 64 bits at exponent -2", "'', -2, 0, 'expected a decimal, found nothing'"
    })
    void namesTextPlaceAndReasonWhenItThrows(String text, int exponent, int offset, String reason) {
        final DecimalFormatException e =
            assertThrows(DecimalFormatException.class, () -> DecimalParser.parse(text, exponent));
        assertEquals("\"" + text + "\": " + reason + " (at character " + offset + ")", e.getMessage());
        assertEquals(offset, e.offset());
    }

    @Property(tries = 20_000)
    void agreesWithBigDecimalOnAnyText(@ForAll("texts") String text, @ForAll("exponents") int exponent) {
        assertEquals(expected(text, exponent), parseInside(text, exponent), () -> text + " at " + exponent);
        assertEquals(expected(text, exponent), readPlainly(text, exponent), () -> "plain: " + text);
    }

    @Property(tries = 20_000)
    void readsBackWhatTheFormatterWrote(@ForAll long mantissa, @ForAll("exponents") int exponent) {
        final String text = DecimalFormatter.toString(mantissa, exponent);
        assertEquals(0, new BigDecimal(text).compareTo(BigDecimal.valueOf(mantissa, -exponent)));
        final long expected = mantissa <= DecimalParser.INEXACT ? DecimalParser.OVERFLOW : mantissa;
        assertEquals(expected, DecimalParser.parse(buffer(text), 0, text.length(), exponent));
    }

    @Provide
    Arbitrary<Integer> exponents() {
        return Arbitraries.integers().between(-18, 18).withDistribution(
            net.jqwik.api.RandomDistribution.gaussian(0.5));
    }

    @Provide
    Arbitrary<String> texts() {
        final Arbitrary<String> usual = Arbitraries.longs().between(0, 99_999_999_999L)
            .flatMap(m -> Arbitraries.integers().between(0, 9).map(scale -> BigDecimal.valueOf(m, scale)))
            .flatMap(d -> Arbitraries.integers().between(0, 8)
                .map(zeros -> d.toPlainString() + (d.scale() > 0 ? "0".repeat(zeros) : "")));
        final Arbitrary<String> odd = Arbitraries.strings().withChars("0123456789000.-+eE").ofMaxLength(26);
        final Arbitrary<String> wild = Arbitraries.strings().ofMaxLength(12);
        return Arbitraries.oneOf(usual, odd, wild);
    }

    private static long expected(String text, int exponent) {
        if (text.isEmpty()) {
            return DecimalParser.EMPTY;
        }
        if (!DECIMAL.matcher(text).matches()) {
            return text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)[eE][+-]?[0-9]+") ? huge(text)
                : DecimalParser.GARBAGE;
        }
        final BigDecimal value = new BigDecimal(text);
        if (value.signum() == 0) {
            return 0;
        }
        final BigDecimal plain = value.stripTrailingZeros();
        if ((long) -plain.scale() < exponent) {
            return DecimalParser.INEXACT;
        }
        if (plain.precision() - (long) plain.scale() - exponent > 40) {
            return DecimalParser.OVERFLOW;
        }
        final BigInteger mantissa = plain.scaleByPowerOfTen(-exponent).toBigIntegerExact();
        return mantissa.bitLength() > 63 || mantissa.longValueExact() <= DecimalParser.INEXACT
            ? DecimalParser.OVERFLOW : mantissa.longValueExact();
    }

    /** A power of ten with so many digits that BigDecimal refuses it. */
    private static long huge(String text) {
        final String[] parts = text.split("[eE]");
        final BigInteger power = new BigInteger(parts[1]);
        if (new BigDecimal(parts[0]).signum() == 0) {
            return 0;
        }
        if (power.bitLength() < 20) {
            return expected(parts[0] + "e" + power, 0);
        }
        return power.signum() < 0 ? DecimalParser.INEXACT : DecimalParser.OVERFLOW;
    }

    private static long code(String name) {
        return switch (name) {
            case "EMPTY" -> DecimalParser.EMPTY;
            case "GARBAGE" -> DecimalParser.GARBAGE;
            case "OVERFLOW" -> DecimalParser.OVERFLOW;
            default -> DecimalParser.INEXACT;
        };
    }

    private static UnsafeBuffer buffer(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
    }

    /** In the middle of digits, which must not be read. */
    private static long parseInside(String text, int exponent) {
        final int length = text.getBytes(StandardCharsets.UTF_8).length;
        return DecimalParser.parse(buffer("77777777" + text + "77777777"), 8, length, exponent);
    }

    private static long readPlainly(String text, int exponent) {
        return DecimalReader.read(buffer(text), 0, text.getBytes(StandardCharsets.UTF_8).length, exponent);
    }
}
