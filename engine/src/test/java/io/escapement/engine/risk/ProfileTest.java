package io.escapement.engine.risk;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.Side;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The market's condition switches limits. */
class ProfileTest {
    private static final ProfileRule RULE = new ProfileRule(true, 1_000, 5_000, 1_000, 3_000, 5 * SECOND, 50);

    private final RiskFixture fixture = new RiskFixture(RiskFixture.config().withProfiles(RULE));

    private List<String> seconds(int count, long bid, long ask) {
        List<String> lines = List.of();
        for (int i = 0; i < count; i++) {
            fixture.harness.advance(SECOND);
            final List<String> now = fixture.quote(bid, ask);
            lines = now.isEmpty() ? lines : now;
        }
        return lines;
    }

    @Test
    void aMarketIsCalmWhenItHasBeenSeenForAWhile() {
        assertEquals(List.of("Denied 1 s1 BUY 20000000@10000 MAX_ORDER_QUANTITY limit 10000000 observed 20000000"),
            fixture.intend(Side.BUY, 20_000_000, 10_000), "not known yet counts as volatile");
        assertEquals(List.of("Profile 1 UNKNOWN to CALM volatility 0 spread 200"), seconds(11, 10_000, 10_002));
        assertEquals(List.of("NewOrder 7-15-0 1 s1 BUY 20000000@10000 GTC"),
            fixture.intend(Side.BUY, 20_000_000, 10_000));
    }

    @Test
    void aWideSpreadMakesItVolatileAtOnceAndHaltedWhenItIsWider() {
        seconds(11, 10_000, 10_002);
        assertEquals(List.of("Profile 1 CALM to VOLATILE volatility 499 spread 1199"), seconds(1, 10_000, 10_012));
        assertTrue(seconds(1, 10_000, 10_040).get(0).startsWith("Profile 1 VOLATILE to HALTED"));
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10000 MAX_ORDER_QUANTITY limit 0 observed 10000000"),
            fixture.intend(Side.BUY, 10_000_000, 10_000));
    }

    @Test
    void whatReducesGoesInAHaltedMarketToo() {
        seconds(11, 10_000, 10_002);
        fixture.trade(Side.BUY, 10_000_000, 10_000);
        seconds(1, 10_000, 10_040);
        assertEquals(1, fixture.intend(Side.SELL, 10_000_000, 10_020).stream()
            .filter(line -> line.startsWith("NewOrder")).count());
    }

    @Test
    void aMoveMakesItVolatile() {
        seconds(11, 10_000, 10_002);
        assertEquals(List.of("Profile 1 CALM to VOLATILE volatility 1999 spread 200"), seconds(1, 10_020, 10_022));
    }

    @Test
    void itIsCalmAgainOnlyAfterATimeInWhichNothingSpokeAgainstIt() {
        seconds(11, 10_000, 10_002);
        seconds(1, 10_000, 10_012);
        assertEquals(List.of(), seconds(5, 10_000, 10_002));
        assertEquals(1, seconds(1, 10_000, 10_002).size());
    }

    @Test
    void withoutABookNothingIsKnown() {
        seconds(11, 10_000, 10_002);
        fixture.harness.advance(SECOND).status(1, BookState.STALE);
        assertTrue(fixture.harness.send(timer(1)).get(0).startsWith("Profile 1 CALM to UNKNOWN"));
    }

    @Test
    void rulesThatContradictThemselvesAreProblems() {
        assertEquals(4, new ProfileRule(true, 2, 1, 2, 1, 0, 0).problems().size());
    }

    @Property(tries = 100)
    void volatilityIsTheRootOfTheSumOfSquaresOfTheLastMinute(
        @ForAll @Size(min = 12, max = 80) List<@LongRange(min = 9_900, max = 10_100) Long> mids) {
        final Profile profile = new Profile(RULE);
        double sum = 0;
        for (int i = 0; i < mids.size(); i++) {
            profile.onTimer((i + 1) * SECOND, mids.get(i) - 1, mids.get(i) + 1);
            if (i > 0 && i >= mids.size() - Profile.RETURNS) {
                final double part = (double) (mids.get(i) - mids.get(i - 1)) / mids.get(i - 1);
                sum += part * part;
            }
        }
        assertTrue(Math.abs(profile.volatility() - Math.sqrt(sum) * 1e6) <= 1.5, profile.volatility() + " for "
            + Math.sqrt(sum) * 1e6);
    }
}
