package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.orders.OrderTerms;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.intent;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static io.escapement.engine.risk.Proposal.MONEY;
import static io.escapement.engine.risk.Proposal.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 15: how many orders are open, and what they are worth. */
class Row15OpenOrdersTest {
    private static Control control(Proposal proposal) {
        return new OpenOrders(proposal.table, proposal.totals);
    }

    private static Proposal open(int count) {
        final Proposal proposal = new Proposal();
        for (int i = 1; i <= count; i++) {
            proposal.open(i, i % 2 == 0 ? Side.BUY : Side.SELL, 1_000_000);
        }
        return proposal;
    }

    @BadInput
    void oneRestingOrderTooManyOfTheInstrumentIsDenied() {
        final Proposal two = open(2);
        assertEquals(List.of(), two.judge(control(two)));
        final Proposal proposal = open(3);
        assertEquals(List.of(RiskRule.OPEN_ORDERS, Scope.INSTRUMENT, 3L, 4L), proposal.judge(control(proposal)));
    }

    @BadInput
    void oneTooManyOfAllIsDenied() {
        final Proposal proposal = open(4).limit(Bound.OPEN_ORDERS, 500).global(Bound.OPEN_ORDERS, 4);
        assertEquals(List.of(RiskRule.OPEN_ORDERS, Scope.GLOBAL, 4L, 5L), proposal.judge(control(proposal)));
    }

    @BadInput
    void theFirstBeyondTheLimitIsDeniedThoughNobodyHasAnsweredTheOthers() {
        final RiskFixture fixture = new RiskFixture();
        for (int i = 0; i < 61; i++) {
            fixture.harness.upstream(intent(1, 1, Side.BUY, 6_000_000, 10_000));
        }
        assertEquals("Denied 1 s1 BUY 6000000@10000 OPEN_ORDERS limit 60 observed 61",
            fixture.harness.send(timer(1)).get(60));
    }

    @BadInput
    void aFullTableIsDenied() {
        final Proposal proposal = open(64).limit(Bound.OPEN_ORDERS, 500);
        assertEquals(List.of(RiskRule.OPEN_ORDERS, Scope.NONE, 64L, 65L), proposal.judge(control(proposal)));
    }

    @BadInput
    void openOrdersWorthTooMuchTogetherAreDenied() {
        final Proposal proposal = new Proposal().global(Bound.OPEN_NOTIONAL, 25 * MONEY);
        proposal.open(1, Side.BUY, 10_000_000);
        assertEquals(List.of(), proposal.judge(control(proposal)));
        proposal.open(2, Side.SELL, 10_000_000);
        assertEquals(List.of(RiskRule.OPEN_ORDERS, Scope.GLOBAL, 25 * MONEY, 30 * MONEY),
            proposal.judge(control(proposal)));
    }

    @BadInput
    void anAmendmentThatRaisesThePriceAloneCountsWithWhatItIsWorthMore() {
        final Proposal proposal = new Proposal().global(Bound.OPEN_NOTIONAL, 10 * MONEY + 1_000_000);
        proposal.order.kind = ProposedOrder.Kind.AMEND;
        proposal.order.known = proposal.open(1, Side.BUY, 10_000_000);
        proposal.order.price = 10_010;
        assertEquals(List.of(), proposal.judge(control(proposal)));
        proposal.order.price = 10_011;
        assertEquals(List.of(RiskRule.OPEN_ORDERS, Scope.GLOBAL, 10 * MONEY + 1_000_000, 10 * MONEY + 1_100_000),
            proposal.judge(control(proposal)));
    }

    @BadInput
    void anOpenOrderWithoutAPriceMakesTheSumUnknownAndThatIsDenied() {
        final Proposal proposal = new Proposal().global(Bound.OPEN_NOTIONAL, 25 * MONEY);
        proposal.open(1, Side.BUY, 1, OrderTerms.NONE);
        assertEquals(List.of(RiskRule.OPEN_ORDERS, Scope.GLOBAL, 25 * MONEY, NONE), proposal.judge(control(proposal)));
    }

    @Property(tries = 100)
    void exactlyBelowBothCountsItGoes(@ForAll @IntRange(max = 20) int open,
                                      @ForAll @IntRange(min = 1, max = 20) int ofInstrument,
                                      @ForAll @IntRange(min = 1, max = 20) int ofAll) {
        final Proposal proposal = open(open).limit(Bound.OPEN_ORDERS, ofInstrument).global(Bound.OPEN_ORDERS, ofAll);
        assertEquals(open < ofInstrument && open < ofAll, proposal.isAllowed(control(proposal)));
    }
}
