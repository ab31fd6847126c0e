package io.escapement.engine.risk;

import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.OrderType;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;

import static io.escapement.engine.risk.Proposal.MONEY;
import static io.escapement.engine.risk.Proposal.allows;
import static io.escapement.engine.risk.Proposal.denies;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 20: tick, lot and the venue's own bounds. */
class Row20GridTest {
    private final Control control = new Grid();

    @Test
    void whatIsOnTheGridGoesAndABoundThatIsNotGivenDoesNotBind() {
        allows(control, p -> { });
        allows(control, p -> p.instrument(InstrumentStatus.TRADING, 1, 1_000, Long.MIN_VALUE, Long.MIN_VALUE,
            Long.MIN_VALUE));
    }

    @BadInput
    void aPriceOffTheTickIsDenied() {
        denies(control, Scope.NONE, 100, 10_050, p -> {
            p.instrument(InstrumentStatus.TRADING, 100, 1_000, 1_000, 0, 0);
            p.order.price = 10_050;
        });
        denies(control, Scope.NONE, 100, 10_050, p -> {
            p.instrument(InstrumentStatus.TRADING, 100, 1_000, 1_000, 0, 0);
            p.order.type = OrderType.STOP;
            p.order.triggerPrice = 10_050;
        });
    }

    @BadInput
    void aTenthAndAFifthAddedInDoublesAreOffTheLot() {
        final long sum = BigDecimal.valueOf(0.1 + 0.2).movePointRight(17).longValue();
        denies(control, Scope.NONE, 1_000, sum, p -> p.order.quantity = sum);
        denies(control, Scope.NONE, 1_000, 10_000_001, p -> p.order.quantity = 10_000_001);
    }

    @BadInput
    void aQuantityOfZeroOrMinusZeroIsDenied() {
        denies(control, Scope.NONE, 1_000, 0, p -> p.order.quantity = 0);
        denies(control, Scope.NONE, 1_000, 0, p -> p.order.quantity = (long) -0.0);
    }

    @BadInput
    void tooLittleTooMuchAndTooCheapAreDenied() {
        denies(control, Scope.NONE, 20_000_000, 10_000_000,
            p -> p.instrument(InstrumentStatus.TRADING, 1, 1_000, 20_000_000, 0, 0));
        denies(control, Scope.NONE, 9_999_000, 10_000_000,
            p -> p.instrument(InstrumentStatus.TRADING, 1, 1_000, 1_000, 9_999_000, 0));
        denies(control, Scope.NONE, 10 * MONEY + 1, 10 * MONEY,
            p -> p.instrument(InstrumentStatus.TRADING, 1, 1_000, 1_000, 0, 10 * MONEY + 1));
    }

    @Property(tries = 500)
    void exactlyMultiplesWithinBoundsGo(
        @ForAll @LongRange(min = 1, max = 200) long price, @ForAll @LongRange(min = 1, max = 200) long quantity,
        @ForAll @LongRange(min = 1, max = 10) long tick, @ForAll @LongRange(min = 1, max = 10) long lot,
        @ForAll @LongRange(max = 50) long min, @ForAll @LongRange(max = 200) long max,
        @ForAll @LongRange(max = 300) long minNotional) {
        final Proposal proposal = new Proposal();
        proposal.order.price = price;
        proposal.order.quantity = quantity;
        proposal.instrument(InstrumentStatus.TRADING, tick, lot, min, max, minNotional);
        final boolean valid = price % tick == 0 && quantity % lot == 0 && quantity >= min
            && (max == 0 || quantity <= max) && price * quantity / 100 >= minNotional;
        assertEquals(valid, proposal.isAllowed(control));
    }
}
