package io.escapement.engine.paper;

import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The vectors that were worked out by hand, run through the whole matching. */
class QueueVectorsTest {
    private static final long UNIT = 10_000_000;
    private static final int EXPONENT = -7;

    @Test
    void printsOf80And30And50AgainstAFrontOf100Fill0And10And40() {
        final MatchingRig rig = new MatchingRig();
        rig.bid(10, 100).ask(11, 100);
        final PaperOrder order = rig.order(1, Side.BUY, TimeInForce.GTC, 10, 50);
        rig.said("1 ACCEPTED");

        rig.print(Side.SELL, 10, 80).said();
        assertEquals(20, order.front());
        rig.print(Side.SELL, 10, 30).said("1 FILL 10@10 MAKER");
        rig.print(Side.SELL, 10, 50).said("1 FILL 40@10 MAKER");
        assertEquals(50, order.cumulative());
    }

    @Test
    void queueStaysWherePrintsHaveLeftItUnderRiskAverse() {
        assertEquals(700_000_000, frontAfterDecrease(PaperConfig.Queue.RISK_AVERSE, 1));
    }

    @Test
    void queueMovesToTheVectorUnderPower1() {
        assertEquals(641_666_667, frontAfterDecrease(PaperConfig.Queue.POWER, 1));
    }

    @Test
    void queueMovesToTheVectorUnderPower3() {
        assertEquals(626_709_402, frontAfterDecrease(PaperConfig.Queue.POWER, 3));
    }

    @Test
    void queueMovesToTheVectorUnderTheLogarithm() {
        assertEquals(647_981_243, frontAfterDecrease(PaperConfig.Queue.LOGARITHM, 1));
    }

    /** Front 100, 50 join behind, a print of 30, then the level shrinks from 150 to 110: 10 are not explained. */
    private static long frontAfterDecrease(PaperConfig.Queue queue, int power) {
        final MatchingRig rig = new MatchingRig(PaperConfigs.instrument(0, EXPONENT),
            PaperConfigs.of(queue, power, false));
        rig.bid(10, 100 * UNIT).ask(11, 100 * UNIT);
        final PaperOrder order = rig.order(1, Side.BUY, TimeInForce.GTC, 10, 5 * UNIT);
        rig.bid(10, 150 * UNIT);
        assertEquals(100 * UNIT, order.front());
        rig.print(Side.SELL, 10, 30 * UNIT);
        assertEquals(70 * UNIT, order.front());
        rig.bid(10, 110 * UNIT);
        return order.front();
    }

    @Test
    void nothingBeforeAndNothingBehindCountsAsBehind() {
        for (final ProbabilityQueue queue : models()) {
            assertEquals(0, queue.front(0, 10, 10, 5));
            assertEquals(0, queue.front(0, 0, 0, 0));
        }
    }

    @Test
    void frontIsNeverBelowZeroNorAboveTheLevel() {
        for (final ProbabilityQueue queue : models()) {
            for (long front = 0; front <= 40; front++) {
                for (long now = 0; now <= 40; now++) {
                    final long next = queue.front(front, 40, 3, now);
                    assertEquals(Math.max(0, Math.min(next, Math.min(front, now))), next, front + " " + now);
                }
            }
        }
    }

    @Test
    void whatTheBackCannotBearFallsBeforeUs() {
        // Front 40, back 60, 90 vanish: 69.4 of them would be behind, where only 60 are; so 30 fall before us.
        assertEquals(10, ProbabilityQueue.power(3, 0).front(40, 100, 0, 10));
    }

    @Test
    void aPowerBelow1IsRefused() {
        assertEquals("the power of a queue model is at least 1, got 0",
            assertThrows(IllegalArgumentException.class, () -> ProbabilityQueue.power(0, 0)).getMessage());
    }

    private static ProbabilityQueue[] models() {
        return new ProbabilityQueue[] {
            ProbabilityQueue.power(1, 0), ProbabilityQueue.power(2, 0), ProbabilityQueue.power(3, 0),
            ProbabilityQueue.logarithm(0)};
    }
}
