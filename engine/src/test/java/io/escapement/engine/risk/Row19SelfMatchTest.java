package io.escapement.engine.risk;

import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.OrderTerms;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.risk.Proposal.allows;
import static io.escapement.engine.risk.Proposal.denies;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 19: we do not trade with ourselves. */
class Row19SelfMatchTest {
    private static Control control(Proposal proposal) {
        return new SelfMatch(proposal.table);
    }

    private static void sells(Proposal proposal, long price) {
        proposal.order.side = Side.SELL;
        proposal.order.price = price;
    }

    @Test
    void ordersThatCannotMeetGo() {
        allows(Row19SelfMatchTest::control, p -> p.open(1, Side.SELL, 1_000, 10_001));
        allows(Row19SelfMatchTest::control, p -> p.open(1, Side.BUY, 1_000, 10_000));
        allows(Row19SelfMatchTest::control, p -> p.open(1, Side.BUY, 1_000, 20_000));
    }

    @BadInput
    void aSellThatCrossesOurOwnBidIsDenied() {
        denies(Row19SelfMatchTest::control, Scope.NONE, 10_000, 10_000, p -> {
            p.open(1, Side.BUY, 1_000, 10_000);
            sells(p, 10_000);
        });
    }

    @BadInput
    void anotherStrategysOrderIsOursToo() {
        denies(Row19SelfMatchTest::control, Scope.NONE, 9_999, 10_000, p -> {
            p.table.add(ClientOrderIds.of(7, 2, 0), new OrderTerms().limit(1, 2, Side.SELL, 9_999, 1_000), 1);
        });
    }

    @BadInput
    void aMarketOrderMeetsWhateverIsThere() {
        denies(Row19SelfMatchTest::control, Scope.NONE, 10_500, 10_053, p -> {
            p.open(1, Side.SELL, 1_000, 10_500);
            p.order.type = OrderType.MARKET;
        });
    }

    @BadInput
    void anOrderOfUnknownFateAndOneWhoseCancelIsPendingAreThereStill() {
        denies(Row19SelfMatchTest::control, Scope.NONE, 10_000, 10_000,
            p -> p.table.unanswered(p.open(1, Side.SELL, 1_000, 10_000)));
        denies(Row19SelfMatchTest::control, Scope.NONE, 10_000, 10_000,
            p -> p.table.cancelSent(p.open(1, Side.SELL, 1_000, 10_000), 5));
    }

    @Test
    void aHeldOrderIsNotThereYet() {
        allows(Row19SelfMatchTest::control, p -> p.table.add(ClientOrderIds.of(7, 2, 0), new OrderTerms()
            .limit(1, 1, Side.SELL, 9_000, 1_000).type(OrderType.STOP_LIMIT).triggerPrice(9_500).held(true), 1));
    }

    @Property(tries = 200)
    void exactlyWhatMeetsNoneOfOursGoes(@ForAll @Size(max = 10) List<@LongRange(min = 1, max = 20) Long> bids,
                                        @ForAll @Size(max = 10) List<@LongRange(min = 1, max = 20) Long> asks,
                                        @ForAll @LongRange(min = 1, max = 20) long price, @ForAll boolean buy) {
        final Proposal proposal = new Proposal();
        long sequence = 1;
        for (final long bid : bids) {
            proposal.open(sequence++, Side.BUY, 1_000, bid);
        }
        for (final long ask : asks) {
            proposal.open(sequence++, Side.SELL, 1_000, ask);
        }
        proposal.order.side = buy ? Side.BUY : Side.SELL;
        proposal.order.price = price;
        final boolean meets = buy ? asks.stream().anyMatch(ask -> ask <= price)
            : bids.stream().anyMatch(bid -> bid >= price);
        assertEquals(!meets, proposal.isAllowed(control(proposal)));
    }
}
