package io.escapement.engine.decision;

import java.math.BigDecimal;

/**
 * What a strategy trades.
 *
 * @param venue         as the schema spells it
 * @param symbol        the venue's own
 * @param orderQuantity of one order, base asset; on the instrument's lot grid, or its orders are denied
 */
public record TradedInstrument(String venue, String symbol, BigDecimal orderQuantity) {
}
