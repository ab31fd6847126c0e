package io.escapement.engine.decision;

import io.escapement.codecs.instrument.Instrument;

import java.math.BigDecimal;

/**
 * What a strategy trades.
 *
 * @param venue         as the schema spells it
 * @param symbol        the venue's own
 * @param orderQuantity of one order, base asset; on the instrument's lot grid, or its orders are denied
 */
public record TradedInstrument(String venue, String symbol, BigDecimal orderQuantity) {
    /** Whether this is about that instrument. */
    boolean is(Instrument instrument) {
        return venue.equals(instrument.venue().name()) && symbol.equals(instrument.symbol());
    }

    /** Of an order; what the instrument cannot hold becomes 0, which risk denies: so the journal tells of it. */
    long mantissa(Instrument instrument) {
        final BigDecimal scaled = orderQuantity.scaleByPowerOfTen(-instrument.quantityExponent());
        final boolean fits = scaled.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
            && scaled.stripTrailingZeros().scale() <= 0;
        return fits ? scaled.longValueExact() : 0;
    }
}
