package io.escapement.engine.paper;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class PaperConfigTest {
    @Test
    void goodConfigHasNoProblems() {
        assertEquals(List.of(), PaperConfigs.riskAverse().problems());
        assertEquals(List.of(), PaperConfigs.with(PaperConfig.Queue.POWER, 3, true, PaperConfig.Bounds.DEFAULT)
            .problems());
    }

    @Test
    void everyProblemIsNamedWithKeyValueExpectationAndExample() {
        final PaperConfig config = new PaperConfig(new PaperConfig.Latency(null, -1, 5, 0, 0), null, 11,
            new BigDecimal("1.00001"), null, false, new PaperConfig.Bounds(0, 16, 64, 64, 512));
        final List<String> expected = List.of(
            "latency.entryNs: is -1; expected a whole number from 0 to 60000000000, e.g. 1000000",
            "queue: is null; expected one of risk-averse power logarithm, e.g. risk-averse",
            "queuePower: is 11; expected a whole number from 1 to 10, e.g. 3",
            "makerFeeBps: is 1.00001; expected basis points from -1000 to 1000 with at most 4 decimals, e.g. -0.5",
            "takerFeeBps: is null; expected basis points from -1000 to 1000 with at most 4 decimals, e.g. 7.5",
            "bounds.maxInstruments: is 0; expected a whole number from 1 to 100000, e.g. 1024");
        assertEquals(expected, config.problems());
        assertEquals(String.join(System.lineSeparator(), expected), assertThrows(IllegalArgumentException.class,
            () -> new PaperVenue(config, new ConstantLatency(0, 0))).getMessage());
    }
}
