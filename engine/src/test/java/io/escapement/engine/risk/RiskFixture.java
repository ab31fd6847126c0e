package io.escapement.engine.risk;

import io.escapement.codecs.sbe.Side;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.TestEvents;

import java.math.BigDecimal;
import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;

/** A risk stage that knows BTCUSDT (1), with a live book of 100.00 to 100.02. */
final class RiskFixture {
    static final int ENGINE = 7;
    static final long MONEY = TestEvents.MONEY;
    static final OrdersConfig ORDERS = new OrdersConfig(ENGINE, 256, 5 * SECOND);

    final RiskStage risk;
    final StageHarness harness;
    private long execution = 1_000;

    RiskFixture() {
        this(config());
    }

    RiskFixture(RiskConfig config, Stage... behind) {
        risk = new RiskStage(config);
        final Stage[] stages = new Stage[behind.length + 1];
        stages[0] = risk;
        System.arraycopy(behind, 0, stages, 1, behind.length);
        harness = new StageHarness(stages);
        harness.send(TestEvents.define(1, "BTCUSDT"));
        quote();
    }

    static RiskConfig config() {
        return new RiskConfig(ORDERS, List.of(1, 2), List.of(limits("BTCUSDT")), 100, 1_000, SECOND, 2 * SECOND)
            .withGuards(guards());
    }

    /** Usual ones, but equity is told once an hour, and no order is one of two unless a test says so. */
    static Guards guards() {
        return new Guards(SECOND, 2 * SECOND, 60 * SECOND, 60 * SECOND, 0, 60 * SECOND, 10 * SECOND, SECOND,
            5 * SECOND, 10 * SECOND, SECOND, 3_600 * SECOND, 0, 150, 20, Trigger.LAST, SECOND);
    }

    static InstrumentLimits limits(String symbol) {
        return new InstrumentLimits("BINANCE", symbol, new BigDecimal("0.2"), new BigDecimal("50"),
            new BigDecimal("5"), 60, 50, 60 * SECOND);
    }

    /** A config whose strategy 1 has a limit. */
    static RiskConfig strategyLimit(Bound bound, long value) {
        return config().withStrategies(List.of(new StrategyLimits(1, Bounds.OPEN.with(bound, value), List.of()),
            new StrategyLimits(2, Bounds.OPEN, List.of())));
    }

    /** A config with an account at the venue. */
    static RiskConfig gateway() {
        return config().withVenues(List.of(new VenueLimits("BINANCE", Bounds.OPEN, false, true, 100)));
    }

    List<String> quote() {
        return quote(10_000, 10_002);
    }

    List<String> quote(long bid, long ask) {
        return harness.live(1, bid, 5_000_000, ask, 5_000_000).send(TestEvents.timer(1));
    }

    /** A trade of the market, not ours. */
    List<String> trade(long price) {
        return harness.send(TestEvents.trade(1, harness.sequence(), harness.now(), price, 1, Side.BUY));
    }

    /** What becomes of an intent of strategy 1. */
    List<String> intend(Side side, long quantity, long price) {
        return harness.upstream(TestEvents.intent(1, 1, side, quantity, price)).send(TestEvents.timer(1));
    }

    /** The order of the last record is filled. */
    List<String> fill(Side side, long price, long quantity) {
        return fill(id(harness.sequence(), 0), side, price, quantity, 0);
    }

    List<String> fill(long id, Side side, long price, long quantity, long fee) {
        return harness.send(TestEvents.fill(id, 1, side, ++execution, price, quantity, fee));
    }

    /** Strategy 1 buys or sells, and is filled at once. */
    List<String> trade(Side side, long quantity, long price) {
        intend(side, quantity, price);
        return fill(side, price, quantity);
    }

    /** The id of the order made by the record of that sequence. */
    static long id(long sequence, int index) {
        return ClientOrderIds.of(ENGINE, sequence, index);
    }
}
