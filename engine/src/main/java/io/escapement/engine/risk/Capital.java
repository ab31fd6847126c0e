package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.engine.market.Wide;

/**
 * Row 11: what all positions are worth with everything open at its worst, within each scope that has a limit; and where
 * orders really go somewhere, whether the account there has what it takes, by a balance that is not too old.
 */
final class Capital implements Control {
    private static final long HUNDRED = 100;

    private final Totals totals;
    private final long balanceAgeNs;

    Capital(Totals totals, long balanceAgeNs) {
        this.totals = totals;
        this.balanceAgeNs = balanceAgeNs;
    }

    @Override
    public RiskRule rule() {
        return RiskRule.CAPITAL;
    }

    @Override
    public boolean allows(ProposedOrder order, Denial denial) {
        final boolean reduces = order.reduces();
        if (!reduces && order.tightest(Bound.CAPITAL) != Bounds.NONE && !isWithin(order, denial)) {
            return false;
        }
        if (!order.market.venue.limits.gateway() || order.kind == ProposedOrder.Kind.CLOSING) {
            return true;
        }
        if (order.instrument().kind() != InstrumentKind.SPOT) {
            return reduces || isCovered(order, order.market.quoteBalance, margin(order), denial);
        }
        final InstrumentRisk market = order.market;
        return order.isBuy()
            ? isCovered(order, market.quoteBalance, Money.add(totals.bought(market),
                order.addedNotional()), denial)
            : isCovered(order, market.baseBalance, Money.add(totals.sold(market),
                amount(market, order.added())), denial);
    }

    private boolean isWithin(ProposedOrder order, Denial denial) {
        totals.addUpWorth(order);
        for (int scope = Scope.GLOBAL; scope <= Scope.STRATEGY; scope++) {
            final long limit = order.bound(scope, Bound.CAPITAL);
            final long worst = totals.worstWorth(scope);
            denial.compares(scope, limit, worst);
            if (limit != Bounds.NONE && (worst == Money.OVERFLOW || worst > limit)) {
                return denial.because(RiskRule.CAPITAL, scope, limit, worst);
            }
        }
        return true;
    }

    private boolean isCovered(ProposedOrder order, Balance balance, long needed, Denial denial) {
        if (balance.timeNs == Balance.NEVER || order.eventTimeNs() - balance.timeNs > balanceAgeNs) {
            return denial.because(RiskRule.CAPITAL, Scope.VENUE, balanceAgeNs,
                balance.timeNs == Balance.NEVER ? Denial.NONE : order.eventTimeNs() - balance.timeNs);
        }
        final long there = balance.total - balance.spent;
        denial.compares(Scope.VENUE, there, needed);
        return needed != Money.OVERFLOW && needed <= there
            || denial.because(RiskRule.CAPITAL, Scope.VENUE, there, needed);
    }

    private static long amount(InstrumentRisk market, long quantity) {
        return Money.rescale(quantity, market.instrument.quantityExponent(), Money.EXPONENT, Rounding.UP);
    }

    /** Quote asset that positions at the venue take as margin, everything open and this one at its worst. */
    private long margin(ProposedOrder order) {
        final long sum = totals.contracts(order);
        return sum == Money.OVERFLOW ? sum
            : Wide.multiplyDivide(sum, HUNDRED, order.market.venue.limits.leverageHundredths());
    }

    /** A fill takes from a balance before the venue has told of it. */
    static void onFill(InstrumentRisk market, boolean buy, long quantity, long worth) {
        if (market.instrument.kind() != InstrumentKind.SPOT) {
            return;
        }
        final Balance balance = buy ? market.quoteBalance : market.baseBalance;
        final long taken = Money.add(balance.spent, buy ? worth : amount(market, quantity));
        balance.spent = taken == Money.OVERFLOW ? balance.total : taken;
    }
}
