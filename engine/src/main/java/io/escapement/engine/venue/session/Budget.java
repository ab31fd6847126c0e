package io.escapement.engine.venue.session;

import io.escapement.engine.venue.net.RateBudget;

import java.util.concurrent.TimeUnit;

/**
 * At most so much within any stretch of time.
 *
 * @param amount   at least 1
 * @param windowMs length of the stretch
 */
public record Budget(int amount, long windowMs) {
    public static Budget perSecond(int amount) {
        return new Budget(amount, 1_000);
    }

    public static Budget perMinute(int amount) {
        return new Budget(amount, 60_000);
    }

    RateBudget open() {
        return new RateBudget(amount, TimeUnit.MILLISECONDS.toNanos(windowMs));
    }
}
