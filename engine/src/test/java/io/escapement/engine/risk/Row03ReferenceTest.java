package io.escapement.engine.risk;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.engine.pipeline.TestEvents;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.risk.Proposal.NONE;
import static io.escapement.engine.risk.Proposal.allows;
import static io.escapement.engine.risk.Proposal.denies;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 3: no reference, no order; two seconds old is too old here. */
class Row03ReferenceTest {
    private static final long AGE = 2 * SECOND;

    private final Control control = new ReferencePresent();

    @Test
    void aQuoteOfTheGreatestAgeIsAReference() {
        allows(control, p -> p.order.eventTimeNs += AGE);
    }

    @BadInput
    void aSuspectBookIsNone() {
        for (final BookState state : List.of(BookState.SUSPECT, BookState.STALE, BookState.SYNCING)) {
            denies(control, Scope.INSTRUMENT, AGE, NONE,
                p -> p.harness.status(1, state).send(TestEvents.timer(1)));
        }
    }

    @BadInput
    void aMidOfZeroIsNone() {
        denies(control, Scope.INSTRUMENT, AGE, NONE, p -> p.quote(0, 10_002));
        denies(control, Scope.INSTRUMENT, AGE, NONE, p -> p.quote(10_000, 0));
        denies(control, Scope.INSTRUMENT, AGE, NONE, p -> p.quote(0, 0));
    }

    @BadInput
    void aLockedOrCrossedBookIsNone() {
        denies(control, Scope.INSTRUMENT, AGE, NONE, p -> p.quote(10_002, 10_002));
        denies(control, Scope.INSTRUMENT, AGE, NONE, p -> p.quote(10_003, 10_002));
    }

    @BadInput
    void aQuoteOfThirtySecondsAgoIsNone() {
        denies(control, Scope.INSTRUMENT, AGE, 30 * SECOND, p -> p.order.eventTimeNs += 30 * SECOND);
        denies(control, Scope.INSTRUMENT, AGE, AGE + 1, p -> p.order.eventTimeNs += AGE + 1);
    }

    @BadInput
    void aPriceBeyondAllNumbersIsNoReferenceForAMarketOrder() {
        denies(control, Scope.INSTRUMENT, AGE, NONE, p -> {
            p.quote(NumericSanity.MOST - 1, NumericSanity.MOST);
            p.order.type = OrderType.MARKET;
        });
    }

    @Property(tries = 300)
    void exactlyALiveTwoSidedUncrossedYoungQuoteIsAReference(@ForAll @LongRange(max = 5) long bid,
                                                             @ForAll @LongRange(max = 5) long ask,
                                                             @ForAll @LongRange(max = 20) long ageNs,
                                                             @ForAll @LongRange(min = 1, max = 20) long maxAgeNs) {
        final Proposal proposal = new Proposal();
        proposal.quote(bid, ask);
        proposal.limits(1, 1, 1, 1, 1, maxAgeNs);
        proposal.order.eventTimeNs += ageNs;
        assertEquals(bid > 0 && bid < ask && ageNs <= maxAgeNs, proposal.isAllowed(control));
    }
}
