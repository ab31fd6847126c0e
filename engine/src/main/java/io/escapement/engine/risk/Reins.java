package io.escapement.engine.risk;

import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.pipeline.Slot;

/**
 * Tightens and loosens trading, says so, and cancels what may not stay open. All trading and each strategy's go from
 * ACTIVE to REDUCING to HALTED by themselves, and back by a person only; but what was halted for reconciling alone is
 * active when everything has been reconciled.
 */
final class Reins {
    private final TradingSwitch trading;
    private final Markets markets;
    private final Ledger ledger;
    private final CancelSweep sweep;
    private final RiskEffects effects;
    /** Whether what the run before left is still to come. */
    private boolean carrying;

    Reins(TradingSwitch trading, Markets markets, Ledger ledger, CancelSweep sweep, RiskEffects effects) {
        this.trading = trading;
        this.markets = markets;
        this.ledger = ledger;
        this.sweep = sweep;
        this.effects = effects;
    }

    /** Halts all trading, and cancels everything open, again if trading is halted already. */
    void halt(Slot slot, Reason reason, RiskRule rule, long limit, long observed) {
        change(slot, TradingState.HALTED, reason, rule, limit, observed);
        sweep.all(reason);
    }

    /** Halts for a reason that has no limit. */
    void halt(Slot slot, Reason reason) {
        halt(slot, reason, null, Denial.NONE, Denial.NONE);
    }

    /** Lets only what reduces go on, and cancels the rest; nothing if trading is as tight already. */
    void reduce(Slot slot, Reason reason, RiskRule rule, long limit, long observed) {
        if (trading.state() == TradingState.ACTIVE) {
            change(slot, TradingState.REDUCING, reason, rule, limit, observed);
            sweep.opening(reason);
        }
    }

    /** Tightens a strategy's trading, and cancels its orders; nothing if it is as tight already. */
    void tighten(Slot slot, StrategyState strategy, TradingState state, Reason reason, RiskRule rule, long limit,
                 long observed) {
        if (TradingSwitch.isTighter(state, strategy.state)) {
            effects.trading(slot, strategy.state, state, reason, rule, strategy.id(), limit, observed);
            strategy.state = state;
            sweep.ofStrategy(strategy.id(), state == TradingState.HALTED, reason);
        }
    }

    /** Halts at the start until every account has been reconciled. */
    void awaitReconciling(Slot slot) {
        if (!isReconciled()) {
            change(slot, TradingState.HALTED, Reason.RECONCILING, RiskRule.RECONCILIATION, Denial.NONE, Denial.NONE);
        }
    }

    /** Halts until everything that the run before left has been taken in. */
    void awaitCarry(Slot slot) {
        carrying = true;
        awaitReconciling(slot);
    }

    /** Everything that the run before left has been taken in. */
    void carryEnded(Slot slot) {
        carrying = false;
        onReconciled(slot);
    }

    long hash(long seed) {
        return Hashing.fold(seed, carrying);
    }

    /** Whether trading is halted for nothing but that. */
    boolean isAwaiting() {
        return trading.state() == TradingState.HALTED && trading.reason() == Reason.RECONCILING;
    }

    /** An account has been reconciled. */
    void onReconciled(Slot slot) {
        if (isAwaiting() && isReconciled() && !trading.isStopped()) {
            change(slot, TradingState.ACTIVE, Reason.RECONCILED, null, Denial.NONE, Denial.NONE);
        }
    }

    boolean isReconciled() {
        if (carrying) {
            return false;
        }
        for (int i = 0; i < markets.venueCount(); i++) {
            if (!markets.venueAt(i).reconciled) {
                return false;
            }
        }
        return true;
    }

    /** Trading is as tight as an earlier run left it; what only its end or its reconciling had halted is not. */
    void carry(Slot slot, TradingState state, Reason reason) {
        if (state == TradingState.NULL_VAL || state == TradingState.ACTIVE || reason == Reason.STOPPED
            || reason == Reason.RECONCILING) {
            return;
        }
        if (isAwaiting()) {
            trading.set(TradingState.ACTIVE, Reason.NONE);
        }
        if (TradingSwitch.isTighter(state, trading.state())) {
            change(slot, state, reason, null, Denial.NONE, Denial.NONE);
        }
    }

    /**
     * A person lets all trading go on: strategies, the throttle, keys and losses too.
     *
     * @return whether anything was held back
     */
    boolean resume(Slot slot) {
        boolean changed = change(slot, TradingState.ACTIVE, Reason.OPERATOR, null, Denial.NONE, Denial.NONE);
        for (int i = 0; i < markets.strategyCount(); i++) {
            final StrategyState strategy = markets.strategyAt(i);
            if (strategy.state != TradingState.ACTIVE) {
                effects.trading(slot, strategy.state, TradingState.ACTIVE, Reason.OPERATOR, null, strategy.id(),
                    Denial.NONE, Denial.NONE);
                strategy.state = TradingState.ACTIVE;
                changed = true;
            }
            changed |= strategy.throttled;
            strategy.throttled = false;
            if (strategy.executions != null) {
                strategy.executions.clear();
            }
        }
        for (int i = 0; i < markets.venueCount(); i++) {
            final VenueState venue = markets.venueAt(i);
            changed |= venue.keyInUse;
            venue.keyInUse = false;
        }
        if (changed) {
            ledger.forgive();
        }
        return changed;
    }

    private boolean change(Slot slot, TradingState state, Reason reason, RiskRule rule, long limit, long observed) {
        final TradingState before = trading.state();
        final Reason why = trading.reason();
        if (!trading.set(state, reason)) {
            // Halted for another reason than the first: reconciling alone does not end it any more.
            if (state == TradingState.HALTED && why == Reason.RECONCILING && reason != Reason.RECONCILING) {
                trading.because(reason);
                effects.trading(slot, before, state, reason, rule, RiskEffects.EVERYBODY, limit, observed);
            }
            return false;
        }
        effects.trading(slot, before, state, reason, rule, RiskEffects.EVERYBODY, limit, observed);
        return true;
    }
}
