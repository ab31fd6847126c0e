package io.escapement.engine.venue.loopback.exchange;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What can be traded, with the venue's own filters.
 *
 * @param tick        smallest price step
 * @param lot         smallest quantity step
 * @param minQuantity of an order
 * @param maxQuantity of an order
 * @param minNotional of an order, in the quote asset
 */
public record TradedSymbol(String name, String base, String quote, BigDecimal tick, BigDecimal lot,
                           BigDecimal minQuantity, BigDecimal maxQuantity, BigDecimal minNotional) {
    /** Quantities of books may be finer than the lot. */
    private static final int QUANTITY_DIGITS = 8;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE / 1_000);

    /** Checks the values. */
    public TradedSymbol {
        if (tick.signum() <= 0 || lot.signum() <= 0) {
            throw new IllegalArgumentException(name + ": tick " + tick + " and lot " + lot + ", expected above 0");
        }
    }

    /** Digits of prices after the point. */
    public int priceDigits() {
        return Math.max(0, tick.stripTrailingZeros().scale());
    }

    /** Digits of our own quantities after the point. */
    public int lotDigits() {
        return Math.max(0, lot.stripTrailingZeros().scale());
    }

    Instrument instrument(final int id) {
        return new Instrument(id, Venue.BINANCE, name, base, quote, -priceDigits(), -QUANTITY_DIGITS,
            priceMantissa(tick), quantityMantissa(lot), quantityMantissa(minQuantity), quantityMantissa(maxQuantity),
            mantissa(minNotional, 8), InstrumentStatus.TRADING);
    }

    /** A price of the book, as a mantissa; what is finer than the tick's digits is cut off. */
    long priceMantissa(final BigDecimal price) {
        return mantissa(price, priceDigits());
    }

    long quantityMantissa(final BigDecimal quantity) {
        return mantissa(quantity, QUANTITY_DIGITS);
    }

    private static long mantissa(final BigDecimal value, final int digits) {
        return value.movePointRight(digits).setScale(0, RoundingMode.DOWN).min(MOST).longValueExact();
    }

    BigDecimal price(final long mantissa) {
        return BigDecimal.valueOf(mantissa, priceDigits());
    }

    BigDecimal quantity(final long mantissa) {
        return BigDecimal.valueOf(mantissa, QUANTITY_DIGITS);
    }

    boolean isOnTick(final BigDecimal price) {
        return price.signum() > 0 && price.remainder(tick).signum() == 0;
    }

    boolean isOnLot(final BigDecimal quantity) {
        return quantity.signum() > 0 && quantity.remainder(lot).signum() == 0;
    }
}
