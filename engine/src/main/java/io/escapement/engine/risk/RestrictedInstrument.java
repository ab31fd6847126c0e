package io.escapement.engine.risk;

import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.engine.risk.InstrumentLimits.Permission;

/**
 * Row 13: only instruments that are defined, open for trading at a venue that is not in maintenance, whose profit is in
 * an asset that we count, by strategies that may trade there, and only what the permission says. Denies with the status
 * seen, or the permission.
 */
final class RestrictedInstrument implements Control {
    private static final long TRADING = InstrumentStatus.TRADING.value();

    @Override
    public RiskRule rule() {
        return RiskRule.RESTRICTED_INSTRUMENT;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final InstrumentRisk market = order.market;
        if (market == null) {
            return denial.because(RiskRule.RESTRICTED_INSTRUMENT, TRADING, Denial.NONE);
        }
        if (market.instrument.status() != InstrumentStatus.TRADING) {
            return denial.because(RiskRule.RESTRICTED_INSTRUMENT, Scope.INSTRUMENT, TRADING,
                market.instrument.status().value());
        }
        if (market.venue.maintenance) {
            return denial.because(RiskRule.RESTRICTED_INSTRUMENT, Scope.VENUE, TRADING,
                InstrumentStatus.HALTED.value());
        }
        if (market.instrument.kind() == InstrumentKind.INVERSE || !market.counted) {
            return denial.because(RiskRule.RESTRICTED_INSTRUMENT, Scope.GLOBAL, TRADING,
                market.instrument.kind().value());
        }
        if (order.kind != ProposedOrder.Kind.CLOSING && !order.strategy.mayTradeAt(market.venue.venue)) {
            return denial.because(RiskRule.RESTRICTED_INSTRUMENT, Scope.STRATEGY, Denial.NONE,
                market.venue.venue.value());
        }
        return market.limits == null || order.kind == ProposedOrder.Kind.CLOSING || isPermitted(order, denial);
    }

    private static boolean isPermitted(ProposedOrder order, Denial denial) {
        final Permission permission = order.limits().permission();
        final boolean permitted = switch (permission) {
            case BOTH -> true;
            case LONG -> order.isBuy() || order.reduces();
            case REDUCE_ONLY -> order.reduces();
            case CLOSED -> false;
        };
        return permitted || denial.because(RiskRule.RESTRICTED_INSTRUMENT, Scope.INSTRUMENT, 0,
            order.worstPosition());
    }
}
