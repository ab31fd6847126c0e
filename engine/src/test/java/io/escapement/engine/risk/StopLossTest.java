package io.escapement.engine.risk;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.Side;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.command;
import static io.escapement.engine.pipeline.TestEvents.report;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A stop-loss closes the position, whatever it takes. */
class StopLossTest {
    private static final long HELD = 20_000_000;

    private static RiskFixture fixture(StopLossRule.Kind kind) {
        final StopLossRule rule = new StopLossRule(kind, 100, 200, 2, 60 * SECOND, Trigger.MARK, 2 * SECOND);
        return new RiskFixture(RiskFixture.config()
            .withInstruments(List.of(RiskFixture.limits("BTCUSDT").withStopLoss(rule))));
    }

    private static RiskFixture holding(StopLossRule.Kind kind, Side side) {
        final RiskFixture fixture = fixture(kind);
        fixture.trade(side, HELD, 10_000);
        return fixture;
    }

    @Test
    void aFixedStopClosesALongAndIsNamedAfterItsRecordAndItsOwnIndex() {
        final RiskFixture fixture = holding(StopLossRule.Kind.FIXED, Side.BUY);
        assertEquals(List.of(), fixture.quote(9_901, 9_903));
        assertEquals(List.of("NewOrder 7-6-128 1 s1 SELL 20000000@9851 IOC reduce"), fixture.quote(9_899, 9_901));
        assertEquals(List.of(), fixture.fill(RiskFixture.id(6, 128), Side.SELL, 9_899, HELD, 0), "flat: done");
        assertEquals(List.of(), fixture.quote(9_000, 9_002));
    }

    @Test
    void itClosesAShortToo() {
        final RiskFixture fixture = holding(StopLossRule.Kind.FIXED, Side.SELL);
        assertEquals(List.of(), fixture.quote(10_098, 10_100));
        assertEquals(List.of("NewOrder 7-6-128 1 s1 BUY 20000000@10150 IOC reduce"), fixture.quote(10_099, 10_101));
    }

    @Test
    void itIsTriedAgainUntilFlatAlsoWhileReducing() {
        final RiskFixture fixture = holding(StopLossRule.Kind.FIXED, Side.BUY);
        fixture.quote(9_899, 9_901);
        fixture.harness.send(report(RiskFixture.id(5, 128), 1, Side.SELL, ExecutionType.EXPIRED));
        fixture.harness.send(command(Command.REDUCE, "Ann", "news"));
        assertEquals(List.of(), fixture.quote(9_950, 9_952), "not before it is due");
        fixture.harness.advance(2 * SECOND);
        assertEquals(List.of("NewOrder 7-9-128 1 s1 SELL 20000000@9902 IOC reduce"), fixture.quote(9_950, 9_952),
            "the price is better now, but a stop is a stop");
        fixture.fill(RiskFixture.id(9, 128), Side.SELL, 9_950, HELD / 2, 0);
        fixture.harness.send(report(RiskFixture.id(9, 128), 1, Side.SELL, ExecutionType.EXPIRED));
        fixture.harness.advance(2 * SECOND);
        assertEquals(List.of("NewOrder 7-12-128 1 s1 SELL 10000000@9902 IOC reduce"), fixture.quote(9_950, 9_952));
    }

    @Test
    void whatTheStrategyHasOpenIsCancelledFirstAndItMayNotGrowThePosition() {
        final RiskFixture fixture = holding(StopLossRule.Kind.FIXED, Side.BUY);
        fixture.intend(Side.BUY, 10_000_000, 9_990);
        assertEquals(List.of("Cancel 7-5-0 1 STOP_LOSS"), fixture.quote(9_899, 9_901));
        assertEquals(List.of("Denied 1 s1 BUY 10000000@9900 KILL_SWITCH limit 1 observed 2"),
            fixture.intend(Side.BUY, 10_000_000, 9_900));
        assertEquals(List.of("NewOrder 7-8-128 1 s1 SELL 20000000@9851 IOC reduce"),
            fixture.harness.send(report(RiskFixture.id(5, 0), 1, Side.BUY, ExecutionType.CANCELLED)));
    }

    @Test
    void anOrderThatDoesNotGoDoesNotHoldItUpForEver() {
        final RiskFixture fixture = holding(StopLossRule.Kind.FIXED, Side.BUY);
        fixture.intend(Side.BUY, 10_000_000, 9_990);
        fixture.quote(9_899, 9_901);
        fixture.harness.advance(2 * SECOND);
        assertEquals(List.of("NewOrder 7-7-128 1 s1 SELL 20000000@9851 IOC reduce", "Cancel 7-5-0 1 STOP_LOSS"),
            fixture.quote(9_899, 9_901));
    }

    @Test
    void afterAHaltOfAllTradingItWaits() {
        final RiskFixture fixture = holding(StopLossRule.Kind.FIXED, Side.BUY);
        fixture.harness.send(command(Command.KILL, "", ""));
        assertEquals(List.of(), fixture.quote(9_899, 9_901));
        fixture.harness.send(command(Command.RESUME, "Ann", "close it"));
        assertEquals(1, fixture.quote(9_899, 9_901).stream().filter(line -> line.startsWith("NewOrder")).count());
    }

    @Test
    void withoutAReferenceItIsDeniedAndTriedAgain() {
        final RiskFixture fixture = holding(StopLossRule.Kind.FIXED, Side.BUY);
        fixture.quote(9_899, 9_901);
        fixture.harness.send(report(RiskFixture.id(5, 128), 1, Side.SELL, ExecutionType.EXPIRED));
        fixture.harness.status(1, BookState.SUSPECT).send(timer(1));
        fixture.harness.advance(2 * SECOND);
        assertEquals(List.of("Denied 1 s1 SELL 20000000@0 NUMERIC_SANITY limit 1000000000000000000 observed 0"),
            fixture.harness.send(timer(1)));
        fixture.harness.advance(2 * SECOND);
        assertEquals(1, fixture.quote(9_899, 9_901).stream().filter(line -> line.startsWith("NewOrder")).count());
    }

    @Test
    void aTrailingStopFollowsTheBestPrice() {
        final RiskFixture fixture = holding(StopLossRule.Kind.TRAILING, Side.BUY);
        fixture.quote(10_499, 10_501);
        assertEquals(List.of(), fixture.quote(10_399, 10_401));
        assertEquals(1, fixture.quote(10_394, 10_396).size(), "1 percent below 105.00 is 103.95");
    }

    @Test
    void anAtrStopStandsAsFarAwayAsTheMarketMovesAndOnlyComesCloser() {
        final RiskFixture fixture = holding(StopLossRule.Kind.ATR, Side.BUY);
        for (final long[] bar : new long[][] {{10_000, 10_000}, {10_020, 10_000}, {10_020, 10_000}}) {
            fixture.harness.upstream(RiskEvents.bar(bar[0], bar[1], bar[1]));
        }
        fixture.quote();
        assertEquals(List.of(), fixture.quote(9_960, 9_962), "true ranges of 0.20, twice that below 100.00");
        assertEquals(1, fixture.quote(9_959, 9_961).size());
    }

    @Test
    void aRestTooSmallForAnOrderIsLeft() {
        final RiskFixture fixture = fixture(StopLossRule.Kind.FIXED);
        fixture.intend(Side.BUY, 10_000_000, 10_000);
        fixture.fill(RiskFixture.id(3, 0), Side.BUY, 10_000, 1_000_000, 0);
        fixture.harness.send(report(RiskFixture.id(3, 0), 1, Side.BUY, ExecutionType.CANCELLED));
        assertEquals(List.of(), fixture.quote(9_000, 9_002), "worth 0.9, and the venue takes 5 at least");
    }

    @Test
    void aRestThatIsLeftDoesNotKeepTheStrategyFromTradingOn() {
        final RiskFixture fixture = holding(StopLossRule.Kind.FIXED, Side.BUY);
        fixture.quote(9_899, 9_901);
        fixture.fill(RiskFixture.id(5, 128), Side.SELL, 9_899, HELD - 1_000_000, 0);
        fixture.harness.send(report(RiskFixture.id(5, 128), 1, Side.SELL, ExecutionType.EXPIRED));
        assertEquals(List.of("NewOrder 7-8-0 1 s1 BUY 10000000@9900 GTC"),
            fixture.intend(Side.BUY, 10_000_000, 9_900));
    }

    @Test
    void aPositionLargerThanAnOrderMayBeIsClosedInParts() {
        final RiskFixture fixture = holding(StopLossRule.Kind.FIXED, Side.BUY);
        fixture.trade(Side.BUY, HELD, 10_000);
        assertEquals(List.of("NewOrder 7-7-128 1 s1 SELL 20000000@9851 IOC reduce"), fixture.quote(9_899, 9_901));
        assertEquals(List.of("NewOrder 7-8-128 1 s1 SELL 20000000@9851 IOC reduce"), fixture.quote(9_899, 9_901));
        assertEquals(List.of(), fixture.quote(9_899, 9_901), "all of it is on its way");
    }

    @Property(tries = 60)
    void itNeverOrdersMoreThanIsHeldAndEndsFlat(@ForAll @LongRange(min = 6, max = 20) long lots,
                                                @ForAll @Size(max = 8) List<@LongRange(max = 10) Long> fills) {
        final RiskFixture fixture = fixture(StopLossRule.Kind.FIXED);
        long held = lots * 1_000_000;
        fixture.trade(Side.BUY, held, 10_000);
        for (int i = 0; i < fills.size() + 3 && held > 0; i++) {
            fixture.harness.advance(2 * SECOND);
            final List<String> lines = fixture.quote(9_800, 9_802);
            if (held < 6_000_000) {
                break;
            }
            assertEquals(1, lines.size());
            assertTrue(lines.get(0).contains(" SELL " + held + "@"), lines + " for " + held);
            final long id = RiskFixture.id(fixture.harness.sequence(), 128);
            final long filled = i < fills.size() ? Math.min(held, fills.get(i) * 1_000_000) : held;
            if (filled > 0) {
                fixture.fill(id, Side.SELL, 9_800, filled, 0);
            }
            if (filled < held) {
                fixture.harness.send(report(id, 1, Side.SELL, ExecutionType.EXPIRED));
            }
            held -= filled;
        }
        fixture.harness.advance(10 * SECOND);
        assertTrue(held >= 6_000_000 || fixture.quote(9_800, 9_802).isEmpty());
    }
}
