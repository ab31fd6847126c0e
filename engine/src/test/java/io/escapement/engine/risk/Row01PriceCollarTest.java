package io.escapement.engine.risk;

import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;

import java.util.List;

import static io.escapement.engine.risk.Proposal.NONE;
import static io.escapement.engine.risk.Proposal.allows;
import static io.escapement.engine.risk.Proposal.denies;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 1: distance of the price from the live mid of 100.01, 50 hundredths of a percent here. */
class Row01PriceCollarTest {
    private final Control control = new PriceCollar();

    @Test
    void pricesUpToTheCollarGo() {
        allows(control, p -> p.order.price = 10_051);
        allows(control, p -> p.order.price = 9_951);
    }

    @BadInput
    void aBuyFarAboveTheMidIsDenied() {
        denies(control, Scope.INSTRUMENT, 50, 51, p -> p.order.price = 10_052);
        denies(control, Scope.INSTRUMENT, 50, 1_999, p -> p.order.price = 12_000);
    }

    @BadInput
    void aSellAtAPennyIsDenied() {
        denies(control, Scope.INSTRUMENT, 50, 51, p -> p.order.price = 9_950);
        denies(control, Scope.INSTRUMENT, 50, 10_000, p -> {
            p.order.side = Side.SELL;
            p.order.price = 1;
        });
    }

    @BadInput
    void aPriceInTheWrongDecimalsIsDenied() {
        denies(control, Scope.INSTRUMENT, 50, 989_901, p -> p.order.price = 1_000_000);
        denies(control, Scope.INSTRUMENT, 50, 9_901, p -> p.order.price = 100);
    }

    @BadInput
    void aMarketOrderIsDeniedWhereTheFarSideIsTooFar() {
        allows(control, p -> {
            p.order.type = OrderType.MARKET;
            p.order.price = NONE;
        });
        denies(control, Scope.INSTRUMENT, 50, 100, p -> {
            p.order.type = OrderType.MARKET;
            p.quote(10_000, 10_200);
        });
    }

    @BadInput
    void aTriggerInTheWrongDecimalsIsDeniedAndSoIsALimitFarFromItsTrigger() {
        denies(control, Scope.NONE, PriceCollar.TRIGGER_BPS, 989_901, p -> {
            p.order.type = OrderType.STOP;
            p.order.triggerPrice = 1_000_000;
        });
        denies(control, Scope.INSTRUMENT, 50, 100, p -> {
            p.order.type = OrderType.STOP_LIMIT;
            p.order.triggerPrice = 11_000;
            p.order.price = 11_110;
        });
    }

    @Test
    void theTightestOfAllScopesWins() {
        denies(control, Scope.GLOBAL, 10, 11, p -> {
            p.global(Bound.COLLAR, 10);
            p.order.price = 10_012;
        });
    }

    @BadInput
    void withACrossedBookThereIsNoCollarAndNothingGoes() {
        final RiskFixture fixture = new RiskFixture();
        fixture.harness.live(1, 10_010, 5_000_000, 10_000, 5_000_000);
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10005 MARKET_DATA_REASONABILITY limit 0 observed 10"),
            fixture.intend(Side.BUY, 10_000_000, 10_005));
    }

    @Property(tries = 500)
    void exactlyWhatIsWithinTheCollarGoes(@ForAll @LongRange(min = 2, max = 1_000_000_000L) long bid,
                                          @ForAll @LongRange(min = 1, max = 1_000) long spread,
                                          @ForAll @LongRange(min = 1, max = 2_000_000_000L) long price,
                                          @ForAll @LongRange(min = -3, max = 3) long offset, @ForAll boolean near,
                                          @ForAll @IntRange(min = 1, max = 5_000) int bps) {
        final Proposal proposal = new Proposal();
        proposal.quote(bid, bid + spread);
        proposal.limits(1, 1, 1, 1, bps, 1);
        final BigInteger twiceMid = BigInteger.valueOf(2 * bid + spread);
        final long edge = twiceMid.multiply(BigInteger.valueOf(10_000L + bps)).divide(BigInteger.valueOf(20_000))
            .longValue() + offset;
        proposal.order.price = near ? edge : price;
        final BigInteger distance = BigInteger.valueOf(2 * proposal.order.price).subtract(twiceMid).abs();
        final boolean within = distance.multiply(BigInteger.valueOf(10_000))
            .compareTo(twiceMid.multiply(BigInteger.valueOf(bps))) <= 0;
        assertEquals(within, proposal.isAllowed(control));
    }
}
