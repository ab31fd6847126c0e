package io.escapement.engine.risk;

import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.Side;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.intent;
import static io.escapement.engine.pipeline.TestEvents.report;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static io.escapement.engine.risk.RiskFixture.id;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What could stand between a stop-loss and a closed position, and does not for long. A long's stop is at 99.00. */
class StopLossObstacleTest {
    private static final long HELD = 20_000_000;
    private static final StopLossRule RULE = new StopLossRule(StopLossRule.Kind.FIXED, 100, 200, 2, 60 * SECOND,
        Trigger.MARK, 2 * SECOND);

    private static RiskConfig config() {
        return RiskFixture.config().withInstruments(List.of(RiskFixture.limits("BTCUSDT").withStopLoss(RULE)));
    }

    private static RiskFixture holding(RiskConfig config) {
        final RiskFixture fixture = new RiskFixture(config);
        fixture.trade(Side.BUY, HELD, 10_000);
        return fixture;
    }

    private static List<String> fall(RiskFixture fixture) {
        return fixture.quote(9_899, 9_901);
    }

    private static List<String> later(RiskFixture fixture) {
        fixture.harness.advance(2 * SECOND);
        return fall(fixture);
    }

    private static String sell(int sequence, long quantity) {
        return "NewOrder 7-" + sequence + "-128 1 s1 SELL " + quantity + "@9851 IOC reduce";
    }

    @Test
    void aRejectedClosingIsTriedAgain() {
        final RiskFixture fixture = holding(config());
        assertEquals(List.of(sell(5, HELD)), fall(fixture));
        assertEquals(List.of(), fixture.harness.send(report(id(5, 128), 1, Side.SELL, ExecutionType.REJECTED)));
        assertEquals(List.of(sell(7, HELD)), later(fixture));
    }

    @Test
    void aClosingOfUnknownFateIsNotDoubledAndWhatItTurnsOutToHaveLeftIsClosed() {
        final RiskFixture fixture = holding(config());
        fall(fixture);
        fixture.harness.send(report(id(5, 128), 1, Side.SELL, ExecutionType.OUTCOME_UNKNOWN));
        assertEquals(List.of(), later(fixture), "it may have sold everything");
        fixture.fill(id(5, 128), Side.SELL, 9_899, HELD / 2, 0);
        assertEquals(List.of(), later(fixture), "the other half may be on its way");
        assertEquals(List.of(sell(10, HELD / 2)),
            fixture.harness.send(report(id(5, 128), 1, Side.SELL, ExecutionType.EXPIRED)), "due, as it is long ago");
    }

    @Test
    void aClosingThatNeverArrivedIsMadeAgain() {
        final RiskFixture fixture = holding(config());
        fall(fixture);
        fixture.harness.send(report(id(5, 128), 1, Side.SELL, ExecutionType.OUTCOME_UNKNOWN));
        fixture.harness.advance(2 * SECOND);
        assertEquals(List.of(sell(7, HELD)),
            fixture.harness.send(report(id(5, 128), 1, Side.SELL, ExecutionType.NOT_FOUND)));
    }

    @Test
    void aCancelThatGotLostIsSentAgainUntilTheStrategysOwnOrderMakesWay() {
        final RiskFixture fixture = holding(config());
        fixture.intend(Side.SELL, HELD, 10_030);
        assertEquals(List.of("Cancel 7-5-0 1 STOP_LOSS"), fall(fixture), "all that is held is promised to that order");
        assertEquals(List.of("Cancel 7-5-0 1 STOP_LOSS"), later(fixture));
        assertEquals(List.of(sell(8, HELD)),
            fixture.harness.send(report(id(5, 0), 1, Side.SELL, ExecutionType.CANCELLED)));
    }

    @Test
    void anotherStrategysBidInTheWayHasToGo() {
        final RiskFixture fixture = holding(config());
        fixture.harness.upstream(intent(1, 2, Side.BUY, 10_000_000, 9_960)).send(timer(1));
        assertEquals(List.of("Denied 1 s1 SELL 20000000@9851 SELF_MATCH limit 9960 observed 9851",
            "Cancel 7-5-0 1 STOP_LOSS"), fall(fixture));
        assertEquals(List.of(sell(7, HELD)), fall(fixture), "it is going");
    }

    @Test
    void theStrategysOwnCollarAndOrderLimitBindTheClosingToo() {
        final Bounds own = Bounds.OPEN.with(Bound.COLLAR, 20).with(Bound.ORDER_NOTIONAL, new BigDecimal("15"));
        final RiskFixture fixture = new RiskFixture(config().withStrategies(List.of(
            new StrategyLimits(1, own, List.of()), new StrategyLimits(2, Bounds.OPEN, List.of()))));
        fixture.trade(Side.BUY, HELD / 2, 10_000);
        fixture.trade(Side.BUY, HELD / 2, 10_000);
        assertEquals(List.of("NewOrder 7-7-128 1 s1 SELL 10000000@9881 IOC reduce"), fall(fixture));
        assertEquals(List.of("NewOrder 7-8-128 1 s1 SELL 10000000@9881 IOC reduce"), fall(fixture));
    }

    @Test
    void aHaltedMarketAndAFullListOfOrdersDoNotStopIt() {
        final ProfileRule wild = new ProfileRule(true, 1_000, 5_000, 100, 300, 5 * SECOND, 100);
        final RiskFixture fixture = new RiskFixture(config().withProfiles(wild).withGlobal(Bounds.OPEN
            .with(Bound.OPEN_ORDERS, 1).with(Bound.MESSAGES, 1_000)));
        fixture.trade(Side.BUY, HELD, 10_000);
        fixture.harness.upstream(intent(1, 2, Side.SELL, HELD, 10_040)).send(timer(1));
        fixture.harness.advance(SECOND);
        assertEquals(List.of("Profile 1 UNKNOWN to HALTED volatility none spread 505",
            "NewOrder 7-6-128 1 s1 SELL 20000000@9852 IOC"), fixture.quote(9_898, 9_903));
    }

    @Test
    void aStrategyThatMayNotTradeThereAnyMoreIsClosedAllTheSame() {
        final RiskFixture fixture = new RiskFixture(config().withStrategies(List.of(
            new StrategyLimits(1, Bounds.OPEN, List.of("KRAKEN")))));
        fixture.harness.send(RiskEvents.carriedPosition(1, HELD, 20 * RiskFixture.MONEY, 0, false));
        assertEquals(List.of(sell(4, HELD)), fall(fixture));
    }
}
