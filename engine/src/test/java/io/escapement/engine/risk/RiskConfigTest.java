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
        assertEquals(List.of("engineId", "maxOrders", "answerTimeoutNs", "strategyIds", "maxOpenOrders", "maxMessages",
            "messageWindowNs", "cancelRetryNs",
            "instruments[0].venue", "instruments[0].symbol", "instruments[0].maxOrderQuantity",
            "instruments[0].maxOrderNotional", "instruments[0].maxPosition", "instruments[0].maxOpenOrders",
            "instruments[0].priceCollarBps", "instruments[0].maxReferenceAgeNs",
            "instruments[1].venue", "instruments[1].symbol", "instruments[1].maxOrderQuantity",
            "instruments[1].maxOrderNotional", "instruments[1].maxPosition", "instruments[1].maxOpenOrders",
            "instruments[1].priceCollarBps", "instruments[1].maxReferenceAgeNs", "instruments[1]"), keys);
        assertEquals("instruments[0].maxOrderNotional: missing; expected more than 0 and at most 1000000000000000, for"
            + " example 1000", config.problems().get(11));
    }

    @Test
    void anOrderMayNotBeGreaterThanAPosition() {
        final InstrumentLimits limits = new InstrumentLimits("BINANCE", "BTCUSDT", new BigDecimal("2"),
            BigDecimal.TEN, BigDecimal.ONE, 1, 1, 1);
        assertEquals(List.of("maxOrderQuantity: 2; expected at most maxPosition, 1"), limits.problems());
    }
}
