package io.escapement.engine.market;

import io.escapement.codecs.decimal.Money;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

import static org.junit.jupiter.api.Assertions.assertEquals;

class WideTest {
    private static final long MAX = Long.MAX_VALUE;
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    private static long expected(BigDecimal exact) {
        final BigInteger rounded = exact.setScale(0, RoundingMode.HALF_UP).toBigInteger();
        return rounded.compareTo(MOST) > 0 ? Money.OVERFLOW : rounded.longValue();
    }

    @Property(tries = 5_000)
    void multiplyDivideIsExact(@ForAll @LongRange(max = MAX) long a, @ForAll @LongRange(max = MAX) long b,
                               @ForAll @LongRange(min = 1) long divisor) {
        final BigDecimal exact = new BigDecimal(big(a).multiply(big(b)))
            .divide(new BigDecimal(divisor), 80, RoundingMode.DOWN);
        assertEquals(expected(exact), Wide.multiplyDivide(a, b, divisor));
    }

    @Property(tries = 2_000)
    void compareProductsIsExact(@ForAll @LongRange(max = MAX) long a, @ForAll @LongRange(max = MAX) long b,
                                @ForAll @LongRange(max = MAX) long c,
                                @ForAll @LongRange(max = MAX) long d) {
        assertEquals(big(a).multiply(big(b)).compareTo(big(c).multiply(big(d))), Wide.compareProducts(a, b, c, d));
        assertEquals(0, Wide.compareProducts(a, b, b, a));
    }

    @Property(tries = 2_000)
    void priceIsAmountOverQuantity(@ForAll @LongRange(max = MAX) long amount, @ForAll @LongRange(min = 1) long quantity,
                                   @ForAll @IntRange(min = -26, max = 10) int exponent) {
        final BigDecimal exact = new BigDecimal(amount).scaleByPowerOfTen(Money.EXPONENT - exponent)
            .divide(new BigDecimal(quantity), 80, RoundingMode.DOWN);
        assertEquals(expected(exact), Wide.price(amount, quantity, exponent));
    }
}
