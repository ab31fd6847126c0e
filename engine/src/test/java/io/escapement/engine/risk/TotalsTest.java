package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.market.Worth;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.Exposure;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderTerms;
import io.escapement.engine.pipeline.TestEvents;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What is kept up to date from event to event is what adding everything up anew says. */
class TotalsTest {
    private static final int INSTRUMENTS = 4;
    private static final long MARK_AGE_NS = RiskFixture.guards().markAgeNs();

    private final Proposal proposal = new Proposal();
    private long sequence;

    @Property(tries = 150)
    void theyAreWhatAddingUpAnewSays(
        @ForAll @Size(min = 5, max = 40) List<@IntRange(max = 999) Integer> steps) {
        for (int id = 2; id <= INSTRUMENTS; id++) {
            proposal.harness.send(TestEvents.define(id, "S" + id));
            proposal.table.define(proposal.view.instrument(id));
            proposal.markets.define(proposal.view.instrument(id));
        }
        for (final int step : steps) {
            take(step % 7, 1 + step / 7 % INSTRUMENTS, 1 + step / 28);
            proposal.order.eventTimeNs = proposal.harness.now();
            proposal.order.judge();
            check();
        }
    }

    private void take(int kind, int id, long amount) {
        switch (kind) {
            case 0, 1 -> proposal.table.add(ClientOrderIds.of(Proposal.ENGINE, ++sequence, 0), new OrderTerms()
                .limit(id, 1 + (int) (amount % 2), kind == 0 ? Side.BUY : Side.SELL, 9_000 + amount, amount * 1_000)
                .held(true), proposal.harness.now());
            case 2 -> {
                final Order first = proposal.table.firstOpen(id);
                if (first != null) {
                    proposal.table.cancelSent(first, 1);
                }
            }
            case 3, 4 -> {
                proposal.harness.live(id, 10_000 + amount, 5_000_000, 10_002 + amount, 5_000_000)
                    .send(TestEvents.timer(id));
                market(id).onQuote(proposal.harness.now(), kind == 3 ? Bounds.NONE : 1, false);
                proposal.totals.onMark(market(id));
            }
            case 5 -> {
                proposal.harness.status(id, BookState.SUSPECT).send(TestEvents.timer(id));
                proposal.totals.onMark(market(id));
            }
            default -> proposal.harness.advance(amount * SECOND / 2);
        }
    }

    private InstrumentRisk market(int id) {
        return proposal.markets.of(id);
    }

    private void check() {
        final ProposedOrder order = proposal.order;
        proposal.totals.addUpOpen(order);
        proposal.totals.addUpWorth(order);
        long orders = 0;
        long strategyOrders = 0;
        long notional = 0;
        long worth = 0;
        long ofStrategy = 0;
        for (int id = 1; id <= INSTRUMENTS; id++) {
            final Exposure all = market(id).exposure;
            final Exposure own = market(id).exposureOf(order.strategy);
            orders += all.openOrders();
            strategyOrders += own.openOrders();
            notional = Money.add(notional, Money.add(all.openBuyNotional(), all.openSellNotional()));
            worth = Money.add(worth, worst(market(id), all));
            ofStrategy = Money.add(ofStrategy, worst(market(id), own));
        }
        final Exposure one = market(1).exposure;
        assertEquals(List.of(orders, orders, (long) one.openOrders(), strategyOrders, notional, notional,
                Money.add(one.openBuyNotional(), one.openSellNotional()), worth, worth, worst(market(1), one),
                ofStrategy),
            List.of(counted(Scope.GLOBAL), counted(Scope.VENUE), counted(Scope.INSTRUMENT), counted(Scope.STRATEGY),
                proposal.totals.openNotional(Scope.GLOBAL), proposal.totals.openNotional(Scope.VENUE),
                proposal.totals.openNotional(Scope.INSTRUMENT), proposal.totals.worstWorth(Scope.GLOBAL),
                proposal.totals.worstWorth(Scope.VENUE), proposal.totals.worstWorth(Scope.INSTRUMENT),
                proposal.totals.worstWorth(Scope.STRATEGY)));
    }

    private long counted(int scope) {
        return proposal.totals.openOrders(scope);
    }

    private long worst(InstrumentRisk market, Exposure exposure) {
        final boolean own = market == proposal.order.market;
        final long quantity = Math.max(exposure.position() + exposure.openBuy() + (own ? proposal.order.quantity : 0),
            exposure.openSell() - exposure.position());
        final long mark = market.twiceMark(proposal.harness.now(), MARK_AGE_NS) + 1 >> 1;
        final long price = own ? Math.max(mark, proposal.order.price) : mark;
        return quantity == 0 ? 0 : price == 0 ? Money.OVERFLOW
            : Worth.of(market.instrument, price, quantity, Rounding.UP);
    }
}
