package io.escapement.engine.venue.orders;

import io.escapement.codecs.sbe.RejectCode;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BudgetTest {
    private static final long NOW = 1_000_000_007_000L;

    private final Allowance weight = new Allowance(100, 60_000, true, 10);
    private final Allowance orders = new Allowance(10, 10_000, true, 20);
    private final RequestBudget budget = new RequestBudget(List.of(weight), List.of(orders));

    @Test
    void ordersStopBeforeTheLimitAndCancelsGoOnToIt() {
        int sent = 0;
        while (budget.take(0, 1, false, NOW)) {
            sent++;
        }
        assertEquals(8, sent);
        assertTrue(budget.take(0, 1, true, NOW) && budget.take(0, 1, true, NOW));
        assertFalse(budget.take(0, 1, true, NOW));
        assertEquals(3_000, budget.waitMs(NOW));
        assertTrue(budget.take(0, 1, false, NOW + 3_000), "the calendar's next ten seconds");
    }

    @Test
    void whatTheVenueHasCountedCounts() {
        weight.observed(95, NOW);
        assertFalse(budget.take(1, 0, false, NOW));
        assertTrue(budget.take(5, 0, true, NOW));
        assertFalse(budget.take(1, 0, true, NOW));
        weight.observed(3, NOW);
        assertEquals(100, weight.used(NOW), "a count that came late does not undo ours");
        weight.limit(6_000);
        assertTrue(budget.take(1, 0, false, NOW));
    }

    @Test
    void requestThatDoesNotFitOneWindowTakesNothingOfTheOther() {
        orders.exhausted(NOW);
        assertFalse(budget.take(7, 1, true, NOW));
        assertEquals(0, weight.used(NOW));
        assertTrue(budget.take(7, 1, true, NOW + 3_000));
    }

    @Test
    void nothingIsSentWhileTheVenueWantsToHearNothing() {
        budget.close(NOW + 120_000);
        assertFalse(budget.take(0, 0, true, NOW + 119_999));
        assertEquals(120_000, budget.waitMs(NOW));
        assertTrue(budget.take(1, 1, true, NOW + 120_000));
    }

    @Test
    void noStretchOfARollingWindowHoldsMoreThanItsLimit() {
        final Allowance perSecond = new Allowance(12, 1_000, false, 0);
        final List<Long> taken = new ArrayList<>();
        for (long ms = NOW; ms < NOW + 5_000; ms += 7) {
            if (perSecond.has(1, true, ms)) {
                perSecond.take(1, ms);
                taken.add(ms);
            }
        }
        assertTrue(taken.size() >= 48, "" + taken.size());
        for (int i = 12; i < taken.size(); i++) {
            assertTrue(taken.get(i) - taken.get(i - 12) >= 1_000, "the " + i + "th");
        }
        assertEquals(taken.get(taken.size() - 12) + 1_000, perSecond.endMs(NOW + 5_000));
        perSecond.exhausted(NOW + 20_000);
        assertFalse(perSecond.has(1, true, NOW + 20_999));
        assertTrue(perSecond.has(12, true, NOW + 21_000));
    }

    @Test
    void clockThatIsOffBeyondTheWindowIsNotUsable() {
        final long second = 1_000_000_000L;
        final long nowNs = 1_700_000_000L * second;
        final VenueClock clock = new VenueClock(500_000_000L);
        assertFalse(clock.isUsable(), "not measured");
        clock.sample(nowNs, 1_700_000_000_020L, nowNs + 40_000_000L);
        assertTrue(clock.isUsable());
        assertEquals(-500_000L, clock.aheadNs());
        clock.sample(nowNs, 1_700_000_003_000L, nowNs + 10_000_000L);
        assertFalse(clock.isUsable(), "we are three seconds behind");
        assertEquals(1_700_000_003_000L, clock.venueMs(nowNs + 5_000_000L));
        clock.sample(nowNs, 1_700_000_000_000L, nowNs + 900_000_000L);
        assertFalse(clock.isUsable(), "a slow answer does not outvote a quick one");
        clock.clear();
        clock.sample(nowNs, 1_699_999_999_501L, nowNs + 1_200_000_000L);
        assertTrue(clock.isUsable(), "within what the round trip leaves open");
    }

    @Test
    void errorsAreRefusalsUnlessTheTableSaysOtherwise() {
        final RefusalTable table = new RefusalTable().refused(RejectCode.CLOCK, -1021).unknown(-1006, -1007)
            .notFound(-2013).duplicate(-4116);
        assertEquals(RejectCode.CLOCK, table.of(-1021).code());
        assertEquals(Refusal.UNKNOWN, table.of(-1007));
        assertEquals(Refusal.Fate.NOT_FOUND, table.of(-2013).fate());
        assertEquals(Refusal.Fate.DUPLICATE, table.of(-4116).fate());
        assertEquals(Refusal.OTHER, table.of(-9_999));
        for (final int status : new int[] {500, 502, 503, 504, 408, 302, 200}) {
            assertEquals(Refusal.UNKNOWN, RefusalTable.ofStatus(status), "status " + status);
        }
        assertEquals(RejectCode.RATE_LIMIT, RefusalTable.ofStatus(418).code());
        assertEquals(RejectCode.PERMISSION, RefusalTable.ofStatus(403).code());
        assertEquals(Refusal.OTHER, RefusalTable.ofStatus(400));
    }
}
