package io.escapement.engine.time;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EngineClockTest {
    @Test
    void epochTimeIsTheMachinesBeforeAndAfterAResample() {
        final EngineClock clock = new EngineClock();
        for (int i = 0; i < 3; i++) {
            final long before = System.currentTimeMillis();
            final long now = TimeUnit.NANOSECONDS.toMillis(clock.epochNs());
            final long after = System.currentTimeMillis();
            // A wall clock that is being corrected may move; a second is far more than that and far less than an error.
            assertTrue(now >= before - 1_000 && now <= after + 1_000, before + " " + now + " " + after);
            clock.resample();
        }
    }

    @Test
    void oneReadingServesAsLatencyStampAndAsEventTime() {
        final EngineClock clock = new EngineClock();
        final long nanos = clock.nanoTime();
        assertEquals(1_000, clock.epochNs(nanos + 1_000) - clock.epochNs(nanos));
    }
}
