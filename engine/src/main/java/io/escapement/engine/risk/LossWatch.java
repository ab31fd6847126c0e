package io.escapement.engine.risk;

import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.orders.OrderTable;
import io.escapement.engine.pipeline.Slot;

/**
 * Looks at equities after every fill and with every timer, tells them, and takes the reins at the limits of row 17: a
 * loss as large as its limit lets only what reduces go on; as large as so many percent of it, or with nothing left to
 * reduce, halts.
 */
final class LossWatch {
    private static final long HUNDRED = 100;

    private final Ledger ledger;
    private final Markets markets;
    private final OrderTable table;
    private final TradingSwitch trading;
    private final Reins reins;
    private final RiskEffects effects;
    private final RiskConfig config;
    private long toldNs = Long.MIN_VALUE;
    private long toldPrint;

    LossWatch(Ledger ledger, Markets markets, OrderTable table, TradingSwitch trading, Reins reins,
              RiskEffects effects, RiskConfig config) {
        this.ledger = ledger;
        this.markets = markets;
        this.table = table;
        this.trading = trading;
        this.reins = reins;
        this.effects = effects;
        this.config = config;
    }

    void look(Slot slot) {
        final long timeNs = slot.eventTimeNs();
        final long dayBefore = ledger.total().dayStartTimeNs();
        ledger.update(timeNs);
        final TradingState before = trading.state();
        judgeAll(slot);
        for (int i = 0; i < markets.strategyCount(); i++) {
            judge(slot, markets.strategyAt(i));
        }
        final boolean due = toldNs == Long.MIN_VALUE || timeNs - toldNs >= config.guards().equityEveryNs();
        if (before != trading.state() || dayBefore != ledger.total().dayStartTimeNs() || due) {
            tell(slot);
        }
    }

    private void judgeAll(Slot slot) {
        final DayEquity equity = ledger.total();
        final Bounds bounds = config.global();
        if (!equity.isKnown()) {
            return;
        }
        judge(slot, equity.dayLoss(), bounds.get(Bound.DAILY_LOSS), Reason.LOSS_LIMIT);
        judge(slot, equity.drawdown(), bounds.get(Bound.DRAWDOWN), Reason.DRAWDOWN);
    }

    private void judge(Slot slot, long loss, long limit, Reason reason) {
        if (limit == Bounds.NONE || loss < limit) {
            return;
        }
        if (loss >= halting(limit) || trading.state() == TradingState.REDUCING && isDone()) {
            if (trading.state() != TradingState.HALTED) {
                reins.halt(slot, reason, RiskRule.LOSS_LIMIT, limit, loss);
            }
        } else {
            reins.reduce(slot, reason, RiskRule.LOSS_LIMIT, limit, loss);
        }
    }

    private void judge(Slot slot, StrategyState strategy) {
        final DayEquity equity = strategy.equity;
        if (equity.isKnown()) {
            judge(slot, strategy, equity.dayLoss(), strategy.limits.bounds().get(Bound.DAILY_LOSS), Reason.LOSS_LIMIT);
            judge(slot, strategy, equity.drawdown(), strategy.limits.bounds().get(Bound.DRAWDOWN), Reason.DRAWDOWN);
        }
    }

    private void judge(Slot slot, StrategyState strategy, long loss, long limit, Reason reason) {
        if (limit != Bounds.NONE && loss >= limit) {
            reins.tighten(slot, strategy, loss >= halting(limit) ? TradingState.HALTED : TradingState.REDUCING,
                reason, RiskRule.LOSS_LIMIT, limit, loss);
        }
    }

    private long halting(long limit) {
        return limit / HUNDRED * config.guards().haltPercent();
    }

    private boolean isDone() {
        return table.openCount() == 0 && ledger.isFlat();
    }

    /** Tells the equities now, where there is anything to tell. */
    void tell(Slot slot) {
        final long print = print();
        toldNs = slot.eventTimeNs();
        if (!ledger.total().isKnown() || print == toldPrint) {
            return;
        }
        toldPrint = print;
        effects.equity(slot, ledger.total(), RiskEffects.EVERYBODY);
        for (int i = 0; i < markets.strategyCount(); i++) {
            if (markets.strategyAt(i).equity.isKnown()) {
                effects.equity(slot, markets.strategyAt(i).equity, markets.strategyAt(i).id());
            }
        }
    }

    /** Of all that would be told; the first of a run that has earned nothing is nothing to tell. */
    private long print() {
        long print = print(0, ledger.total());
        for (int i = 0; i < markets.strategyCount(); i++) {
            print = print(print, markets.strategyAt(i).equity);
        }
        return print;
    }

    private static long print(long seed, DayEquity equity) {
        if (equity.equity() == 0 && equity.peak() == 0 && equity.dayStart() == 0) {
            return seed;
        }
        return Hashing.fold(Hashing.fold(Hashing.fold(Hashing.fold(seed, equity.equity()), equity.peak()),
            equity.dayStart()), equity.dayStartTimeNs());
    }

    long stateHash() {
        return Hashing.fold(toldNs, toldPrint);
    }
}
