package io.escapement.engine.statistics;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class TurnTest {
    /** In a day. */
    private static final int MILLISECONDS = 86_400_000;

    @Property
    void sineAndCosineAreThoseOfTheAngle(@ForAll @IntRange(max = MILLISECONDS - 1) int time) {
        final double share = (double) time / MILLISECONDS;
        assertEquals(StrictMath.sin(2 * Math.PI * share), Turn.sin(share), 1e-15);
        assertEquals(StrictMath.cos(2 * Math.PI * share), Turn.cos(share), 1e-15);
    }

    @Test
    void theQuartersOfATurnAreExact() {
        assertEquals(List.of(0.0, 1.0, 1.0), List.of(Turn.sin(0), Turn.cos(0), Turn.sin(0.25)));
        assertEquals(List.of(-1.0, -1.0), List.of(Turn.cos(0.5), Turn.sin(0.75)));
    }

    @Test
    void nothingIsAllocated() {
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            sum += Turn.sin(i * 1e-4) + Turn.cos(i * 1e-4);
        }
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            sum += Turn.sin(i * 1e-4) + Turn.cos(i * 1e-4);
        }
        assertEquals(0, (threads.getCurrentThreadAllocatedBytes() - before) / 4096, "of " + sum);
    }
}
