package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import java.math.BigInteger;
import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.intent;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 7: what has been sent counts at once, before anybody has answered. */
class Row07AllSentCountedTest {
    private static List<Object> judge(Proposal proposal) {
        return proposal.judge(new AllSentCounted(proposal.table));
    }

    @BadInput
    void tenOrdersInFlightEachInsideTheLimitAreTooManyTogether() {
        final Proposal proposal = new Proposal();
        for (int i = 1; i <= 10; i++) {
            assertEquals(List.of(), judge(proposal));
            proposal.open(i, Side.BUY, 10_000_000);
        }
        assertEquals(List.of(RiskRule.ALL_SENT_COUNTED, Scope.INSTRUMENT, 100_000_000L, 110_000_000L),
            judge(proposal));
    }

    @BadInput
    void oneInFlightThatFillsTheLimitIsEnough() {
        final Proposal proposal = new Proposal();
        proposal.open(1, Side.BUY, 90_000_001);
        assertEquals(List.of(RiskRule.ALL_SENT_COUNTED, Scope.INSTRUMENT, 100_000_000L, 100_000_001L),
            judge(proposal));
    }

    @BadInput
    void sellsInFlightCountForSells() {
        final Proposal proposal = new Proposal();
        proposal.open(1, Side.SELL, 95_000_000);
        assertEquals(List.of(), judge(proposal));
        proposal.order.side = Side.SELL;
        assertEquals(List.of(RiskRule.ALL_SENT_COUNTED, Scope.INSTRUMENT, 100_000_000L, 105_000_000L),
            judge(proposal));
    }

    @BadInput
    void allIntentsOfOneRecordCountAtOnce() {
        final RiskFixture fixture = new RiskFixture();
        for (int i = 0; i < 26; i++) {
            fixture.harness.upstream(intent(1, 1, Side.BUY, 20_000_000, 10_000));
        }
        final List<String> lines = fixture.harness.send(timer(1));
        assertEquals(25, lines.stream().filter(line -> line.startsWith("NewOrder")).count());
        assertEquals("Denied 1 s1 BUY 20000000@10000 ALL_SENT_COUNTED limit 500000000 observed 520000000",
            lines.get(25));
    }

    @Property(tries = 200)
    void togetherWithRow16ItDeniesExactlyWhatIsTooMuchWithEverythingSent(
        @ForAll @Size(max = 8) List<@LongRange(min = 1, max = 1_000_000_000_000_000_000L) Long> buys,
        @ForAll @LongRange(min = 1, max = 1_000_000_000_000_000_000L) long quantity,
        @ForAll @LongRange(min = 1, max = 2_000_000_000_000_000_000L) long limit) {
        final Proposal proposal = new Proposal();
        proposal.limits(1, 1, limit, 1, 1, 1);
        proposal.order.quantity = quantity;
        BigInteger sum = BigInteger.valueOf(quantity);
        for (int i = 0; i < buys.size(); i++) {
            proposal.open(i + 1L, Side.BUY, buys.get(i));
            sum = sum.add(BigInteger.valueOf(buys.get(i)));
        }
        final boolean fits = sum.compareTo(BigInteger.valueOf(limit)) <= 0;
        assertEquals(fits, judge(proposal).isEmpty() && proposal.isAllowed(new MaxPosition()));
    }
}
