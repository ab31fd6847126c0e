package io.escapement.engine.risk;

import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.pipeline.Slot;

/**
 * Counts fills for row 8. A strategy that has had more than it may in a window is halted until a person lets it go on;
 * more than all, a venue or an instrument may have halts everything.
 */
final class Throttle {
    private final Reins reins;
    private final Markets markets;
    private final RateWindow all;

    /** @param all null: no limit for everything together */
    Throttle(Reins reins, Markets markets, RateWindow all) {
        this.reins = reins;
        this.markets = markets;
        this.all = all;
    }

    /** @param strategy null if the config does not know it */
    void onFill(Slot slot, InstrumentRisk market, StrategyState strategy) {
        final long timeNs = slot.eventTimeNs();
        if (strategy != null && isTooMany(strategy.executions, timeNs) && !strategy.throttled) {
            strategy.throttled = true;
            reins.tighten(slot, strategy, TradingState.HALTED, Reason.REPEATED_EXECUTION, RiskRule.REPEATED_EXECUTION,
                strategy.executions.most(), strategy.executions.most() + 1L);
        }
        haltAt(slot, all, timeNs);
        haltAt(slot, market.venue.executions, timeNs);
        haltAt(slot, market.executions, timeNs);
    }

    private void haltAt(Slot slot, RateWindow window, long timeNs) {
        if (isTooMany(window, timeNs)) {
            reins.halt(slot, Reason.REPEATED_EXECUTION, RiskRule.REPEATED_EXECUTION, window.most(),
                window.most() + 1L);
        }
    }

    private static boolean isTooMany(RateWindow window, long timeNs) {
        if (window == null) {
            return false;
        }
        final boolean full = window.isFull(timeNs);
        window.add(timeNs);
        return full;
    }

    /** A person lets trading go on: the fills until now are looked at, those of strategies by {@link Reins}. */
    void forgive() {
        clear(all);
        for (int i = 0; i < markets.venueCount(); i++) {
            clear(markets.venueAt(i).executions);
        }
        for (int i = 0; i < markets.count(); i++) {
            clear(markets.get(i).executions);
        }
    }

    private static void clear(RateWindow window) {
        if (window != null) {
            window.clear();
        }
    }

    long stateHash() {
        return all == null ? 0 : all.hash(Hashing.fold(0, all.most()));
    }
}
