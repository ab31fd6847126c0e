package io.escapement.engine.risk;

import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.Venue;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.command;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static io.escapement.engine.risk.RiskFixture.MONEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Risk goes on in a new run where it was in the one before. */
class CarriedRiskTest {
    private static final long DAY = 1_699_920_000L * SECOND;
    private static final long HELD = 20_000_000;
    private static final long COST = 20 * MONEY;

    private static RiskFixture limited() {
        final InstrumentLimits usual = RiskFixture.limits("BTCUSDT");
        return new RiskFixture(RiskFixture.config()
            .withVenues(List.of(new VenueLimits("BINANCE", Bounds.OPEN.with(Bound.DRAWDOWN, 3 * MONEY), false, false,
                100)))
            .withInstruments(List.of(new InstrumentLimits("BINANCE", "BTCUSDT", usual.maxOrderQuantity(),
                usual.maxPosition(), usual.bounds().with(Bound.DAILY_LOSS, MONEY), usual.permission(),
                usual.stopLoss()))));
    }

    @Test
    void equityOfVenuesAndInstrumentsWithLimitsIsToldWhereItChanges() {
        final RiskFixture fixture = limited();
        fixture.trade(Side.BUY, HELD, 10_000);
        fixture.harness.advance(3_600 * SECOND);
        assertEquals(List.of("Equity BINANCE -99800000 day 0 peak 200000", "Equity i1 -99800000 day 0 peak 200000",
            "Equity all -99800000 day 0 peak 200000", "Equity s1 -99800000 day 0 peak 200000",
            "Equity s2 0 day 0 peak 0"), fixture.quote(9_500, 9_502));
        assertEquals(List.of(), fixture.quote(9_500, 9_502));
        final RiskFixture open = new RiskFixture();
        open.trade(Side.BUY, HELD, 10_000);
        open.harness.advance(3_600 * SECOND);
        assertEquals(3, open.quote(9_500, 9_502).size(), "without limits of their own only the whole and strategies");
    }

    @Test
    void whatAnInstrumentLostTodayBeforeTheRestartCounts() {
        final RiskFixture fixture = limited();
        fixture.harness.send(RiskEvents.carriedPart(null, 1, DAY, MONEY, MONEY, 0));
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10000 LOSS_LIMIT limit 100000000 observed 100000000"),
            fixture.intend(Side.BUY, 10_000_000, 10_000));
        final RiskFixture nextDay = limited();
        nextDay.harness.send(RiskEvents.carriedPart(null, 1, DAY - 86_400 * SECOND, MONEY, MONEY, 0));
        assertTrue(nextDay.intend(Side.BUY, 10_000_000, 10_000).get(0).startsWith("NewOrder"));
    }

    @Test
    void theHighestThatAVenueEverHadBeforeTheRestartCounts() {
        final RiskFixture fixture = limited();
        fixture.harness.send(RiskEvents.carriedPart(Venue.BINANCE, 0, DAY, 0, 3 * MONEY, 0));
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10000 LOSS_LIMIT limit 300000000 observed 300000000"),
            fixture.intend(Side.BUY, 10_000_000, 10_000));
        final RiskFixture other = limited();
        other.harness.send(RiskEvents.carriedPart(Venue.KRAKEN, 0, DAY, 0, 3 * MONEY, 0));
        assertTrue(other.intend(Side.BUY, 10_000_000, 10_000).get(0).startsWith("NewOrder"));
    }

    private static RiskFixture trailing() {
        return new RiskFixture(RiskFixture.config().withInstruments(List.of(RiskFixture.limits("BTCUSDT")
            .withStopLoss(new StopLossRule(StopLossRule.Kind.TRAILING, 100, 200, 2, 60 * SECOND, Trigger.MARK,
                2 * SECOND)))));
    }

    @Test
    void aTrailingStopIsToldAsItMovesAndWhenItIsNoMore() {
        final RiskFixture fixture = trailing();
        fixture.trade(Side.BUY, HELD, 10_000);
        assertEquals(List.of("Stop 1 s1 9901"), fixture.harness.stops());
        fixture.quote(10_499, 10_501);
        assertEquals(List.of("Stop 1 s1 10395"), fixture.harness.stops());
        fixture.quote(10_449, 10_451);
        assertEquals(List.of(), fixture.harness.stops(), "it never goes away again");
        final long record = fixture.harness.sequence() + 1;
        assertEquals(1, fixture.quote(10_389, 10_391).size());
        assertEquals(List.of("Stop 1 s1 10395 reached"), fixture.harness.stops());
        fixture.fill(RiskFixture.id(record, 128), Side.SELL, 10_389, HELD, 0);
        assertEquals(List.of("Stop 1 s1 none"), fixture.harness.stops());
    }

    @Test
    void aTrailingStopStandsAfterARestartWhereItStoodBefore() {
        final RiskFixture fixture = trailing();
        fixture.harness.send(RiskEvents.carriedPosition(1, HELD, COST, 10_395, false));
        assertEquals(List.of(), fixture.quote(10_399, 10_401));
        assertEquals(List.of(), fixture.harness.stops(), "nothing new");
        assertEquals(1, fixture.quote(10_393, 10_395).size(), "the best was before the restart");
        final RiskFixture forgetful = trailing();
        forgetful.harness.send(RiskEvents.carriedPosition(1, HELD, COST, 0, false));
        assertEquals(List.of(), forgetful.quote(10_393, 10_395));
    }

    @Test
    void aStopThatHadBeenReachedClosesAfterTheRestartWhateverThePrice() {
        final RiskFixture fixture = trailing();
        fixture.harness.send(RiskEvents.carriedPosition(1, HELD, COST, 10_395, true));
        assertEquals(1, fixture.quote(10_999, 11_001).stream().filter(line -> line.startsWith("NewOrder")).count());
    }

    @Test
    void positionsOfStrategiesThatAreGoneCountTogether() {
        final RiskFixture fixture = new RiskFixture();
        fixture.harness.send(RiskEvents.carriedPosition(8, HELD, COST, 0, false));
        fixture.harness.send(RiskEvents.carriedPosition(9, HELD, COST, 0, false));
        fixture.harness.advance(3_600 * SECOND);
        assertTrue(fixture.quote(9_499, 9_501).contains("Equity all -200000000 day 0 peak 0"),
            "two of 0.2, one lost with each");
    }

    @Test
    void fundingThatIsToldAgainCountsOnceInThisRunAndAfterARestart() {
        final RiskFixture fixture = new RiskFixture();
        fixture.harness.send(RiskEvents.carriedFunding(5));
        fixture.harness.send(timer(1));
        fixture.harness.send(RiskEvents.funding(1, MONEY, "USDT"));
        fixture.harness.send(RiskEvents.funding(1, MONEY, "USDT"));
        fixture.harness.advance(3_600 * SECOND);
        assertEquals("Equity all 100000000 day 0 peak 100000000", fixture.quote().get(0));
        final RiskFixture again = new RiskFixture();
        again.harness.send(RiskEvents.carriedFunding(7, 1));
        again.harness.send(RiskEvents.funding(1, MONEY, "USDT"));
        again.harness.advance(3_600 * SECOND);
        assertEquals(List.of(), again.quote());
    }

    @Test
    void aKillStaysUntilAPersonResumesWithAReasonWhateverIsReconciled() {
        final RiskFixture fixture = new RiskFixture(RiskFixture.gateway());
        fixture.harness.send(RiskEvents.carryBegun());
        assertEquals(List.of("Trading ACTIVE to HALTED OPERATOR"), fixture.harness.send(RiskEvents.carried(DAY, 0, 0, 0,
            TradingState.HALTED, Reason.OPERATOR)));
        fixture.harness.send(RiskEvents.carryEnded());
        assertEquals(List.of(), fixture.harness.send(command(Command.RESUME, "Ann", "too early")),
            "the account is not reconciled");
        fixture.harness.send(RiskEvents.gateway(GatewayCondition.CONNECTED));
        fixture.harness.send(RiskEvents.gateway(GatewayCondition.RECONCILING));
        assertEquals(List.of(), fixture.harness.send(RiskEvents.gateway(GatewayCondition.RECONCILED)));
        assertEquals(1, fixture.intend(Side.BUY, 10_000_000, 10_000).stream()
            .filter(line -> line.contains("KILL_SWITCH")).count());
        assertEquals(List.of(), fixture.harness.send(command(Command.RESUME, "", "")));
        assertTrue(fixture.harness.send(command(Command.RESUME, "Ann", "I have looked")).contains(
            "Trading HALTED to ACTIVE OPERATOR"));
    }

    @Test
    void whatOnlyReconcilingOrAStopHadHaltedGoesOnByItself() {
        for (final Reason reason : List.of(Reason.RECONCILING, Reason.STOPPED)) {
            final RiskFixture fixture = new RiskFixture(RiskFixture.gateway());
            fixture.harness.send(RiskEvents.carryBegun());
            fixture.harness.send(RiskEvents.carried(DAY, 0, 0, 0, TradingState.HALTED, reason));
            fixture.harness.send(RiskEvents.carryEnded());
            fixture.harness.send(RiskEvents.gateway(GatewayCondition.RECONCILING));
            assertEquals(List.of("Trading HALTED to ACTIVE RECONCILED"),
                fixture.harness.send(RiskEvents.gateway(GatewayCondition.RECONCILED)), reason.name());
        }
    }
}
