package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.engine.market.Wide;
import io.escapement.engine.orders.OrderTable;

/**
 * Row 11: what all positions are worth with everything open at its worst, within each scope that has a limit; and where
 * orders really go somewhere, whether the account there has what it takes, by a balance that is not too old.
 */
final class Capital implements Control {
    private static final long HUNDRED = 100;

    private final Markets markets;
    private final OrderTable table;
    private final Totals totals;
    private final long balanceAgeNs;

    Capital(Markets markets, OrderTable table, Totals totals, long balanceAgeNs) {
        this.markets = markets;
        this.table = table;
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
        return order.isBuy() ? isCovered(order, order.market.quoteBalance, bought(order), denial)
            : isCovered(order, order.market.baseBalance, sold(order), denial);
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

    /** Quote asset that all open buys and this one take. */
    private long bought(ProposedOrder order) {
        long sum = order.addedNotional();
        table.forgetIdle();
        for (int i = 0; i < table.busyCount(); i++) {
            final InstrumentRisk market = markets.of(table.busy(i));
            if (market != null && market.quoteBalance == order.market.quoteBalance
                && market.instrument.kind() == InstrumentKind.SPOT) {
                sum = Money.add(sum, market.exposure.unpriced() == 0 ? market.exposure.openBuyNotional()
                    : Money.OVERFLOW);
            }
        }
        return sum;
    }

    /** Base asset that all open sells and this one take. */
    private long sold(ProposedOrder order) {
        long sum = amount(order.market, order.added());
        table.forgetIdle();
        for (int i = 0; i < table.busyCount(); i++) {
            final InstrumentRisk market = markets.of(table.busy(i));
            if (market != null && market.baseBalance == order.market.baseBalance && market.exposure.openSell() != 0
                && market.instrument.kind() == InstrumentKind.SPOT) {
                sum = Money.add(sum, amount(market, market.exposure.openSell()));
            }
        }
        return sum;
    }

    private static long amount(InstrumentRisk market, long quantity) {
        return Money.rescale(quantity, market.instrument.quantityExponent(), Money.EXPONENT, Rounding.UP);
    }

    /** Quote asset that positions at the venue take as margin, everything open and this one at its worst. */
    private long margin(ProposedOrder order) {
        long sum = totals.worth(order.market, null, order);
        table.forgetIdle();
        for (int i = 0; i < table.busyCount(); i++) {
            final InstrumentRisk market = markets.of(table.busy(i));
            if (market != null && market != order.market && market.quoteBalance == order.market.quoteBalance
                && market.instrument.kind() != InstrumentKind.SPOT) {
                sum = Money.add(sum, totals.worth(market, null, order));
            }
        }
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
