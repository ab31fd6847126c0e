package io.escapement.engine.risk;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static io.escapement.engine.risk.Proposal.allows;
import static io.escapement.engine.risk.Proposal.denies;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 5: quantity of one order, 0.2 here. */
class Row05OrderQuantityTest {
    private final Control control = new MaxOrderQuantity();

    @Test
    void theGreatestQuantityGoes() {
        allows(control, p -> p.order.quantity = 20_000_000);
    }

    @BadInput
    void oneUnitMoreIsDenied() {
        denies(control, Scope.INSTRUMENT, 20_000_000, 20_000_001, p -> p.order.quantity = 20_000_001);
    }

    @BadInput
    void aBillionLotsAreDenied() {
        denies(control, Scope.INSTRUMENT, 20_000_000, 1_000_000_000_000L,
            p -> p.order.quantity = 1_000_000_000_000L);
        denies(control, Scope.INSTRUMENT, 20_000_000, NumericSanity.MOST,
            p -> p.order.quantity = NumericSanity.MOST);
    }

    @BadInput
    void contractsGivenAsCoinsAreDenied() {
        denies(control, Scope.INSTRUMENT, 20_000_000, 100_000_000, p -> {
            p.kind(InstrumentKind.LINEAR, Instrument.ONE / 1_000);
            p.order.quantity = 100_000_000;
        });
    }

    @Property(tries = 200)
    void exactlyUpToTheLimitGoes(@ForAll @LongRange(min = 1, max = 1_000_000_000_000_000_000L) long quantity,
                                 @ForAll @LongRange(min = 1, max = 1_000_000_000_000_000_000L) long limit,
                                 @ForAll boolean edge) {
        final Proposal proposal = new Proposal();
        proposal.order.quantity = edge ? limit : quantity;
        proposal.limits(limit, 1, 1, 1, 1, 1);
        assertEquals(edge || quantity <= limit, proposal.isAllowed(control));
    }
}
