package io.escapement.engine.monitor;

import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;

class CountersTest {
    @Test
    void aSnapshotHoldsEveryLabelAndCanBeSummedOverThoseAlike() {
        final Counters counters = new Counters();
        counters.counter("inlet0.published").setOpaque(3);
        counters.counter("inlet1.published").incrementOpaque();
        counters.counter("inlet1.waits").setOpaque(9);
        final Map<String, Long> snapshot = counters.snapshot();
        assertEquals(Map.of("inlet0.published", 3L, "inlet1.published", 1L, "inlet1.waits", 9L), snapshot);
        assertEquals(4, Counters.sum(snapshot, "inlet", ".published"));
    }
}
