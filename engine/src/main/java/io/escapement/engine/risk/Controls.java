package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.orders.OrderTable;

import java.util.EnumSet;
import java.util.Set;

/**
 * All controls in the order in which they are asked; the first that objects denies. Later ones rely on earlier ones:
 * after {@link NumericSanity} sums and products of two numbers are safe, after {@link Attribution} the strategy is
 * there, after {@link RestrictedInstrument} the instrument, after {@link LimitsPresent} its limits, after
 * {@link ReferencePresent} a live quote. {@link MessageRate} is last, so that only what is sent counts.
 */
final class Controls {
    private final Control[] inOrder;
    private final MessageRate messages;
    private final Totals totals;

    Controls(RiskConfig config, TradingSwitch trading, OrderTable table, Markets markets, DayEquity total) {
        final Guards guards = config.guards();
        totals = new Totals(markets, table, guards.markAgeNs());
        final long most = config.global().get(Bound.MESSAGES);
        messages = new MessageRate(most == Bounds.NONE ? null : new RateWindow((int) most, guards.messageWindowNs()));
        inOrder = new Control[] {
            new NumericSanity(),
            new OrderValidity(),
            new Attribution(),
            new RestrictedInstrument(),
            new LimitsPresent(config.version()),
            new Access(),
            new RepeatedExecution(),
            new KillSwitch(trading),
            new DisconnectProtection(guards.clockOffsetNs()),
            new Reconciliation(),
            new ReduceOnly(),
            new MarketReasonability(new Peers()),
            new ReferencePresent(),
            new Grid(),
            new MaxOrderQuantity(),
            new MaxOrderNotional(),
            new PriceCollar(),
            new WindowCollar(),
            new Placement(guards.trigger(), guards.markAgeNs()),
            new SelfMatch(table),
            new DuplicateOrder(table, guards.duplicateWindowNs()),
            new AllSentCounted(table),
            new MaxPosition(),
            new OpenOrders(table, totals),
            new Capital(totals, guards.balanceAgeNs()),
            new LossLimit(total),
            messages,
        };
    }

    boolean allow(ProposedOrder order, Denial denial) {
        order.judge();
        if (denial.trace() != null) {
            return explain(order, denial);
        }
        for (final Control control : inOrder) {
            if (!control.allows(order, denial)) {
                return false;
            }
        }
        return true;
    }

    /** The same, told to somebody who wants to know. */
    private boolean explain(ProposedOrder order, Denial denial) {
        denial.trace().onJudged(order.clientOrderId);
        for (final Control control : inOrder) {
            final boolean allowed = control.allows(order, denial);
            if (!allowed) {
                denial.compares(denial.scope(), denial.limit(), denial.observed());
            }
            denial.trace().onAnswered(control.rule(), control.getClass().getSimpleName(), allowed);
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    /** An order that all controls allowed is on its way. */
    void onSent(ProposedOrder order) {
        for (final Control control : inOrder) {
            control.onSent(order);
        }
    }

    /** A message is on its way to a venue; market and strategy are null where they are not known. */
    void onMessage(InstrumentRisk market, StrategyState strategy, long eventTimeNs) {
        messages.onMessage(market, strategy, eventTimeNs);
    }

    /** The mark of an instrument may be another now, or be none any more. */
    void onMark(InstrumentRisk market) {
        totals.onMark(market);
    }

    /** The rows that have a control. */
    Set<RiskRule> rows() {
        final Set<RiskRule> rows = EnumSet.noneOf(RiskRule.class);
        for (final Control control : inOrder) {
            rows.add(control.rule());
        }
        return rows;
    }

    long stateHash() {
        long hash = 0;
        for (final Control control : inOrder) {
            hash = Hashing.fold(hash, control.stateHash());
        }
        return hash;
    }
}
