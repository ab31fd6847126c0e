package io.escapement.engine.risk;

import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.orders.Order;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.intent;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static io.escapement.engine.risk.Proposal.NONE;
import static io.escapement.engine.risk.Proposal.allows;
import static io.escapement.engine.risk.Proposal.denies;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 16: the position with everything open, UNKNOWN too, at its worst; 1 here. */
class Row16MaxPositionTest {
    private final Control control = new MaxPosition();

    @Test
    void upToTheLimitOrdersGoWhateverIsOpenOnTheOtherSide() {
        allows(control, p -> p.open(9, Side.BUY, 90_000_000));
        allows(control, p -> p.open(9, Side.SELL, 100_000_000));
    }

    @BadInput
    void aLostAckAndAResendAreDenied() {
        denies(control, Scope.INSTRUMENT, 100_000_000, 110_000_000, p -> {
            final Order lost = p.open(9, Side.BUY, 100_000_000);
            p.table.unanswered(lost);
            assertEquals(OrderStatus.UNKNOWN, lost.status());
        });
    }

    @BadInput
    void oneUnitTooManyIsDeniedOnEitherSide() {
        denies(control, Scope.INSTRUMENT, 100_000_000, 100_000_001, p -> p.open(9, Side.BUY, 90_000_001));
        denies(control, Scope.INSTRUMENT, 100_000_000, 100_000_001, p -> {
            p.open(9, Side.SELL, 90_000_001);
            p.order.side = Side.SELL;
        });
    }

    @BadInput
    void anOrderWhoseCancelIsPendingStillCounts() {
        denies(control, Scope.INSTRUMENT, 100_000_000, 105_000_000, p -> {
            final Order order = p.open(9, Side.BUY, 95_000_000);
            p.table.cancelSent(order, 1);
            assertEquals(OrderStatus.CANCEL_PENDING, order.status());
        });
    }

    @Test
    void whenBothSidesFillTheSumIsStillWithin() {
        final RiskFixture fixture = new RiskFixture();
        fixture.trade(Side.BUY, 20_000_000, 10_000);
        fixture.trade(Side.SELL, 20_000_000, 10_002);
        for (int i = 0; i < 25; i++) {
            fixture.harness.upstream(intent(1, 1, Side.BUY, 20_000_000, 10_000));
        }
        assertEquals(25, fixture.harness.send(timer(1)).stream().filter(line -> line.startsWith("NewOrder")).count());
    }

    @BadInput
    void aSumBeyondALongIsDenied() {
        denies(control, Scope.INSTRUMENT, 100_000_000, NONE, p -> p.open(9, Side.BUY, Long.MAX_VALUE - 1));
    }

    @Test
    void anAmendCountsWithWhatItAdds() {
        final Proposal proposal = new Proposal();
        proposal.order.kind = ProposedOrder.Kind.AMEND;
        proposal.order.known = proposal.open(9, Side.BUY, 90_000_000);
        proposal.order.quantity = 100_000_000;
        assertEquals(List.of(), proposal.judge(control));
        proposal.order.quantity = 100_000_001;
        assertEquals(List.of(RiskRule.MAX_POSITION, Scope.INSTRUMENT, 100_000_000L, 100_000_001L),
            proposal.judge(control));
        proposal.order.quantity = 1;
        assertEquals(List.of(), proposal.judge(control), "while it is not answered, the larger counts");
    }

    @Property(tries = 300)
    void itAgreesWithTheSumOfEverythingOpen(
        @ForAll boolean buy, @ForAll boolean reduceOnly,
        @ForAll @LongRange(min = 1, max = 1_000_000_000_000_000_000L) long quantity,
        @ForAll @Size(max = 8) List<@LongRange(min = 1, max = 1_000_000_000_000_000_000L) Long> buys,
        @ForAll @Size(max = 8) List<@LongRange(min = 1, max = 1_000_000_000_000_000_000L) Long> sells,
        @ForAll @LongRange(min = 1, max = 2_000_000_000_000_000_000L) long limit) {
        final Proposal proposal = new Proposal();
        long sequence = 1;
        for (final long open : buys) {
            proposal.open(sequence++, Side.BUY, open);
        }
        for (final long open : sells) {
            proposal.open(sequence++, Side.SELL, open);
        }
        proposal.order.side = buy ? Side.BUY : Side.SELL;
        proposal.order.quantity = quantity;
        proposal.order.reduceOnly = (short) (reduceOnly ? 1 : 0);
        proposal.limits(1, 1, limit, 1, 1, 1);
        final BigInteger worst = (buy ? buys : sells).stream().map(BigInteger::valueOf)
            .reduce(BigInteger.valueOf(quantity), BigInteger::add);
        assertEquals(worst.compareTo(BigInteger.valueOf(limit)) <= 0, proposal.isAllowed(control));
        assertEquals(!reduceOnly, proposal.isAllowed(new ReduceOnly()));
    }
}
