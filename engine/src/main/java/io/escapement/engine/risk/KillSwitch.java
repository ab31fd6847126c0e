package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.TradingState;

/**
 * Row 9: nothing goes while trading is halted, and nothing but what reduces while it is reducing, be it all trading or
 * the strategy's, or while a stop-loss closes the position. A stop-loss itself goes on as long as not all trading is
 * halted.
 */
final class KillSwitch implements Control {
    private final TradingSwitch trading;

    KillSwitch(TradingSwitch trading) {
        this.trading = trading;
    }

    @Override
    public RiskRule rule() {
        return RiskRule.KILL_SWITCH;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final TradingState all = trading.state();
        if (all == TradingState.HALTED || all != TradingState.ACTIVE && !order.reduces()) {
            return denies(denial, Scope.GLOBAL, all);
        }
        if (order.kind == ProposedOrder.Kind.CLOSING) {
            return true;
        }
        final TradingState own = order.strategy.state;
        if (own == TradingState.HALTED || own != TradingState.ACTIVE && !order.reducesOwn()) {
            return denies(denial, Scope.STRATEGY, own);
        }
        return !order.market.holdingOf(order.strategyId()).closing
            || denies(denial, Scope.INSTRUMENT, TradingState.REDUCING);
    }

    private static boolean denies(Denial denial, int scope, TradingState seen) {
        return denial.because(RiskRule.KILL_SWITCH, scope, TradingState.ACTIVE.value(), seen.value());
    }
}
