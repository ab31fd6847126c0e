package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;

import java.util.List;

/** Row 10: an order belongs to a strategy that the config knows. */
final class Attribution implements Control {
    private final int[] strategyIds;

    Attribution(List<Integer> strategyIds) {
        this.strategyIds = strategyIds.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        for (final int strategyId : strategyIds) {
            if (strategyId == order.strategyId()) {
                return true;
            }
        }
        return denial.because(RiskRule.ATTRIBUTION, Denial.NONE, order.strategyId());
    }
}
