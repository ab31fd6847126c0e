package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradingState;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.command;
import static io.escapement.engine.pipeline.TestEvents.intent;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static io.escapement.engine.risk.Proposal.MONEY;
import static io.escapement.engine.risk.Proposal.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Row 17: what has been lost. A loss of 1 lets only what reduces go on, one of 1.5 halts. */
class Row17LossTest {
    private static final long LOT = 20_000_000;

    private static RiskFixture fixture(Bound bound) {
        return new RiskFixture(RiskFixture.config().withGlobal(Bounds.OPEN.with(Bound.OPEN_ORDERS, 100)
            .with(Bound.MESSAGES, 1_000).with(bound, MONEY)));
    }

    @BadInput
    void aLossOfTheDaysLimitLetsOnlyWhatReducesGoOn() {
        final RiskFixture fixture = fixture(Bound.DAILY_LOSS);
        fixture.trade(Side.BUY, LOT, 10_000);
        assertEquals(List.of(), fixture.quote(9_601, 9_603), "0.796 lost");
        assertEquals(List.of("Trading ACTIVE to REDUCING LOSS_LIMIT", "Equity all -100000000 day 0 peak 200000",
            "Equity s1 -100000000 day 0 peak 200000", "Equity s2 0 day 0 peak 0"), fixture.quote(9_499, 9_501));
        assertEquals(List.of("Denied 1 s1 BUY 10000000@9500 KILL_SWITCH limit 1 observed 2"),
            fixture.intend(Side.BUY, 10_000_000, 9_500));
        assertEquals(List.of("NewOrder 7-8-0 1 s1 SELL 10000000@9500 GTC"),
            fixture.intend(Side.SELL, 10_000_000, 9_500));
    }

    @BadInput
    void aLossBeyondItHalts() {
        final RiskFixture fixture = fixture(Bound.DAILY_LOSS);
        fixture.trade(Side.BUY, LOT, 10_000);
        assertEquals("Trading ACTIVE to HALTED LOSS_LIMIT", fixture.quote(9_249, 9_251).get(0));
    }

    @Test
    void whenNothingIsLeftToReduceItHalts() {
        final RiskFixture fixture = fixture(Bound.DAILY_LOSS);
        fixture.trade(Side.BUY, LOT, 10_000);
        fixture.quote(9_499, 9_501);
        fixture.intend(Side.SELL, LOT, 9_499);
        assertEquals("Trading REDUCING to HALTED LOSS_LIMIT", fixture.fill(Side.SELL, 9_499, LOT).get(0));
    }

    @BadInput
    void theDrawdownCountsFromTheHighest() {
        final RiskFixture fixture = fixture(Bound.DRAWDOWN);
        fixture.trade(Side.BUY, LOT, 10_000);
        fixture.quote(10_999, 11_001);
        assertEquals("Trading ACTIVE to REDUCING DRAWDOWN", fixture.quote(10_499, 10_501).get(0),
            "in profit, but 1 below the highest");
    }

    @BadInput
    void feesCountAndOneInTheBaseAssetCountsAtThePriceOfTheFill() {
        final RiskFixture fixture = new RiskFixture(RiskFixture.config().withGlobal(Bounds.OPEN
            .with(Bound.OPEN_ORDERS, 100).with(Bound.MESSAGES, 1_000).with(Bound.DAILY_LOSS, 5_000_000)));
        fixture.intend(Side.BUY, LOT, 10_000);
        assertEquals("Trading ACTIVE to REDUCING LOSS_LIMIT", fixture.harness.send(RiskEvents.fill(
            RiskFixture.id(3, 0), Side.BUY, 1, 10_000, LOT, 52_100, "BTC")).get(0), "0.0521, less 0.002 to the mid");
    }

    @BadInput
    void aFeeInAnAssetWithoutAPriceCountsAsMoreThanFeesAre() {
        final RiskFixture fixture = new RiskFixture(RiskFixture.config().withGlobal(Bounds.OPEN
            .with(Bound.OPEN_ORDERS, 100).with(Bound.MESSAGES, 1_000).with(Bound.DAILY_LOSS, 4_000_000)));
        fixture.intend(Side.BUY, LOT, 10_000);
        assertEquals("Trading ACTIVE to REDUCING LOSS_LIMIT", fixture.harness.send(RiskEvents.fill(
            RiskFixture.id(3, 0), Side.BUY, 1, 10_001, LOT, 1, "BNB")).get(0), "20 bps of 20 is 0.04");
    }

    @BadInput
    void whileAPositionHasNoMarkNothingThatGrowsGoes() {
        final InstrumentRisk market = new Proposal().order.market;
        final long seen = market.goodMidTimeNs;
        assertEquals(10_001 * 1_000, market.worth(10_000_000, seen + 10 * SECOND, 10 * SECOND) / 100);
        market.jumps.onMid(seen, 2_000_000, 1, false);
        assertEquals(Money.OVERFLOW, market.worth(1, seen + 11 * SECOND, 10 * SECOND), "the last mid is not believed,"
            + " and the one before is too old");
        final Proposal proposal = new Proposal().global(Bound.DAILY_LOSS, MONEY);
        proposal.total.update(1, 0, 0);
        proposal.total.update(2, 0, Money.OVERFLOW);
        assertEquals(List.of(RiskRule.LOSS_LIMIT, Scope.GLOBAL, MONEY, NONE),
            proposal.judge(new LossLimit(proposal.total)));
    }

    @BadInput
    void aJumpingMarkIsNotBelieved() {
        final RiskFixture fixture = new RiskFixture(RiskFixture.config().withGlobal(Bounds.OPEN
            .with(Bound.OPEN_ORDERS, 100).with(Bound.MESSAGES, 1_000).with(Bound.DAILY_LOSS, MONEY)
            .with(Bound.JUMP, 200)));
        fixture.trade(Side.BUY, LOT, 10_000);
        assertEquals(List.of(), fixture.quote(8_000, 8_002), "a book that fell by a fifth at once is no mark");
    }

    @Test
    void theDayBeginsAtMidnightUtcAndThePeakGoesOn() {
        final RiskFixture fixture = fixture(Bound.DAILY_LOSS);
        fixture.trade(Side.BUY, LOT, 10_000);
        fixture.quote(9_601, 9_603);
        fixture.harness.advance(86_400 * SECOND);
        assertEquals(List.of("Equity all -79600000 day -79600000 peak 200000",
            "Equity s1 -79600000 day -79600000 peak 200000", "Equity s2 0 day 0 peak 0"), fixture.quote(9_601, 9_603));
        assertEquals(List.of(), fixture.quote(9_501, 9_503), "another 0.2 on a new day");
    }

    @Test
    void aStrategysOwnLossHaltsItAlone() {
        final RiskFixture fixture = new RiskFixture(RiskFixture.strategyLimit(Bound.DAILY_LOSS, MONEY));
        fixture.trade(Side.BUY, LOT, 10_000);
        assertEquals(List.of("Trading ACTIVE to HALTED LOSS_LIMIT"), fixture.quote(9_000, 9_002));
        assertEquals(1, fixture.harness.upstream(intent(1, 2, Side.BUY, 10_000_000, 9_001)).send(timer(1)).stream()
            .filter(line -> line.startsWith("NewOrder")).count());
    }

    @Test
    void aPersonForgivesALossAndThatIsRecorded() {
        final RiskFixture fixture = fixture(Bound.DAILY_LOSS);
        fixture.trade(Side.BUY, LOT, 10_000);
        fixture.quote(9_249, 9_251);
        assertEquals(List.of("Trading HALTED to ACTIVE OPERATOR",
            "Equity all -150000000 day -150000000 peak -150000000",
            "Equity s1 -150000000 day -150000000 peak -150000000", "Equity s2 0 day 0 peak 0"),
            fixture.harness.send(command(Command.RESUME, "Ann", "I have seen it")));
        assertEquals(List.of(), fixture.quote(9_249, 9_251));
    }

    @Test
    void dayPeakAndStateSurviveARestart() {
        final RiskFixture fixture = fixture(Bound.DRAWDOWN);
        final long day = 1_699_920_000L * SECOND;
        fixture.harness.send(RiskEvents.carried(day, 0, 3 * MONEY, 2_500_000_00L, TradingState.ACTIVE, Reason.NONE));
        assertEquals("Trading ACTIVE to HALTED DRAWDOWN", fixture.quote().get(0), "the highest was 3, now there is 0");
        final RiskFixture halted = fixture(Bound.DRAWDOWN);
        assertEquals(List.of("Trading ACTIVE to HALTED DRAWDOWN"), halted.harness.send(
            RiskEvents.carried(day, 0, 0, 0, TradingState.HALTED, Reason.DRAWDOWN)));
    }

    @Property(tries = 100)
    void equityIsCashAndMarkWhateverTheOrderOfFills(
        @ForAll @Size(min = 1, max = 10) List<@LongRange(min = 9_960, max = 10_040) Long> prices,
        @ForAll @Size(min = 10, max = 10) List<Boolean> buys) {
        final RiskFixture fixture = new RiskFixture(RiskFixture.config().withGuards(RiskFixture.guards()));
        long cash = 0;
        long position = 0;
        for (int i = 0; i < prices.size(); i++) {
            final boolean buy = buys.get(i);
            fixture.trade(buy ? Side.BUY : Side.SELL, 10_000_000, prices.get(i));
            cash += (buy ? -1 : 1) * prices.get(i) * 10_000_000 / 100;
            position += buy ? 10_000_000 : -10_000_000;
        }
        fixture.harness.advance(3_600 * SECOND);
        final List<String> lines = fixture.quote();
        final long equity = cash + position * 10_001 / 100;
        final String told = lines.isEmpty() ? "none" : lines.get(0);
        assertTrue(equity == 0 || told.startsWith("Equity all " + equity + " "), told + " for " + equity);
    }
}
