package io.escapement.engine.risk;

import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.orders.OrderTable;
import io.escapement.engine.pipeline.Slot;

/**
 * Looks at equities after every fill and with timers, tells them, and takes the reins at the limits of row 17: a loss
 * as large as its limit lets only what reduces go on; as large as so many percent of it, or with nothing left to
 * reduce, halts.
 */
final class LossWatch {
    private static final long HUNDRED = 100;
    private static final int MOST_PARTS = 16;
    /** Of all instruments' timers in one round, those that make it look: more than half of this, where there are. */
    private static final int LOOKS = 20;

    private final Ledger ledger;
    private final Markets markets;
    private final OrderTable table;
    private final TradingSwitch trading;
    private final Reins reins;
    private final RiskEffects effects;
    private final RiskConfig config;
    private long toldNs = Long.MIN_VALUE;
    private long toldPrint;
    private int nextPart = -1;

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

    /**
     * At an instrument's timer. Each instrument has its own, each second, and a look is at all of them: so of many
     * instruments only some make it look, or the work would grow with the square of their number.
     */
    void onTimer(Slot slot, int instrumentId) {
        if (instrumentId % Math.max(1, markets.count() / LOOKS) == 0) {
            look(slot);
        }
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
        tellParts(slot);
        if (!ledger.total().isKnown() || print == toldPrint) {
            return;
        }
        toldPrint = print;
        effects.equity(slot, ledger.total(), RiskEffects.EVERYBODY, Venue.NULL_VAL, RiskEffects.EVERYTHING);
        for (int i = 0; i < markets.strategyCount(); i++) {
            if (markets.strategyAt(i).equity.isKnown()) {
                effects.equity(slot, markets.strategyAt(i).equity, markets.strategyAt(i).id(), Venue.NULL_VAL,
                    RiskEffects.EVERYTHING);
            }
        }
    }

    /** Venues and instruments that have a limit, so that the next run knows; what has no place waits for its turn. */
    private void tellParts(Slot slot) {
        final int parts = markets.venueCount() + markets.count();
        int told = 0;
        for (int left = parts; left > 0 && told < MOST_PARTS; left--) {
            nextPart = (nextPart + 1) % parts;
            final boolean isVenue = nextPart < markets.venueCount();
            final VenueState venue = isVenue ? markets.venueAt(nextPart) : null;
            final InstrumentRisk market = isVenue ? null : markets.get(nextPart - markets.venueCount());
            final DayEquity equity = isVenue ? venue.equity : market.equity;
            final boolean limited = isVenue ? isLimited(venue.limits.bounds())
                : market.limits != null && isLimited(market.limits.bounds());
            if (limited && equity.isNews()) {
                effects.equity(slot, equity, RiskEffects.EVERYBODY, isVenue ? venue.venue : Venue.NULL_VAL,
                    isVenue ? RiskEffects.EVERYTHING : market.id());
                told++;
            }
        }
    }

    private static boolean isLimited(Bounds bounds) {
        return bounds.has(Bound.DAILY_LOSS) || bounds.has(Bound.DRAWDOWN);
    }

    /** Of all that would be told; the first of a run that has earned nothing is nothing to tell. */
    private long print() {
        long print = ledger.total().print(0);
        for (int i = 0; i < markets.strategyCount(); i++) {
            print = markets.strategyAt(i).equity.print(print);
        }
        return print;
    }

    long stateHash() {
        return Hashing.fold(Hashing.fold(toldNs, toldPrint), nextPart);
    }
}
