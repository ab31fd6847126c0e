package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;

/**
 * Row 17: after losing as much as may be lost in a day or from the highest equity, nothing but what reduces; nor while
 * it is not known what has been lost. That trading then goes to REDUCING and HALTED is {@link LossWatch}'s.
 */
final class LossLimit implements Control {
    private final DayEquity total;

    LossLimit(DayEquity total) {
        this.total = total;
    }

    @Override
    public RiskRule rule() {
        return RiskRule.LOSS_LIMIT;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        if (order.kind == ProposedOrder.Kind.CLOSING || order.reduces()) {
            return true;
        }
        for (int scope = Scope.GLOBAL; scope <= Scope.STRATEGY; scope++) {
            final long daily = order.bound(scope, Bound.DAILY_LOSS);
            final long drawdown = order.bound(scope, Bound.DRAWDOWN);
            if (daily == Bounds.NONE && drawdown == Bounds.NONE) {
                continue;
            }
            final DayEquity equity = of(scope, order);
            if (equity.isBegun() && !equity.isKnown()) {
                return denial.because(RiskRule.LOSS_LIMIT, scope, Math.min(daily, drawdown), Denial.NONE);
            }
            denial.compares(scope, daily, equity.dayLoss());
            denial.compares(scope, drawdown, equity.drawdown());
            if (equity.dayLoss() >= daily) {
                return denial.because(RiskRule.LOSS_LIMIT, scope, daily, equity.dayLoss());
            }
            if (equity.drawdown() >= drawdown) {
                return denial.because(RiskRule.LOSS_LIMIT, scope, drawdown, equity.drawdown());
            }
        }
        return true;
    }

    private DayEquity of(int scope, ProposedOrder order) {
        return switch (scope) {
            case Scope.VENUE -> order.market.venue.equity;
            case Scope.INSTRUMENT -> order.market.equity;
            case Scope.STRATEGY -> order.strategy.equity;
            default -> total;
        };
    }
}
