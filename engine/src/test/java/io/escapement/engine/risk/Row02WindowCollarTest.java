package io.escapement.engine.risk;

import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.risk.Proposal.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 2: nothing is taken along by a market that walks, 50 hundredths of a percent in a minute here. */
class Row02WindowCollarTest {
    private final Control control = new WindowCollar();

    private static Proposal walked(long step, int steps) {
        final Proposal proposal = new Proposal().limit(Bound.WINDOW_COLLAR, 50);
        long mid = 10_000;
        for (int i = 0; i < steps; i++) {
            mid += step;
            proposal.harness.advance(SECOND / 2);
            proposal.quote(mid, mid + 2);
        }
        proposal.order.price = mid;
        return proposal;
    }

    @Test
    void ordersGoWhileTheMarketStandsStill() {
        assertEquals(List.of(), walked(0, 50).judge(control));
    }

    @BadInput
    void aBuyAfterFiftyStepsUpOfAFifthOfAPercentIsDenied() {
        assertEquals(List.of(RiskRule.PRICE_COLLAR_OVER_TIME, Scope.INSTRUMENT, 50L, 999L),
            walked(20, 50).judge(control));
    }

    @BadInput
    void aSellAfterStepsDownIsDenied() {
        final Proposal proposal = walked(-20, 10);
        proposal.order.side = Side.SELL;
        assertEquals(List.of(RiskRule.PRICE_COLLAR_OVER_TIME, Scope.INSTRUMENT, 50L, 201L), proposal.judge(control));
    }

    @BadInput
    void aMarketOrderIsDeniedByTheFarSide() {
        final Proposal proposal = walked(20, 5);
        proposal.order.type = OrderType.MARKET;
        assertEquals(List.of(RiskRule.PRICE_COLLAR_OVER_TIME, Scope.INSTRUMENT, 50L, 101L), proposal.judge(control));
    }

    @BadInput
    void withoutAMidInTheWindowThereIsNoReference() {
        final Proposal proposal = walked(0, 1);
        proposal.order.eventTimeNs += 70 * SECOND;
        assertEquals(List.of(RiskRule.PRICE_COLLAR_OVER_TIME, Scope.INSTRUMENT, 50L, NONE), proposal.judge(control));
    }

    @Test
    void aBuyBelowTheLowestAndASellIntoARiseGo() {
        final Proposal up = walked(20, 50);
        up.order.price = 10_000;
        assertEquals(List.of(), up.judge(control));
        up.order.price = 20_000;
        up.order.side = Side.SELL;
        assertEquals(List.of(), up.judge(control), "selling into a rise is on the good side");
    }

    @Property(tries = 200)
    void theWindowKnowsAtLeastTheLowestAndHighestOfItsTime(
        @ForAll @Size(min = 1, max = 80) List<@LongRange(min = 1, max = 1_000_000) Long> mids,
        @ForAll @LongRange(min = 1, max = 3_000_000_000L) long stepNs) {
        final long windowNs = 31 * SECOND;
        final MidWindow window = new MidWindow(windowNs);
        final long start = 1_700_000_000L * SECOND;
        for (int i = 0; i < mids.size(); i++) {
            window.add(start + i * stepNs, mids.get(i));
        }
        final long now = start + (mids.size() - 1) * stepNs;
        final long slotNs = windowNs / (MidWindow.SLOTS - 1);
        long low = Long.MAX_VALUE;
        long high = 0;
        for (int i = 0; i < mids.size(); i++) {
            if (now / slotNs - (start + i * stepNs) / slotNs < MidWindow.SLOTS) {
                low = Math.min(low, mids.get(i));
                high = Math.max(high, mids.get(i));
            }
        }
        assertEquals(List.of(low, high), List.of(window.lowest(now), window.highest(now)));
    }
}
