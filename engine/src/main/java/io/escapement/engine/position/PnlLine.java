package io.escapement.engine.position;

import io.escapement.codecs.instrument.Instrument;

import java.math.BigDecimal;

/**
 * What one strategy earned with one instrument since the run began. Amounts are in the instrument's quote asset.
 *
 * @param quantity   held now, negative when short
 * @param realised   gross of fees
 * @param unrealised at the last mark; zero where there was none
 * @param fees       paid; negative when rebates were more
 */
public record PnlLine(
    Instrument instrument,
    int strategyId,
    BigDecimal quantity,
    BigDecimal realised,
    BigDecimal unrealised,
    BigDecimal fees) {

    /** Realised and unrealised, before fees. */
    public BigDecimal gross() {
        return realised.add(unrealised);
    }

    /** Gross less fees. */
    public BigDecimal net() {
        return gross().subtract(fees);
    }
}
