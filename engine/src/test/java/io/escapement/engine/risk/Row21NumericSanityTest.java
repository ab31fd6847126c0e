package io.escapement.engine.risk;

import io.escapement.codecs.sbe.OrderType;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static io.escapement.engine.risk.Proposal.NONE;
import static io.escapement.engine.risk.Proposal.allows;
import static io.escapement.engine.risk.Proposal.denies;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 21: numbers first. Prices and quantities are longs, so what is no number comes as one that cannot be. */
class Row21NumericSanityTest {
    private static final long MOST = NumericSanity.MOST;

    private final Control control = new NumericSanity();

    @Test
    void theGreatestNumberGoes() {
        allows(control, p -> p.order.price = MOST);
        allows(control, p -> p.order.quantity = MOST);
    }

    @BadInput
    void zeroAndNegativeNumbersAreDenied() {
        denies(control, Scope.NONE, MOST, 0, p -> p.order.price = 0);
        denies(control, Scope.NONE, MOST, -1, p -> p.order.price = -1);
        denies(control, Scope.NONE, MOST, -5, p -> p.order.quantity = -5);
    }

    @BadInput
    void whatNaNAndInfinityBecomeIsDenied() {
        denies(control, Scope.NONE, MOST, 0, p -> p.order.price = (long) Double.NaN);
        denies(control, Scope.NONE, MOST, Long.MAX_VALUE, p -> p.order.price = (long) Double.POSITIVE_INFINITY);
        denies(control, Scope.NONE, MOST, Long.MIN_VALUE, p -> p.order.quantity = (long) Double.NEGATIVE_INFINITY);
    }

    @BadInput
    void theLeastLongIsDenied() {
        denies(control, Scope.NONE, MOST, Long.MIN_VALUE, p -> p.order.price = Long.MIN_VALUE);
        denies(control, Scope.NONE, MOST, Long.MIN_VALUE, p -> p.order.quantity = Long.MIN_VALUE);
    }

    @BadInput
    void aScaleMismatchThatMakesATrillionIsDenied() {
        denies(control, Scope.NONE, MOST, MOST + 1, p -> p.order.quantity = MOST + 1);
        denies(control, Scope.NONE, MOST, MOST + 1, p -> {
            p.order.type = OrderType.STOP;
            p.order.triggerPrice = MOST + 1;
        });
    }

    @Test
    void aMarketOrderNeedsNoPrice() {
        allows(control, p -> {
            p.order.type = OrderType.MARKET;
            p.order.price = NONE;
        });
    }

    @Property(tries = 300)
    void exactlyWhatIsPositiveAndBoundedGoes(@ForAll long price, @ForAll long quantity, @ForAll long trigger,
                                             @ForAll OrderType type) {
        final Proposal proposal = new Proposal();
        proposal.order.price = price;
        proposal.order.quantity = quantity;
        proposal.order.triggerPrice = trigger;
        proposal.order.type = type;
        final boolean limit = type.name().endsWith("LIMIT");
        final boolean stop = type.name().startsWith("STOP") || type.name().startsWith("TAKE");
        assertEquals((!limit || price > 0 && price <= MOST) && (!stop || trigger > 0 && trigger <= MOST)
            && quantity > 0 && quantity <= MOST, proposal.isAllowed(control));
    }
}
