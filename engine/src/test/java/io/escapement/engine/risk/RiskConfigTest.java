package io.escapement.engine.risk;

import io.escapement.engine.orders.OrdersConfig;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class RiskConfigTest {
    @Test
    void aGoodConfigHasNoProblems() {
        assertEquals(List.of(), RiskFixture.config().problems());
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        final InstrumentLimits bad = new InstrumentLimits("NOWHERE", " ", BigDecimal.ZERO, null,
            BigDecimal.TEN.pow(16), 0, 5_001, 0);
        final RiskConfig config = new RiskConfig(new OrdersConfig(0, 15, 0), List.of(0), List.of(bad, bad), 0, 0, 0, 0);
        final List<String> keys = config.problems().stream().map(text -> text.substring(0, text.indexOf(':'))).toList();
        assertEquals(List.of("engineId", "maxOrders", "answerTimeoutNs", "strategies", "max-open-orders",
            "max-messages", "messageWindowNs", "cancelRetryNs",
            "instruments[0].venue", "instruments[0].symbol", "instruments[0].max-order-quantity",
            "instruments[0].max-position", "instruments[0].max-order-notional", "instruments[0].price-collar-bps",
            "instruments[0].max-reference-age", "instruments[0].max-open-orders",
            "instruments[1].venue", "instruments[1].symbol", "instruments[1].max-order-quantity",
            "instruments[1].max-position", "instruments[1].max-order-notional", "instruments[1].price-collar-bps",
            "instruments[1].max-reference-age", "instruments[1].max-open-orders", "instruments[1]"), keys);
    }

    @Test
    void anOrderMayNotBeGreaterThanAPosition() {
        final InstrumentLimits limits = new InstrumentLimits("BINANCE", "BTCUSDT", new BigDecimal("2"),
            BigDecimal.TEN, BigDecimal.ONE, 1, 1, 1);
        assertEquals(List.of("max-order-quantity: 2; expected at most max-position, 1"), limits.problems());
    }
}
