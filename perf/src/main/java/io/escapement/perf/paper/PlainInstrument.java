package io.escapement.perf.paper;

import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;

import java.math.BigDecimal;

/** An instrument's definition in decimals. Null: no limit. */
record PlainInstrument(int id, String venue, String symbol, String base, String quote, int priceScale,
    int quantityScale, BigDecimal tick, BigDecimal lot, BigDecimal least, BigDecimal most, BigDecimal leastNotional,
    BigDecimal contractSize, boolean trading, boolean spot) {

    static final int MONEY_SCALE = 8;

    static PlainInstrument read(InstrumentDefinitionDecoder told) {
        final int priceScale = -told.priceExponent();
        final int quantityScale = -told.quantityExponent();
        final BigDecimal size = told.contractSize() > 0 ? BigDecimal.valueOf(told.contractSize(), MONEY_SCALE)
            : BigDecimal.ONE;
        final boolean trading = told.status() == InstrumentStatus.TRADING;
        final BigDecimal tick = decimal(told.tickSize(), priceScale);
        final BigDecimal lot = decimal(told.lotSize(), quantityScale);
        final BigDecimal least = decimal(told.minQuantity(), quantityScale);
        final BigDecimal most = decimal(told.maxQuantity(), quantityScale);
        final BigDecimal leastNotional = decimal(told.minNotional(), MONEY_SCALE);
        final String symbol = told.symbol();
        final String base = told.baseAsset();
        return new PlainInstrument(told.instrumentId(), told.venue().name(), symbol, base, told.quoteAsset(),
            priceScale, quantityScale, tick, lot, least, most, leastNotional, size, trading,
            told.kind() != InstrumentKind.LINEAR && told.kind() != InstrumentKind.INVERSE);
    }

    private static BigDecimal decimal(long mantissa, int scale) {
        return mantissa == Long.MIN_VALUE ? null : BigDecimal.valueOf(mantissa, scale);
    }

    BigDecimal price(long mantissa) {
        return mantissa == Long.MIN_VALUE ? null : BigDecimal.valueOf(mantissa, priceScale);
    }

    BigDecimal quantity(long mantissa) {
        return mantissa == Long.MIN_VALUE ? null : BigDecimal.valueOf(mantissa, quantityScale);
    }

    /** Exact. */
    BigDecimal worth(BigDecimal price, BigDecimal quantity) {
        return price.multiply(quantity).multiply(contractSize);
    }

    static boolean isOn(BigDecimal value, BigDecimal grid) {
        return value != null && value.signum() > 0
            && (grid == null || grid.signum() <= 0 || value.remainder(grid).signum() == 0);
    }
}
