package io.escapement.engine.risk;

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
    static final OrdersConfig ORDERS = new OrdersConfig(ENGINE, 256, 5 * SECOND);

    final RiskStage risk;
    final StageHarness harness;

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
        return new RiskConfig(ORDERS, List.of(1, 2), List.of(limits("BTCUSDT")), 100, 1_000, SECOND, 2 * SECOND);
    }

    static InstrumentLimits limits(String symbol) {
        return new InstrumentLimits("BINANCE", symbol, new BigDecimal("0.2"), new BigDecimal("50"),
            new BigDecimal("5"), 60, 50, 60 * SECOND);
    }

    void quote() {
        harness.live(1, 10_000, 5_000_000, 10_002, 5_000_000).send(TestEvents.timer(1));
    }

    /** The id of the order made by the record of that sequence. */
    static long id(long sequence, int index) {
        return ClientOrderIds.of(ENGINE, sequence, index);
    }
}
