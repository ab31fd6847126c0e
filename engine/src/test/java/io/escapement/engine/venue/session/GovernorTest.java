package io.escapement.engine.venue.session;

import io.escapement.engine.venue.net.Backoff;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Attempts to connect in virtual time: nothing here depends on how fast the machine is. */
class GovernorTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;
    private static final Pacing PACING = new Pacing(1, 100, 1_600, 60_000, 0, 5_000, 4, 2_000, 60_000, 30_000);

    private final VirtualTimers timers = new VirtualTimers(-5 * SECOND);
    private final List<Long> attempts = new ArrayList<>();
    private boolean venueIsBack;
    private final CircuitBreaker breaker = new CircuitBreaker(PACING.failures(), PACING.failingMs() * MS);

    private Governor governor(Budget connects) {
        return new Governor(timers, connects, PACING);
    }

    private static Backoff backoff(long seed) {
        return new Backoff(seed, PACING.reconnectMinMs() * MS, PACING.reconnectMaxMs() * MS, PACING.stableMs() * MS);
    }

    private void note() {
        attempts.add(timers.nanos());
    }

    /** Every attempt fails at once, until the venue is back. */
    private void failing(Governor governor, Backoff backoff) {
        if (venueIsBack) {
            return;
        }
        note();
        breaker.failed(timers.nanos());
        governor.attemptAgain(backoff, breaker, () -> failing(governor, backoff));
    }

    private List<Long> gaps() {
        final List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < attempts.size(); i++) {
            gaps.add(attempts.get(i) - attempts.get(i - 1));
        }
        return gaps;
    }

    @Test
    void waitsTwiceAsLongEachTimeLessARandomPartUpToTheGreatestWait() {
        for (long seed = 1; seed <= 100; seed++) {
            attempts.clear();
            final VirtualTimers own = new VirtualTimers(0);
            final Backoff backoff = backoff(seed);
            final Governor governor = new Governor(own, new Budget(1_000, 1), PACING);
            final CircuitBreaker closed = new CircuitBreaker(1_000, 0);
            attempts.add(0L);
            again(governor, backoff, closed, own);
            own.pass(20 * SECOND);
            final long[] whole = {100, 200, 400, 800, 1_600, 1_600, 1_600};
            for (int i = 0; i < whole.length; i++) {
                final long gap = gaps().get(i);
                assertTrue(gap >= whole[i] * MS / 2 && gap <= whole[i] * MS, "seed " + seed + ": " + gaps());
            }
        }
    }

    private void again(Governor governor, Backoff backoff, CircuitBreaker closed, VirtualTimers own) {
        governor.attemptAgain(backoff, closed, () -> {
            attempts.add(own.nanos());
            again(governor, backoff, closed, own);
        });
    }

    @Test
    void spreadsLinesThatFellAtOneMomentByTheirSeeds() {
        final Governor governor = governor(new Budget(1_000, 1));
        for (int line = 0; line < 20; line++) {
            governor.attemptAgain(backoff(line), breaker, this::note);
        }
        timers.pass(SECOND);
        assertEquals(20, attempts.size());
        assertTrue(attempts.stream().distinct().count() > 15, attempts::toString);
    }

    @Test
    void neverMakesMoreAttemptsInAnyStretchThanTheVenueAllows() {
        final Governor governor = governor(new Budget(3, 10_000));
        for (int line = 0; line < 11; line++) {
            governor.attempt(this::note);
        }
        timers.pass(100 * SECOND);
        assertEquals(11, attempts.size(), "and none is forgotten");
        for (int i = 3; i < attempts.size(); i++) {
            assertTrue(attempts.get(i) - attempts.get(i - 3) >= 10 * SECOND, attempts::toString);
        }
        assertEquals(30 * SECOND, attempts.get(10) - attempts.get(0), "nor later than need be");
    }

    @Test
    void staysAwayForAsLongAsTheVenueSaysAndForTheLongestOfTwoTimes() {
        final Governor governor = governor(new Budget(10, 1_000));
        governor.stayAway(30);
        governor.stayAway(5);
        governor.stayAway(0);
        final long begun = timers.nanos();
        governor.attempt(this::note);
        governor.attemptAgain(backoff(1), breaker, this::note);
        timers.pass(29 * SECOND);
        assertEquals(List.of(), attempts);
        timers.pass(2 * SECOND);
        assertEquals(List.of(begun + 30 * SECOND, begun + 30 * SECOND), attempts);
    }

    @Test
    void probesOnlyOnceAMinuteWhileTheBreakerIsOpenAndHurriesAgainOnceItHasClosed() {
        final Governor governor = governor(new Budget(1_000, 1));
        final Backoff backoff = backoff(3);
        failing(governor, backoff);
        timers.pass(10 * 60 * SECOND);
        assertTrue(breaker.isOpen());
        final List<Long> gaps = gaps();
        final int opened = (int) gaps.stream().filter(gap -> gap < 60 * SECOND).count();
        assertTrue(opened >= 3 && opened < 12, "four failures over two seconds at least: " + gaps);
        gaps.subList(opened, gaps.size()).forEach(gap -> assertEquals(60 * SECOND, gap, gaps::toString));
        venueIsBack = true;
        assertTrue(breaker.succeeded());
        backoff.opened(timers.nanos());
        timers.pass(PACING.stableMs() * MS);
        attempts.clear();
        note();
        governor.attemptAgain(backoff, breaker, this::note);
        timers.pass(SECOND);
        assertTrue(gaps().get(0) <= 100 * MS, "as after the first failure: " + gaps());
    }

    @Test
    void makesNoAttemptOnceItHasEnded() {
        final Governor governor = governor(new Budget(1, 1_000));
        governor.attempt(this::note);
        governor.attempt(this::note);
        governor.attemptAgain(backoff(1), breaker, this::note);
        governor.end();
        timers.pass(60 * SECOND);
        assertEquals(1, attempts.size());
        assertEquals(0, timers.waiting());
    }

    @Test
    void tenVenuesDroppedAtOnceKeepEachWithinItsOwnBudget() {
        final List<List<Long>> byVenue = new ArrayList<>();
        for (int venue = 0; venue < 10; venue++) {
            final List<Long> made = new ArrayList<>();
            byVenue.add(made);
            final Governor governor = governor(new Budget(2, 5_000));
            for (int line = 0; line < 6; line++) {
                governor.attemptAgain(backoff(venue * 100L + line), breaker, () -> made.add(timers.nanos()));
            }
        }
        timers.pass(60 * SECOND);
        for (final List<Long> made : byVenue) {
            assertEquals(6, made.size());
            for (int i = 2; i < made.size(); i++) {
                assertTrue(made.get(i) - made.get(i - 2) >= 5 * SECOND, made::toString);
            }
        }
        assertTrue(byVenue.stream().map(made -> made.get(0)).distinct().count() > 8, "not all at one moment");
    }
}
