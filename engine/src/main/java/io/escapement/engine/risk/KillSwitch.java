package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.TradingState;

/** Row 9: nothing goes while trading is halted, and nothing but what reduces while it is reducing. */
final class KillSwitch implements Control {
    private final TradingSwitch trading;

    KillSwitch(TradingSwitch trading) {
        this.trading = trading;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        return switch (trading.state()) {
            case ACTIVE -> true;
            case REDUCING -> order.reduces() || deny(denial);
            default -> deny(denial);
        };
    }

    private boolean deny(Denial denial) {
        return denial.because(RiskRule.KILL_SWITCH, TradingState.ACTIVE.value(), trading.state().value());
    }
}
