package io.escapement.engine.risk;

import io.escapement.codecs.sbe.Side;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static io.escapement.engine.risk.Proposal.NONE;
import static io.escapement.engine.risk.Proposal.allows;
import static io.escapement.engine.risk.Proposal.denies;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 10: every order is somebody's. */
class Row10AttributionTest {
    private final Control control = new Attribution();

    private static void ask(Proposal proposal, int strategy) {
        proposal.order.strategyId = strategy;
        proposal.order.strategy = proposal.markets.strategy(strategy);
    }

    @Test
    void knownStrategiesOrder() {
        allows(control, p -> ask(p, 2));
    }

    @BadInput
    void anUnknownStrategyIsDenied() {
        denies(control, Scope.NONE, NONE, 3, p -> ask(p, 3));
    }

    @BadInput
    void anEmptyOrNegativeStrategyIsDenied() {
        denies(control, Scope.NONE, NONE, 0, p -> ask(p, 0));
        denies(control, Scope.NONE, NONE, Integer.MIN_VALUE, p -> ask(p, Integer.MIN_VALUE));
    }

    @BadInput
    void anotherStrategysOrderIsNotChanged() {
        denies(control, Scope.NONE, 1, 2, p -> {
            p.order.known = p.open(5, Side.BUY, 10_000_000);
            ask(p, 2);
        });
    }

    @Property(tries = 200)
    void exactlyTheKnownOrder(@ForAll int id, @ForAll @IntRange(max = 4) int near) {
        for (final int asked : new int[] {id, near}) {
            final Proposal proposal = new Proposal();
            ask(proposal, asked);
            assertEquals(asked == 1 || asked == 2, proposal.isAllowed(control));
        }
    }
}
