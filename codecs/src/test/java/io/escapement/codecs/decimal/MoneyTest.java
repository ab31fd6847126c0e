package io.escapement.codecs.decimal;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MoneyTest {
    @Test
    void multipliesPriceAndQuantity() {
        // 61837.64 x 0.00056000 = 34.6290784
        assertEquals(3_462_907_840L, Money.notional(6_183_764, -2, 56_000, -8, Rounding.TRUNCATE));
        assertEquals(-3_462_907_840L, Money.notional(6_183_764, -2, -56_000, -8, Rounding.TRUNCATE));
    }

    @Test
    void roundsAsItIsTold() {
        assertEquals(2, Money.rescale(25, -9, -8, Rounding.TRUNCATE));
        assertEquals(2, Money.rescale(25, -9, -8, Rounding.HALF_EVEN));
        assertEquals(4, Money.rescale(35, -9, -8, Rounding.HALF_EVEN));
        assertEquals(3, Money.rescale(21, -9, -8, Rounding.UP));
        assertEquals(-3, Money.rescale(-21, -9, -8, Rounding.UP));
        assertEquals(-2, Money.rescale(-29, -9, -8, Rounding.TRUNCATE));
        // 0.1 % of 34.6290784 is 0.0346290784: the fee is never less
        assertEquals(3_462_908L, Money.share(3_462_907_840L, 10, -4, Rounding.UP));
    }

    @Test
    void reportsOverflowAndKeepsReportingIt() {
        final long overflow = Money.notional(Long.MAX_VALUE, 0, 2, 0, Rounding.TRUNCATE);
        assertTrue(Money.isOverflow(overflow));
        assertEquals(Money.OVERFLOW, Money.add(overflow, -1));
        assertEquals(Money.OVERFLOW, Money.subtract(1, overflow));
        assertEquals(Money.OVERFLOW, Money.share(overflow, 10, -4, Rounding.UP));
        assertEquals(Money.OVERFLOW, Money.add(Long.MAX_VALUE, 1));
        assertEquals(Money.OVERFLOW, Money.add(-Long.MAX_VALUE, -1));
        assertEquals(Money.OVERFLOW, Money.subtract(-Long.MAX_VALUE, 1));
        assertEquals(Money.OVERFLOW, Money.rescale(1, 19, 0, Rounding.TRUNCATE));
        assertEquals(0, Money.rescale(0, 40, 0, Rounding.TRUNCATE));
    }

    @Test
    void refusesExponentsThatWouldDropMoreThanEighteenDigits() {
        final Exception e = assertThrows(IllegalArgumentException.class,
            () -> Money.notional(1, -14, 1, -14, Rounding.TRUNCATE));
        assertTrue(e.getMessage().startsWith("the product has 20 digits more"), e.getMessage());
    }

    @Property(tries = 20_000)
    void agreesWithBigDecimal(@ForAll long a, @ForAll long b, @ForAll @IntRange(min = -26, max = 10) int exponent,
                              @ForAll Rounding rounding) {
        final BigInteger exact = BigDecimal.valueOf(a).multiply(BigDecimal.valueOf(b)).scaleByPowerOfTen(exponent)
            .setScale(-Money.EXPONENT, mode(rounding)).unscaledValue();
        final boolean unusable = a == Money.OVERFLOW || b == Money.OVERFLOW;
        final long expected = unusable || exact.abs().bitLength() > 63 ? Money.OVERFLOW : exact.longValue();
        assertEquals(expected, Money.product(a, b, exponent, Money.EXPONENT, rounding));
    }

    @Property(tries = 20_000)
    void dividesWideNumbersAsBigIntegerDoes(@ForAll long high, @ForAll long low, @ForAll long divisor) {
        final long d = (divisor >>> 1) + 1 < 0 ? Long.MAX_VALUE : (divisor >>> 1) + 1;
        final long h = Long.remainderUnsigned(high, d);
        final BigInteger wide = unsigned(h).shiftLeft(64).add(unsigned(low));
        assertEquals(wide.divide(BigInteger.valueOf(d)).longValue(), WideDivision.divide(h, low, d));
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }

    private static RoundingMode mode(Rounding rounding) {
        return switch (rounding) {
            case TRUNCATE -> RoundingMode.DOWN;
            case HALF_EVEN -> RoundingMode.HALF_EVEN;
            case UP -> RoundingMode.UP;
        };
    }
}
