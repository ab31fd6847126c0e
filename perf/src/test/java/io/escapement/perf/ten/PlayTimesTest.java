package io.escapement.perf.ten;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class PlayTimesTest {
    @Test
    void tellsWhenSomethingWasDueByTheBeginningThatCountedWhenItCame() {
        final PlayTimes times = new PlayTimes();
        times.add(50, 0, 0);
        times.add(100, 90, 1_000);
        times.add(110, 90, 1_000);
        times.add(200, 140, 1_000);
        assertEquals(1, times.waits());
        assertEquals(90 + 20, times.dueNanos(1_400, 150, 20));
        assertEquals(140 + 20, times.dueNanos(1_400, 250, 20));
    }
}
