package io.escapement.engine.risk;

import io.escapement.codecs.instrument.Instrument;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Limits of one instrument in its own units.
 *
 * @param maxOrderQuantity mantissa
 * @param maxPosition      mantissa
 * @param bounds           the other ones
 */
public record Limits(
    long maxOrderQuantity,
    long maxPosition,
    Bounds bounds,
    InstrumentLimits.Permission permission,
    StopLossRule stopLoss) {

    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    /** The limits in the instrument's units, rounded down; null if one of them comes to nothing or fits no long. */
    static Limits of(InstrumentLimits limits, Instrument instrument) {
        final long quantity = mantissa(limits.maxOrderQuantity(), instrument.quantityExponent());
        final long position = mantissa(limits.maxPosition(), instrument.quantityExponent());
        if (quantity <= 0 || position <= 0) {
            return null;
        }
        return new Limits(quantity, position, limits.bounds(), limits.permission(), limits.stopLoss());
    }

    private static long mantissa(BigDecimal value, int exponent) {
        final BigInteger mantissa = value.setScale(-exponent, RoundingMode.FLOOR).unscaledValue();
        return mantissa.compareTo(MOST) > 0 ? 0 : mantissa.longValue();
    }
}
