package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.instrument.Instrument;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Limits of one instrument in its own units.
 *
 * @param maxOrderQuantity mantissa
 * @param maxOrderNotional {@code Money}
 * @param maxPosition      mantissa
 */
public record Limits(
    long maxOrderQuantity,
    long maxOrderNotional,
    long maxPosition,
    int maxOpenOrders,
    int priceCollarBps,
    long maxReferenceAgeNs) {

    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    /** The limits in the instrument's units, rounded down; null if one of them comes to nothing or fits no long. */
    static Limits of(InstrumentLimits limits, Instrument instrument) {
        final long quantity = mantissa(limits.maxOrderQuantity(), instrument.quantityExponent());
        final long notional = mantissa(limits.maxOrderNotional(), Money.EXPONENT);
        final long position = mantissa(limits.maxPosition(), instrument.quantityExponent());
        if (quantity <= 0 || notional <= 0 || position <= 0) {
            return null;
        }
        return new Limits(quantity, notional, position, limits.maxOpenOrders(), limits.priceCollarBps(),
            limits.maxReferenceAgeNs());
    }

    private static long mantissa(BigDecimal value, int exponent) {
        final BigInteger mantissa = value.setScale(-exponent, RoundingMode.FLOOR).unscaledValue();
        return mantissa.compareTo(MOST) > 0 ? 0 : mantissa.longValue();
    }
}
