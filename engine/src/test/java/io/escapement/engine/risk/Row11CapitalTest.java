package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.OrderTerms;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.risk.Proposal.MONEY;
import static io.escapement.engine.risk.Proposal.NONE;
import static io.escapement.engine.risk.Proposal.allows;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 11: what everything is worth together, and what the account has. */
class Row11CapitalTest {
    private static Control control(Proposal proposal) {
        return new Capital(proposal.totals, 60 * SECOND);
    }

    private static Proposal atGateway() {
        return new Proposal(RiskFixture.gateway());
    }

    private static void holds(Balance balance, Proposal proposal, long total) {
        balance.total = total;
        balance.timeNs = proposal.order.eventTimeNs;
    }

    @Test
    void upToTheCapitalOrdersGo() {
        allows(Row11CapitalTest::control, p -> p.global(Bound.CAPITAL, 1_001_000_000L));
    }

    @BadInput
    void twoStrategiesEachWithinAndTogetherOverAreDenied() {
        final Proposal proposal = new Proposal().global(Bound.CAPITAL, 15 * MONEY);
        proposal.open(1, Side.BUY, 10_000_000);
        proposal.order.strategyId = 2;
        proposal.order.strategy = proposal.markets.strategy(2);
        assertEquals(List.of(RiskRule.CAPITAL, Scope.GLOBAL, 15 * MONEY, 20 * MONEY + 200_000),
            proposal.judge(control(proposal)));
    }

    @Test
    void theStrategysOwnCapitalCountsItsOwnOrdersOnly() {
        final Proposal proposal = new Proposal(RiskFixture.strategyLimit(Bound.CAPITAL, 15 * MONEY));
        proposal.table.add(ClientOrderIds.of(7, 3, 0), new OrderTerms().limit(1, 2, Side.BUY, 10_000, 10_000_000), 1);
        assertEquals(List.of(), proposal.judge(control(proposal)));
        proposal.open(4, Side.BUY, 10_000_000);
        assertEquals(Scope.STRATEGY, proposal.judge(control(proposal)).get(1));
    }

    @BadInput
    void aBalanceThatNobodyToldIsDenied() {
        final Proposal proposal = atGateway();
        assertEquals(List.of(RiskRule.CAPITAL, Scope.VENUE, 60 * SECOND, NONE), proposal.judge(control(proposal)));
    }

    @BadInput
    void aStaleBalanceIsDenied() {
        final Proposal proposal = atGateway();
        holds(proposal.order.market.quoteBalance, proposal, 1_000 * MONEY);
        assertEquals(List.of(), proposal.judge(control(proposal)));
        proposal.order.eventTimeNs += 61 * SECOND;
        assertEquals(List.of(RiskRule.CAPITAL, Scope.VENUE, 60 * SECOND, 61 * SECOND),
            proposal.judge(control(proposal)));
    }

    @BadInput
    void moreThanTheBalanceIsDeniedWithAllOpenOrdersInIt() {
        final Proposal proposal = atGateway();
        holds(proposal.order.market.quoteBalance, proposal, 15 * MONEY);
        assertEquals(List.of(), proposal.judge(control(proposal)));
        proposal.open(1, Side.BUY, 10_000_000);
        assertEquals(List.of(RiskRule.CAPITAL, Scope.VENUE, 15 * MONEY, 20 * MONEY),
            proposal.judge(control(proposal)));
    }

    @BadInput
    void whatHasBeenSpentSinceTheBalanceIsGone() {
        final Proposal proposal = atGateway();
        holds(proposal.order.market.quoteBalance, proposal, 15 * MONEY);
        Capital.onFill(proposal.order.market, true, 6_000_000, 6 * MONEY);
        assertEquals(List.of(RiskRule.CAPITAL, Scope.VENUE, 9 * MONEY, 10 * MONEY),
            proposal.judge(control(proposal)));
    }

    @BadInput
    void sellingWhatIsNotThereIsDenied() {
        final Proposal proposal = atGateway();
        proposal.order.side = Side.SELL;
        holds(proposal.order.market.baseBalance, proposal, 9_999_999);
        assertEquals(List.of(RiskRule.CAPITAL, Scope.VENUE, 9_999_999L, 10_000_000L),
            proposal.judge(control(proposal)));
    }

    @Test
    void contractsTakeMarginByTheLeverage() {
        final Proposal proposal = atGateway();
        proposal.kind(InstrumentKind.LINEAR, Instrument.ONE);
        holds(proposal.order.market.quoteBalance, proposal, 10 * MONEY);
        assertEquals(List.of(RiskRule.CAPITAL, Scope.VENUE, 10 * MONEY, 1_000_100_000L),
            proposal.judge(control(proposal)));
    }

    @Property(tries = 200)
    void exactlyWhatFitsWithEverythingOpenAtItsWorstGoes(
        @ForAll @Size(max = 5) List<@LongRange(min = 1, max = 1_000_000_000) Long> buys,
        @ForAll @Size(max = 5) List<@LongRange(min = 1, max = 1_000_000_000) Long> sells,
        @ForAll @LongRange(min = 1, max = 1_000_000_000) long quantity, @ForAll boolean buy,
        @ForAll @LongRange(min = 1, max = 300_000_000_000L) long limit) {
        final Proposal proposal = new Proposal().global(Bound.CAPITAL, limit);
        proposal.order.quantity = quantity;
        proposal.order.side = buy ? Side.BUY : Side.SELL;
        long up = buy ? quantity : 0;
        long down = buy ? 0 : quantity;
        long sequence = 1;
        for (final long open : buys) {
            proposal.open(sequence++, Side.BUY, open);
            up += open;
        }
        for (final long open : sells) {
            proposal.open(sequence++, Side.SELL, open);
            down += open;
        }
        // at the mid, 100.01; exponents -2 and -8 make -10, Money is -8
        final BigInteger worth = BigInteger.valueOf(Math.max(up, down)).multiply(BigInteger.valueOf(10_001))
            .add(BigInteger.valueOf(99)).divide(BigInteger.valueOf(100));
        assertEquals(worth.compareTo(BigInteger.valueOf(limit)) <= 0, proposal.isAllowed(control(proposal)));
    }
}
