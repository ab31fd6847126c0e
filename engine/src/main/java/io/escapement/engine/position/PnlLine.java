package io.escapement.engine.position;

import io.escapement.codecs.instrument.Instrument;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What one strategy earned with one instrument. Amounts are in the instrument's quote asset unless said otherwise.
 *
 * @param strategyId   0: nobody's, found by reconciling
 * @param quantity     held now, negative when short
 * @param realised     at average cost, gross of fees and funding
 * @param realisedFifo first in first out, likewise
 * @param unrealised   at the last mark; zero where there was none
 * @param fees         paid in the quote asset; negative when rebates were more
 * @param funding      received in the quote asset; negative when more was paid
 * @param amounts      fees and funding by asset, in the assets' own units, the quote asset included
 */
public record PnlLine(
    Instrument instrument,
    int strategyId,
    BigDecimal quantity,
    BigDecimal realised,
    BigDecimal realisedFifo,
    BigDecimal unrealised,
    BigDecimal fees,
    BigDecimal funding,
    Map<String, PnlAmounts> amounts) {

    /** Realised and unrealised, before fees and funding. */
    public BigDecimal gross() {
        return realised.add(unrealised);
    }

    /** Gross less fees, with funding, as far as they are in the quote asset. */
    public BigDecimal net() {
        return gross().subtract(fees).add(funding);
    }
}
