package io.escapement.engine.venue.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When Bybit's server cancels for those who are away, by a clock that the test moves. */
class DisconnectCancelTest {
    private final EmbeddedChannel time = new EmbeddedChannel();
    private int cancels;
    private final DisconnectCancel timer = new DisconnectCancel(time.eventLoop(), () -> cancels++);

    @BeforeEach
    void freeze() {
        time.freezeTime();
    }

    private int after(final long milliseconds) {
        time.advanceTimeBy(milliseconds, TimeUnit.MILLISECONDS);
        time.runScheduledPendingTasks();
        return cancels;
    }

    @Test
    void nothingHappensWhereNobodyAskedForIt() {
        timer.set(3);
        timer.heard("one");
        timer.gone("one");
        assertEquals(0, after(60_000));
    }

    @Test
    void itCountsFromTheBreakOfTheLastConnection() {
        timer.set(3);
        timer.listens("one");
        timer.listens("two");
        after(2_000);
        timer.gone("one");
        timer.heard("two");
        assertEquals(0, after(2_900), "the other one lives");
        timer.gone("two");
        assertEquals(0, after(2_999));
        assertEquals(1, after(1));
        assertEquals(1, after(60_000), "once");
    }

    @Test
    void aConnectionThatComesBackInTimeStopsIt() {
        timer.set(3);
        timer.listens("one");
        timer.gone("one");
        after(2_999);
        timer.listens("again");
        after(2_000);
        timer.heard("again");
        assertEquals(0, after(2_999));
    }

    @Test
    void aConnectionThatIsSilentIsNoConnection() {
        timer.listens("one");
        assertEquals(0, after(9_999));
        timer.heard("one");
        assertEquals(0, after(9_999));
        assertEquals(1, after(1), "ten seconds is what holds unless another window is set");
        timer.heard("one");
        timer.leaves("one");
        assertEquals(1, after(60_000), "whoever leaves the topic has no timer");
    }
}
