package io.escapement.engine.market;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;

/** What a quantity of an instrument is worth in its quote asset, contract sizes counted in. */
public final class Worth {
    private static final int CONTRACT_EXPONENT = -8;

    private Worth() {
    }

    /**
     * Price times quantity times contract size; of inverse contracts, whose size is in the quote asset, quantity times
     * contract size.
     *
     * @param price    mantissa at the instrument's exponent
     * @param quantity likewise, signed
     * @return {@link Money}, signed as the quantity is, or {@link Money#OVERFLOW}
     */
    public static long of(Instrument instrument, long price, long quantity, Rounding rounding) {
        if (instrument.kind() == InstrumentKind.INVERSE) {
            return Money.product(quantity, instrument.contractSize(),
                instrument.quantityExponent() + CONTRACT_EXPONENT, Money.EXPONENT, rounding);
        }
        if (instrument.contractSize() == Instrument.ONE) {
            return Money.notional(price, instrument.priceExponent(), quantity, instrument.quantityExponent(), rounding);
        }
        final long high = Math.multiplyHigh(quantity, instrument.contractSize());
        final long amount = quantity * instrument.contractSize();
        if (high != amount >> 63) {
            return Money.OVERFLOW;
        }
        return Money.product(price, amount, instrument.priceExponent() + instrument.quantityExponent()
            + CONTRACT_EXPONENT, Money.EXPONENT, rounding);
    }
}
