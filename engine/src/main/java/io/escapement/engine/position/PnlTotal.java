package io.escapement.engine.position;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * What several positions with one quote asset earned together, in that asset.
 *
 * @param others fees and funding in other assets, which nobody has converted
 */
public record PnlTotal(
    BigDecimal realised,
    BigDecimal realisedFifo,
    BigDecimal unrealised,
    BigDecimal fees,
    BigDecimal funding,
    Map<String, PnlAmounts> others) {

    static final PnlTotal NONE = new PnlTotal(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO,
        BigDecimal.ZERO, Map.of());

    /** Realised and unrealised, before fees and funding. */
    public BigDecimal gross() {
        return realised.add(unrealised);
    }

    /** Gross less fees, with funding, without what is in other assets. */
    public BigDecimal net() {
        return gross().subtract(fees).add(funding);
    }

    PnlTotal plus(PnlLine line) {
        final Map<String, PnlAmounts> more = new TreeMap<>(others);
        line.amounts().forEach((asset, amounts) -> {
            if (!asset.equals(line.instrument().quoteAsset())) {
                more.merge(asset, amounts, PnlAmounts::plus);
            }
        });
        return new PnlTotal(realised.add(line.realised()), realisedFifo.add(line.realisedFifo()),
            unrealised.add(line.unrealised()), fees.add(line.fees()), funding.add(line.funding()), more);
    }
}
