package io.escapement.engine.venue.session;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CircuitBreakerTest {
    @Test
    void opensOnceAfterEnoughFailuresOverLongEnough() {
        final CircuitBreaker breaker = new CircuitBreaker(3, 100);
        assertFalse(breaker.failed(1_000));
        assertFalse(breaker.failed(1_050));
        assertFalse(breaker.failed(1_099), "too soon");
        assertFalse(breaker.isOpen());
        assertTrue(breaker.failed(1_100));
        assertTrue(breaker.isOpen());
        assertFalse(breaker.failed(1_200), "it is open already");
    }

    @Test
    void closesWithTheFirstSuccessAndBeginsToCountAnew() {
        final CircuitBreaker breaker = new CircuitBreaker(2, 0);
        breaker.failed(1);
        assertFalse(breaker.succeeded());
        assertFalse(breaker.failed(2));
        assertTrue(breaker.failed(3));
        assertTrue(breaker.succeeded());
        assertFalse(breaker.isOpen());
        assertFalse(breaker.failed(4));
    }
}
