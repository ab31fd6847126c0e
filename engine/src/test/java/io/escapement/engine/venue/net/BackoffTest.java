package io.escapement.engine.venue.net;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BackoffTest {
    private static final long MIN = 100;
    private static final long MAX = 1_000;
    private static final long STABLE = 10_000;

    @Test
    void doublesUpToTheGreatestWaitAndTakesARandomHalfOff() {
        final Backoff backoff = new Backoff(7, MIN, MAX, STABLE);
        final long[] whole = {100, 200, 400, 800, 1_000, 1_000, 1_000};
        for (final long expected : whole) {
            final long delay = backoff.nextDelayNs(0);
            assertTrue(delay >= expected / 2 && delay <= expected, delay + " for " + expected);
        }
    }

    @Test
    void givesTheSameWaitsForTheSameSeed() {
        assertEquals(waits(42), waits(42));
        assertTrue(!waits(42).equals(waits(43)));
    }

    @Test
    void startsOverAfterAStableConnectionOnly() {
        final Backoff backoff = new Backoff(7, MIN, MAX, STABLE);
        for (int i = 0; i < 5; i++) {
            backoff.nextDelayNs(0);
        }
        backoff.opened(0);
        assertTrue(backoff.nextDelayNs(STABLE - 1) >= MAX / 2);
        backoff.opened(0);
        assertTrue(backoff.nextDelayNs(STABLE) <= MIN);
        assertTrue(backoff.nextDelayNs(2 * STABLE) <= 2 * MIN);
        assertEquals(2, backoff.attempts());
    }

    @Test
    void neverOverflows() {
        final Backoff backoff = new Backoff(7, 1L << 40, Long.MAX_VALUE / 2, STABLE);
        for (int i = 0; i < 100; i++) {
            assertTrue(backoff.nextDelayNs(0) > 0);
        }
    }

    @Test
    void refusesSenselessWaits() {
        assertThrows(IllegalArgumentException.class, () -> new Backoff(1, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Backoff(1, 2, 1, 1));
    }

    @Test
    void keepsABudgetOverAnyStretchOfTime() {
        final RateBudget budget = new RateBudget(3, 100);
        assertTrue(budget.tryTake(1, 0));
        assertTrue(budget.tryTake(2, 50));
        assertEquals(50, budget.waitNs(1, 50));
        assertEquals(100, budget.waitNs(2, 50));
        assertTrue(!budget.tryTake(1, 99));
        assertTrue(budget.tryTake(1, 100));
        assertEquals(50, budget.waitNs(1, 100));
        assertTrue(budget.tryTake(9, 250), "more than the limit counts as the limit");
        assertEquals(100, budget.waitNs(1, 250));
    }

    private static List<Long> waits(long seed) {
        final Backoff backoff = new Backoff(seed, MIN, MAX, STABLE);
        final List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            waits.add(backoff.nextDelayNs(0));
        }
        return waits;
    }
}
