package io.escapement.engine.position;

import java.math.BigDecimal;

/** Fees paid and funding received in one asset; either may be negative. */
public record PnlAmounts(BigDecimal fees, BigDecimal funding) {
    static final PnlAmounts NONE = new PnlAmounts(BigDecimal.ZERO, BigDecimal.ZERO);

    PnlAmounts plus(PnlAmounts other) {
        return new PnlAmounts(fees.add(other.fees), funding.add(other.funding));
    }
}
