package io.escapement.engine.venue.loopback.exchange;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A position.
 *
 * @param quantity below zero = short
 * @param entry    average price of it; zero where there is none
 * @param profit   realised since the start
 */
public record Position(String symbol, BigDecimal quantity, BigDecimal entry, BigDecimal profit) {
    static Position none(final String symbol) {
        return new Position(symbol, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** What a fill of this signed quantity realises. */
    BigDecimal profitOf(final BigDecimal signed, final BigDecimal price) {
        if (quantity.signum() * signed.signum() >= 0) {
            return BigDecimal.ZERO;
        }
        final BigDecimal closed = quantity.abs().min(signed.abs());
        return price.subtract(entry).multiply(closed).multiply(BigDecimal.valueOf(quantity.signum()));
    }

    /** After a fill of this signed quantity. */
    Position after(final BigDecimal signed, final BigDecimal price) {
        final BigDecimal now = quantity.add(signed);
        final BigDecimal made = profit.add(profitOf(signed, price));
        if (now.signum() == 0) {
            return new Position(symbol, BigDecimal.ZERO, BigDecimal.ZERO, made);
        }
        if (quantity.signum() * signed.signum() >= 0) {
            final BigDecimal cost = quantity.multiply(entry).add(signed.multiply(price));
            return new Position(symbol, now, cost.divide(now, MathContext.DECIMAL64), made);
        }
        return new Position(symbol, now, now.signum() == quantity.signum() ? entry : price, made);
    }
}
