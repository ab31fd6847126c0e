package io.escapement.engine.venue.session;

import io.escapement.engine.venue.net.Backoff;
import io.escapement.engine.venue.net.RateBudget;

import java.util.concurrent.TimeUnit;

/**
 * Decides when a venue's connections may be attempted: each behind its own jittered wait, all within the venue's
 * budget, none before the time that the venue has named; a line that keeps failing, at a slow cadence only. On the
 * transport's thread.
 */
final class Governor {
    private final Timers timers;
    private final RateBudget attempts;
    private final long probeNs;
    private long notBeforeNanos;
    private boolean ended;

    Governor(Timers timers, Budget connects, Pacing pacing) {
        this.timers = timers;
        this.attempts = connects.open();
        this.probeNs = TimeUnit.MILLISECONDS.toNanos(pacing.probeMs());
        this.notBeforeNanos = timers.nanos();
    }

    /** Makes an attempt as soon as the budget allows it. */
    void attempt(Runnable attempt) {
        if (ended) {
            return;
        }
        final long nowNanos = timers.nanos();
        final long waitNs = Math.max(attempts.waitNs(1, nowNanos), notBeforeNanos - nowNanos);
        if (waitNs > 0) {
            timers.after(waitNs, () -> attempt(attempt));
        } else {
            attempts.tryTake(1, nowNanos);
            attempt.run();
        }
    }

    /** Makes an attempt after the wait, which is long where the breaker is open. */
    void attemptAgain(Backoff backoff, CircuitBreaker breaker, Runnable attempt) {
        final long waitNs = backoff.nextDelayNs(timers.nanos());
        timers.after(breaker.isOpen() ? Math.max(waitNs, probeNs) : waitNs, () -> attempt(attempt));
    }

    /** The venue wants no attempt for some time. */
    void stayAway(long seconds) {
        if (seconds > 0) {
            final long ns = TimeUnit.SECONDS.toNanos(Math.min(seconds, TimeUnit.DAYS.toSeconds(7)));
            notBeforeNanos = Math.max(notBeforeNanos, timers.nanos() + ns);
        }
    }

    void end() {
        ended = true;
    }
}
