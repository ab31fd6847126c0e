package io.escapement.engine.consolidation;

import io.escapement.codecs.decimal.Digits;
import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.WideDivision;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;

/**
 * From an instrument's own mantissas to exponent -8. Prices, and quantities of spot and linear instruments, are exact
 * or {@link #REFUSED}. A size in inverse contracts is worth {@code contracts x contractSize / price} of the base asset,
 * which is seldom a decimal: digits beyond -8 are cut off, so that the view never claims more than there is.
 *
 * <p>Multiplier and divisor are in lowest terms: a mantissa converts exactly if, and only if, the divisor divides it.
 */
public final class Conversion {
    /** The number cannot be held at -8. */
    public static final long REFUSED = Money.OVERFLOW;
    /** A contract size of one whole unit. */
    static final long ONE = Instrument.ONE;
    /** So that the sum of two prices, and its products in 128 bits, can never overflow: 23 billion whole units. */
    static final long MAX_PRICE = (1L << 61) - 1;

    private static final int MOST_DIGITS = 18;

    private final boolean inverse;
    private final long priceMultiplier;
    private final long priceDivisor;
    private final long sizeMultiplier;
    private final long sizeDivisor;

    private Conversion(boolean inverse, long priceMultiplier, long priceDivisor, long sizeMultiplier,
                       long sizeDivisor) {
        this.inverse = inverse;
        this.priceMultiplier = priceMultiplier;
        this.priceDivisor = priceDivisor;
        this.sizeMultiplier = sizeMultiplier;
        this.sizeDivisor = sizeDivisor;
    }

    /**
     * The conversion of an instrument.
     *
     * @param contractSize what one unit of quantity stands for, mantissa at -8: base asset, of inverse contracts quote
     * @return null if no such instrument's numbers can be converted
     */
    public static Conversion of(InstrumentKind kind, int priceExponent, int quantityExponent, long contractSize) {
        final int priceShift = priceExponent - Money.EXPONENT;
        if (Math.abs(priceShift) > MOST_DIGITS || Math.abs(quantityExponent) > MOST_DIGITS || contractSize <= 0) {
            return null;
        }
        final long scale = Digits.powerOfTen(Math.abs(quantityExponent));
        final boolean inverse = kind == InstrumentKind.INVERSE;
        final long priceScale = Digits.powerOfTen(Math.abs(priceShift));
        final long priceMultiplier = priceShift >= 0 ? priceScale : 1;
        final long priceDivisor = priceShift >= 0 ? 1 : priceScale;
        if (quantityExponent >= 0) {
            final long multiplier = product(contractSize, scale);
            return multiplier == REFUSED ? null
                : new Conversion(inverse, priceMultiplier, priceDivisor, multiplier, 1);
        }
        final long common = greatestCommonDivisor(contractSize, scale);
        return new Conversion(inverse, priceMultiplier, priceDivisor, contractSize / common, scale / common);
    }

    /** A price, from 1 to {@link #MAX_PRICE}, or {@link #REFUSED}. */
    public long price(long mantissa) {
        final long price = exact(mantissa, priceMultiplier, priceDivisor);
        return price > MAX_PRICE ? REFUSED : price;
    }

    /**
     * A size in the base asset; 0 if it is an inverse contract's and less than 1 at -8; or {@link #REFUSED}.
     *
     * @param price at -8
     */
    public long quantity(long mantissa, long price) {
        final long amount = exact(mantissa, sizeMultiplier, sizeDivisor);
        return !inverse || amount == REFUSED ? amount : base(amount, price);
    }

    private static long base(long quote, long price) {
        final long high = Math.multiplyHigh(quote, ONE);
        if (high >= price) {
            return REFUSED;
        }
        final long quotient = WideDivision.divide(high, quote * ONE, price);
        return quotient < 0 ? REFUSED : quotient;
    }

    private static long exact(long mantissa, long multiplier, long divisor) {
        if (mantissa <= 0) {
            return REFUSED;
        }
        if (divisor == 1) {
            return product(mantissa, multiplier);
        }
        final long quotient = mantissa / divisor;
        return quotient * divisor == mantissa ? product(quotient, multiplier) : REFUSED;
    }

    private static long product(long a, long b) {
        final long low = a * b;
        return Math.multiplyHigh(a, b) == 0 && low >= 0 ? low : REFUSED;
    }

    private static long greatestCommonDivisor(long a, long b) {
        long greater = a;
        long less = b;
        while (less != 0) {
            final long rest = greater % less;
            greater = less;
            less = rest;
        }
        return greater;
    }
}
