package io.escapement.engine.venue.session;

import io.escapement.engine.venue.net.RateBudget;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is said on connections, in virtual time. */
class OutboxTest {
    private static final long MS = 1_000_000L;

    private final VirtualTimers timers = new VirtualTimers(Long.MAX_VALUE / 2);
    private final List<Long> times = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private boolean open = true;

    private Outbox outbox(RateBudget own, RateBudget shared) {
        return new Outbox(timers, own, shared, () -> open, text -> {
            said.add(text);
            times.add(timers.nanos());
        });
    }

    private void within(int amount, long windowMs) {
        for (int i = amount; i < times.size(); i++) {
            assertTrue(times.get(i) - times.get(i - amount) >= windowMs * MS, times::toString);
        }
    }

    @Test
    void keepsTheConnectionsBudgetAndTheOrder() {
        final Outbox outbox = outbox(new Budget(3, 1_000).open(), null);
        final List<String> expected = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            outbox.send("m" + i, () -> { });
            expected.add("m" + i);
        }
        timers.pass(60_000 * MS);
        assertEquals(expected, said);
        within(3, 1_000);
        assertEquals(3_000 * MS, times.get(9) - times.get(0), "no later than need be");
    }

    @Test
    void keepsTheBudgetThatAllConnectionsShare() {
        final RateBudget shared = new Budget(4, 1_000).open();
        for (int i = 0; i < 3; i++) {
            final Outbox outbox = outbox(new Budget(3, 1_000).open(), shared);
            for (int j = 0; j < 5; j++) {
                outbox.send(i + "." + j, () -> { });
            }
        }
        timers.pass(60_000 * MS);
        assertEquals(15, said.size());
        within(4, 1_000);
    }

    @Test
    void sendsWhatIsAddedWhileAnotherIsBeingSentBehindIt() {
        final Outbox outbox = outbox(new Budget(1, 1_000).open(), null);
        outbox.send("first", () -> outbox.send("third", () -> { }));
        outbox.send("second", () -> { });
        timers.pass(5_000 * MS);
        assertEquals(List.of("first", "third", "second"), said);
    }

    @Test
    void answersAtOnceAndCountsIt() {
        final Outbox outbox = outbox(new Budget(2, 1_000).open(), null);
        outbox.send("one", () -> { });
        outbox.answer("pong");
        outbox.send("two", () -> { });
        assertEquals(List.of("one", "pong"), said);
        timers.pass(1_000 * MS);
        assertEquals(List.of("one", "pong", "two"), said);
        within(2, 1_000);
    }

    @Test
    void saysNothingOnceTheConnectionHasEnded() {
        final Outbox outbox = outbox(new Budget(1, 1_000).open(), null);
        outbox.send("one", () -> { });
        outbox.send("two", () -> { });
        open = false;
        outbox.answer("pong");
        timers.pass(5_000 * MS);
        assertEquals(List.of("one"), said);
    }
}
