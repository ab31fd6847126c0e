package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Row 6: messages in any window, exactly, also across its edges. */
class Row06MessageRateTest {
    private static Proposal at(long timeNs) {
        final Proposal proposal = new Proposal();
        proposal.order.eventTimeNs = timeNs;
        return proposal;
    }

    private static void send(MessageRate control, Proposal proposal, long... times) {
        for (final long time : times) {
            control.onMessage(proposal.order.market, proposal.order.strategy, time);
        }
    }

    @BadInput
    void theThousandAndFirstInASecondIsDenied() {
        final MessageRate control = new MessageRate(new RateWindow(1_000, SECOND));
        final Proposal proposal = at(SECOND - 1);
        for (int i = 0; i < 1_000; i++) {
            assertTrue(proposal.isAllowed(control));
            send(control, proposal, i);
        }
        assertEquals(List.of(RiskRule.MESSAGE_RATE, Scope.GLOBAL, 1_000L, 1_001L), proposal.judge(control));
    }

    @BadInput
    void aBurstAcrossTheEdgeOfAWindowIsDenied() {
        final MessageRate control = new MessageRate(new RateWindow(3, 1_000));
        send(control, at(0), 900, 950, 999);
        for (final long time : new long[] {999, 1_000, 1_899}) {
            assertEquals(List.of(RiskRule.MESSAGE_RATE, Scope.GLOBAL, 3L, 4L), at(time).judge(control));
        }
        assertEquals(List.of(), at(1_900).judge(control));
    }

    @BadInput
    void aClockThatJumpsBackFreesNothing() {
        final MessageRate control = new MessageRate(new RateWindow(1, 1_000));
        send(control, at(0), 5_000);
        assertEquals(List.of(RiskRule.MESSAGE_RATE, Scope.GLOBAL, 1L, 2L), at(4_000).judge(control));
        assertEquals(List.of(RiskRule.MESSAGE_RATE, Scope.GLOBAL, 1L, 2L), at(0).judge(control));
    }

    @Test
    void cancelsCountAndAStopLossIsNotStopped() {
        final MessageRate control = new MessageRate(new RateWindow(2, 1_000));
        send(control, at(0), 0, 10, 20);
        final Proposal proposal = at(1_009);
        assertEquals(List.of(RiskRule.MESSAGE_RATE, Scope.GLOBAL, 2L, 3L), proposal.judge(control));
        proposal.order.kind = ProposedOrder.Kind.CLOSING;
        assertEquals(List.of(), proposal.judge(control));
    }

    @Test
    void aStrategysOwnRateIsItsOwn() {
        final RiskConfig config = RiskFixture.strategyLimit(Bound.MESSAGES, 1);
        final Proposal proposal = new Proposal(config);
        final MessageRate control = new MessageRate(null);
        send(control, proposal, proposal.order.eventTimeNs);
        assertEquals(List.of(RiskRule.MESSAGE_RATE, Scope.STRATEGY, 1L, 2L), proposal.judge(control));
        proposal.order.strategy = proposal.markets.strategy(2);
        assertEquals(List.of(), proposal.judge(control));
    }

    @Property(tries = 300)
    void neverAreThereMoreThanTheLimitInAnyWindow(
        @ForAll @Size(max = 60) List<@LongRange(max = 40) Long> steps, @ForAll @IntRange(min = 1, max = 6) int limit,
        @ForAll @LongRange(min = 1, max = 100) long windowNs) {
        final Proposal proposal = new Proposal();
        final MessageRate control = new MessageRate(new RateWindow(limit, windowNs));
        final Deque<Long> sent = new ArrayDeque<>();
        long now = 0;
        for (final long step : steps) {
            now += step;
            final long time = now;
            sent.removeIf(earlier -> time - earlier >= windowNs);
            proposal.order.eventTimeNs = now;
            assertEquals(sent.size() < limit, proposal.isAllowed(control));
            if (sent.size() < limit) {
                send(control, proposal, now);
                sent.add(now);
            }
        }
    }
}
