package io.escapement.engine.market;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

import static org.junit.jupiter.api.Assertions.assertEquals;

class WorthTest {
    private static Instrument instrument(InstrumentKind kind, int priceExponent, int quantityExponent, long contract) {
        return new Instrument(1, Venue.BYBIT, "X", "X", "USDT", priceExponent, quantityExponent, 1, 1, 1, 0, 0,
            InstrumentStatus.TRADING, kind, contract, "X/USDT", BookRules.of(SyncKind.RANGES));
    }

    @Property
    void isPriceTimesQuantityTimesContract(@ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long price,
                                           @ForAll @LongRange(min = -1_000_000_000L, max = 1_000_000_000L) long amount,
                                           @ForAll @LongRange(min = 1, max = 10_000_000_000L) long contract,
                                           @ForAll @IntRange(min = -9, max = 0) int priceExponent,
                                           @ForAll @IntRange(min = -8, max = 0) int quantityExponent) {
        final BigInteger exact = BigDecimal.valueOf(price, -priceExponent)
            .multiply(BigDecimal.valueOf(amount, -quantityExponent)).multiply(BigDecimal.valueOf(contract, 8))
            .setScale(8, RoundingMode.HALF_EVEN).unscaledValue();
        final boolean fits = exact.bitLength() < 64;
        final boolean contracts = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(contract)).bitLength() < 64;
        final long worth = Worth.of(instrument(InstrumentKind.LINEAR, priceExponent, quantityExponent, contract),
            price, amount, Rounding.HALF_EVEN);
        assertEquals(fits && contracts ? exact.longValue() : Money.OVERFLOW, worth);
    }

    @Test
    void aSpotQuantityIsAnAmountAndAnInverseContractIsWorthItsSize() {
        assertEquals(250_000_000, Worth.of(instrument(InstrumentKind.SPOT, -2, 0, Instrument.ONE), 125, 2,
            Rounding.UP));
        assertEquals(20_000_000_000L, Worth.of(instrument(InstrumentKind.INVERSE, -2, 0, 10_000_000_000L), 125, 2,
            Rounding.UP));
    }

    @Test
    void whatFitsNoLongIsSaidToOverflow() {
        assertEquals(Money.OVERFLOW, Worth.of(instrument(InstrumentKind.LINEAR, 0, 0, 2 * Instrument.ONE), 1,
            Long.MAX_VALUE, Rounding.UP));
    }
}
