package io.escapement.engine.risk;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.TestEvents;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.risk.Proposal.denies;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 18: a market that cannot be right: a jump of 2 percent in a second, or 1 percent off the others, here. */
class Row18ReasonabilityTest {
    private final Control control = new MarketReasonability(new Peers());

    private static Proposal proposal() {
        return new Proposal(RiskFixture.config().withGlobal(Bounds.OPEN.with(Bound.OPEN_ORDERS, 100)
            .with(Bound.MESSAGES, 1_000).with(Bound.JUMP, 200).with(Bound.DEVIATION, 100)));
    }

    /** The same thing at another venue, with this mid. */
    private static void peer(Proposal proposal, int id, Venue venue, long bid) {
        proposal.harness.send(RiskEvents.spot(id, "PEER" + id, venue, "BTC", "USDT"));
        if (proposal.markets.of(id) == null) {
            proposal.markets.define(proposal.view.instrument(id));
            proposal.markets.of(1).peers = new InstrumentRisk[] {proposal.markets.of(id)};
        }
        proposal.harness.live(id, bid, 1, bid + 2, 1).send(TestEvents.timer(id));
        proposal.markets.of(id).onQuote(proposal.harness.now(), Bounds.NONE, false);
    }

    @BadInput
    void aJumpOfAFifthOnOneVenueIsDenied() {
        final Proposal proposal = proposal();
        proposal.harness.advance(SECOND / 10);
        proposal.quote(12_000, 12_002);
        assertEquals(List.of(RiskRule.MARKET_DATA_REASONABILITY, Scope.GLOBAL, 200L, 2_000L),
            proposal.judge(control));
    }

    @BadInput
    void aJumpInSmallStepsWithinASecondIsDeniedToo() {
        final Proposal proposal = proposal();
        for (long bid = 10_000; bid <= 10_250; bid += 50) {
            proposal.harness.advance(SECOND / 10);
            proposal.quote(bid, bid + 2);
        }
        assertEquals(List.of(RiskRule.MARKET_DATA_REASONABILITY, Scope.GLOBAL, 200L, 250L), proposal.judge(control));
    }

    @BadInput
    void aLockedOrCrossedBookIsDenied() {
        denies(control, Scope.NONE, 0, 0, p -> p.quote(10_002, 10_002));
        denies(control, Scope.NONE, 0, 3, p -> p.quote(10_005, 10_002));
    }

    @BadInput
    void aBookBehindASequenceGapIsTheNextControlsToDeny() {
        final Proposal proposal = new Proposal();
        proposal.harness.status(1, BookState.SUSPECT).send(TestEvents.timer(1));
        assertEquals(List.of(), proposal.judge(control));
        assertEquals(RiskRule.REFERENCE_MISSING, proposal.judge(new ReferencePresent()).get(0));
    }

    @BadInput
    void aMidFarFromAllOtherVenuesIsDenied() {
        final Proposal proposal = proposal();
        peer(proposal, 2, Venue.BYBIT, 10_200);
        assertEquals(List.of(RiskRule.MARKET_DATA_REASONABILITY, Scope.GLOBAL, 100L, 197L), proposal.judge(control));
        peer(proposal, 2, Venue.BYBIT, 10_050);
        assertEquals(List.of(), proposal.judge(control));
    }

    @Test
    void aJumpThatAnotherVenueMakesTooIsBelieved() {
        final Proposal proposal = proposal();
        peer(proposal, 2, Venue.BYBIT, 12_000);
        proposal.harness.live(1, 12_000, 1, 12_002, 1).send(TestEvents.timer(1));
        proposal.order.market.onQuote(proposal.harness.now(), 200, new Peers().agree(proposal.order.market, 200));
        proposal.order.eventTimeNs = proposal.harness.now();
        assertEquals(List.of(), proposal.judge(control));
    }

    @Test
    void aJumpThatStaysIsBelievedAfterAWhile() {
        final Proposal proposal = proposal();
        proposal.quote(12_000, 12_002);
        proposal.harness.advance(5 * SECOND);
        proposal.quote(12_000, 12_002);
        assertEquals(List.of(), proposal.judge(control));
    }

    @Property(tries = 300)
    void aFirstMoveIsDoubtedExactlyBeyondTheLimit(@ForAll @LongRange(min = 2, max = 1_000_000) long first,
                                                  @ForAll @LongRange(min = 2, max = 1_000_000) long second,
                                                  @ForAll @LongRange(min = 1, max = 5_000) long limitBps) {
        final Jumps jumps = new Jumps(SECOND, 5 * SECOND);
        jumps.onMid(10 * SECOND, first, limitBps, false);
        jumps.onMid(10 * SECOND + 1, second, limitBps, false);
        final boolean within = BigInteger.valueOf(Math.abs(first - second)).multiply(BigInteger.valueOf(10_000))
            .compareTo(BigInteger.valueOf(first).multiply(BigInteger.valueOf(limitBps))) <= 0;
        assertEquals(!within, jumps.isDoubted());
    }
}
