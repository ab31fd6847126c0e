package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.intent;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static io.escapement.engine.risk.Proposal.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 12: the same order again within 50 ms, or an id that is known. */
class Row12DuplicateOrderTest {
    private static final long WINDOW = 50_000_000;

    private final Proposal proposal = new Proposal();
    private final DuplicateOrder control = new DuplicateOrder(proposal.table, WINDOW);

    @BadInput
    void theSameSidePriceAndQuantityAtOnceIsDenied() {
        assertEquals(List.of(), proposal.judge(control));
        control.onSent(proposal.order);
        assertEquals(List.of(RiskRule.DUPLICATE_ORDER, Scope.GLOBAL, WINDOW, 0L), proposal.judge(control));
    }

    @BadInput
    void theSameJustWithinTheWindowIsDeniedAndBehindItGoes() {
        control.onSent(proposal.order);
        proposal.order.eventTimeNs += WINDOW - 1;
        assertEquals(List.of(RiskRule.DUPLICATE_ORDER, Scope.GLOBAL, WINDOW, WINDOW - 1), proposal.judge(control));
        proposal.order.eventTimeNs += 1;
        assertEquals(List.of(), proposal.judge(control));
    }

    @BadInput
    void anIdThatIsKnownIsDeniedAsAfterARestart() {
        proposal.order.clientOrderId = proposal.open(9, Side.SELL, 1).clientOrderId();
        assertEquals(List.of(RiskRule.DUPLICATE_ORDER, Scope.NONE, NONE, proposal.order.clientOrderId),
            proposal.judge(control));
    }

    @Test
    void anotherSidePriceQuantityStrategyOrTriggerGoes() {
        control.onSent(proposal.order);
        proposal.order.price++;
        assertEquals(List.of(), proposal.judge(control));
        proposal.order.price--;
        proposal.order.quantity++;
        assertEquals(List.of(), proposal.judge(control));
        proposal.order.quantity--;
        proposal.order.side = Side.SELL;
        assertEquals(List.of(), proposal.judge(control));
        proposal.order.side = Side.BUY;
        proposal.order.strategyId = 2;
        assertEquals(List.of(), proposal.judge(control));
    }

    @BadInput
    void theStageDeniesTheSecondOfTwoEqualIntents() {
        final RiskFixture fixture = new RiskFixture(RiskFixture.config()
            .withGuards(RiskFixture.guards().withDuplicateWindow(WINDOW)));
        fixture.harness.upstream(intent(1, 1, Side.BUY, 10_000_000, 10_000))
            .upstream(intent(1, 1, Side.BUY, 10_000_000, 10_000));
        assertEquals(List.of("NewOrder 7-3-0 1 s1 BUY 10000000@10000 GTC",
            "Denied 1 s1 BUY 10000000@10000 DUPLICATE_ORDER limit 50000000 observed 0"),
            fixture.harness.send(timer(1)));
    }

    @Property(tries = 200)
    void itRemembersWhatAPlainListOfTheLastSixtyFourDoes(
        @ForAll @Size(max = 100) List<@LongRange(min = 1, max = 6) Long> prices,
        @ForAll @LongRange(max = 30_000_000) long stepNs) {
        final Proposal random = new Proposal();
        final DuplicateOrder tested = new DuplicateOrder(random.table, WINDOW);
        final List<long[]> sent = new ArrayList<>();
        for (final long price : prices) {
            random.order.eventTimeNs += stepNs;
            random.order.price = price;
            final long now = random.order.eventTimeNs;
            final boolean twice = sent.stream().skip(Math.max(0, sent.size() - 64))
                .anyMatch(one -> one[0] == price && now - one[1] < WINDOW);
            assertEquals(!twice, random.isAllowed(tested));
            if (!twice) {
                tested.onSent(random.order);
                sent.add(new long[] {price, now});
            }
        }
    }
}
