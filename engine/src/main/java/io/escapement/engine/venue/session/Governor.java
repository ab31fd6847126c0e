package io.escapement.engine.venue.session;

import io.escapement.engine.venue.net.Backoff;
import io.escapement.engine.venue.net.RateBudget;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Decides when a venue's connections may be attempted: each behind its own jittered wait, all within the venue's
 * budget, none before the time that the venue has named. A venue that keeps failing is given up: then one attempt at a
 * slow cadence probes it, and the others wait for its success. On the transport's thread.
 */
final class Governor {
    private final EventLoop loop;
    private final RateBudget attempts;
    private final CircuitBreaker breaker;
    private final long probeNs;
    private final Runnable givenUp;
    private final Deque<Runnable> parked = new ArrayDeque<>();
    private ScheduledFuture<?> probe;
    private long notBeforeNanos;
    private boolean ended;

    /** @param givenUp called when the venue is given up */
    Governor(EventLoop loop, Budget connects, Pacing pacing, Runnable givenUp) {
        this.loop = loop;
        this.attempts = connects.open();
        this.breaker = new CircuitBreaker(pacing.failures(), TimeUnit.MILLISECONDS.toNanos(pacing.failingMs()));
        this.probeNs = TimeUnit.MILLISECONDS.toNanos(pacing.probeMs());
        this.givenUp = givenUp;
        this.notBeforeNanos = System.nanoTime();
    }

    /** Makes an attempt as soon as the budget allows it. */
    void attempt(Runnable attempt) {
        if (ended) {
            return;
        }
        if (breaker.isOpen()) {
            parked.addLast(attempt);
            return;
        }
        runWithin(attempt, () -> attempt(attempt));
    }

    /** @param again what to do once the budget may have room, where it has none now */
    private void runWithin(Runnable attempt, Runnable again) {
        final long nowNanos = System.nanoTime();
        final long waitNs = Math.max(attempts.waitNs(1, nowNanos), notBeforeNanos - nowNanos);
        if (waitNs > 0) {
            loop.schedule(again, waitNs, TimeUnit.NANOSECONDS);
        } else {
            attempts.tryTake(1, nowNanos);
            attempt.run();
        }
    }

    /** Makes an attempt after the wait. */
    void attemptAgain(Backoff backoff, Runnable attempt) {
        loop.schedule(() -> attempt(attempt), backoff.nextDelayNs(System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    /** The venue wants no attempt for some time. */
    void stayAway(long seconds) {
        if (seconds > 0) {
            final long ns = TimeUnit.SECONDS.toNanos(Math.min(seconds, TimeUnit.DAYS.toSeconds(7)));
            notBeforeNanos = Math.max(notBeforeNanos, System.nanoTime() + ns);
        }
    }

    /** An attempt has come to nothing. */
    void failed() {
        if (breaker.failed(System.nanoTime())) {
            givenUp.run();
            probeLater();
        }
    }

    private void probeLater() {
        probe = loop.schedule(() -> {
            final Runnable attempt = parked.pollFirst();
            if (attempt != null) {
                runWithin(attempt, () -> parked.addFirst(attempt));
            }
            probeLater();
        }, probeNs, TimeUnit.NANOSECONDS);
    }

    /** An attempt has succeeded: those that waited for it may go on. */
    void succeeded() {
        if (breaker.succeeded()) {
            probe.cancel(false);
            while (!parked.isEmpty()) {
                attempt(parked.pollFirst());
            }
        }
    }

    boolean isGivenUp() {
        return breaker.isOpen();
    }

    int failuresInRow() {
        return breaker.inRow();
    }

    void end() {
        ended = true;
        parked.clear();
        if (probe != null) {
            probe.cancel(false);
        }
    }
}
