package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.OrderType;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;

import static io.escapement.engine.risk.Proposal.MONEY;
import static io.escapement.engine.risk.Proposal.NONE;
import static io.escapement.engine.risk.Proposal.allows;
import static io.escapement.engine.risk.Proposal.denies;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 4: worth of one order, 50 here. */
class Row04OrderNotionalTest {
    private final Control control = new MaxOrderNotional();

    @Test
    void anOrderOfTheGreatestWorthGoes() {
        allows(control, p -> p.order.quantity = 50_000_000);
    }

    @BadInput
    void oneUnitMoreIsDenied() {
        denies(control, Scope.INSTRUMENT, 50 * MONEY, 50 * MONEY + 100, p -> p.order.quantity = 50_000_001);
    }

    @BadInput
    void aProductThatOverflowsALongIsDenied() {
        denies(control, Scope.INSTRUMENT, 50 * MONEY, NONE, p -> {
            p.order.price = NumericSanity.MOST;
            p.order.quantity = NumericSanity.MOST;
        });
    }

    @BadInput
    void quoteAndBaseSwappedIsDenied() {
        // 100 of the quote asset, given as the quantity
        denies(control, Scope.INSTRUMENT, 50 * MONEY, 10_000 * MONEY, p -> p.order.quantity = 10_000_000_000L);
    }

    @Test
    void aMarketOrderCountsWithTheFarSideAndTheCollar() {
        denies(control, Scope.INSTRUMENT, 50 * MONEY, 50 * MONEY + 26_500_000, p -> {
            p.order.type = OrderType.MARKET;
            p.order.price = NONE;
            p.order.quantity = 50_000_000;
        });
    }

    @Test
    void contractsCountWithTheirSize() {
        denies(control, Scope.INSTRUMENT, 50 * MONEY, 1_000 * MONEY, p -> {
            p.kind(InstrumentKind.LINEAR, 100 * MONEY);
            p.order.quantity = 10_000_000;
        });
        denies(control, Scope.INSTRUMENT, 50 * MONEY, 100 * MONEY, p -> {
            p.kind(InstrumentKind.INVERSE, 100 * MONEY);
            p.order.quantity = 100_000_000;
        });
    }

    @Test
    void theTightestOfAllScopesWins() {
        denies(control, Scope.GLOBAL, MONEY, 10 * MONEY, p -> p.global(Bound.ORDER_NOTIONAL, MONEY));
    }

    @Property(tries = 500)
    void exactlyWhatIsWorthNoMoreGoes(@ForAll @LongRange(min = 1, max = 1_000_000_000_000_000_000L) long price,
                                      @ForAll @LongRange(min = 1, max = 1_000_000_000_000_000_000L) long quantity,
                                      @ForAll @LongRange(min = 1, max = 1_000_000_000L) long small,
                                      @ForAll boolean both,
                                      @ForAll @LongRange(min = 1, max = 1_000_000_000_000_000L) long limit) {
        final Proposal proposal = new Proposal();
        proposal.order.price = both ? price : small;
        proposal.order.quantity = quantity;
        proposal.limits(1, limit, 1, 1, 1, 1);
        // exponents -2 and -8 make -10, Money is -8
        final BigInteger worth = BigInteger.valueOf(proposal.order.price).multiply(BigInteger.valueOf(quantity))
            .add(BigInteger.valueOf(99)).divide(BigInteger.valueOf(100));
        assertEquals(worth.compareTo(BigInteger.valueOf(limit)) <= 0, proposal.isAllowed(control));
    }
}
