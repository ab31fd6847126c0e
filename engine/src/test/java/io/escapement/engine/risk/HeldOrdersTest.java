package io.escapement.engine.risk;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.command;
import static io.escapement.engine.pipeline.TestEvents.intent;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static io.escapement.engine.risk.Proposal.MONEY;
import static io.escapement.engine.risk.Proposal.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Orders that the engine keeps until their price, and ends at their time. */
class HeldOrdersTest {
    private static final long QUANTITY = 10_000_000;

    private final RiskFixture fixture = new RiskFixture();

    private List<String> stop(OrderType type, Side side, long trigger, long limit) {
        return stop(fixture, type, side, trigger, limit);
    }

    private static List<String> stop(RiskFixture fixture, OrderType type, Side side, long trigger, long limit) {
        return fixture.harness.upstream(intent(1, 1, side, QUANTITY, limit, e -> e.orderType(type)
            .triggerPrice(trigger))).send(timer(1));
    }

    @Test
    void aStopIsHeldAndLetGoByTheLastTrade() {
        assertEquals(List.of("NewOrder 7-3-0 1 s1 BUY 10000000@10152 GTC"),
            stop(OrderType.STOP, Side.BUY, 10_100, NONE));
        fixture.quote(10_098, 10_102);
        assertEquals(List.of(), fixture.trade(10_099));
        assertEquals(List.of("Released 7-3-0 1 trigger 10100 observed 10100"), fixture.trade(10_100));
        assertEquals(List.of(), fixture.trade(10_101), "once");
    }

    @Test
    void aTakeProfitIsLetGoOnTheOtherSide() {
        stop(OrderType.TAKE_PROFIT_LIMIT, Side.SELL, 10_050, 10_049);
        assertEquals(List.of(), fixture.trade(10_049));
        assertEquals(List.of("Released 7-3-0 1 trigger 10050 observed 10055"), fixture.trade(10_055));
    }

    @Test
    void withMarksTheVenuesMarkCounts() {
        final RiskFixture marks = new RiskFixture(RiskFixture.config()
            .withGuards(RiskFixture.guards().withTrigger(Trigger.MARK)));
        stop(marks, OrderType.STOP, Side.SELL, 9_990, NONE);
        assertEquals(List.of(), marks.trade(9_000), "a trade is not asked");
        assertEquals(List.of("Released 7-3-0 1 trigger 9990 observed 9989"),
            marks.harness.send(RiskEvents.mark(1, 9_989 * MONEY / 100)));
    }

    @Test
    void aVenueWithStopsOfItsOwnGetsThemAtOnce() {
        final RiskFixture venue = new RiskFixture(RiskFixture.config()
            .withVenues(List.of(new VenueLimits("BINANCE", Bounds.OPEN, true, false, 100))));
        stop(venue, OrderType.STOP, Side.BUY, 10_100, NONE);
        assertEquals(List.of(), venue.trade(10_100));
    }

    @Test
    void stopsOfAVenueThatRefusesOneAsSuchAreHeldFromThenOn() {
        final RiskFixture venue = new RiskFixture(RiskFixture.config()
            .withVenues(List.of(new VenueLimits("BINANCE", Bounds.OPEN, true, false, 100))));
        stop(venue, OrderType.STOP, Side.BUY, 10_100, NONE);
        venue.harness.send(RiskEvents.rejected(7L << 48 | 3L << 8, RejectCode.NOT_SUPPORTED, ReportSource.GATEWAY));
        stop(venue, OrderType.STOP, Side.BUY, 10_100, NONE);
        assertEquals(List.of(), venue.trade(10_100), "the gateway's own refusal is about that order");
        venue.harness.send(RiskEvents.rejected(7L << 48 | 5L << 8, RejectCode.NOT_SUPPORTED, ReportSource.REPLY));
        stop(venue, OrderType.STOP, Side.BUY, 10_110, NONE);
        assertEquals(1, venue.trade(10_110).size(), "released");
    }

    @Test
    void itCountsAtItsWorstWhileItIsHeld() {
        for (int i = 0; i < 25; i++) {
            fixture.harness.upstream(intent(1, 1, Side.BUY, 2 * QUANTITY, NONE, e -> e.orderType(OrderType.STOP)
                .triggerPrice(10_100)));
        }
        fixture.harness.send(timer(1));
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10000 MAX_POSITION limit 500000000 observed 510000000"),
            fixture.intend(Side.BUY, QUANTITY, 10_000));
    }

    @Test
    void whatIsDeniedAtItsReleaseForGoodIsCancelled() {
        stop(OrderType.STOP, Side.BUY, 10_100, NONE);
        fixture.quote(9_000, 10_200);
        final List<String> lines = fixture.trade(10_100);
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10152 PRICE_COLLAR limit 50 observed 625",
            "Cancel 7-3-0 1 RISK"), lines);
        assertEquals(List.of(), fixture.trade(10_101));
    }

    @Test
    void whatIsDeniedForAReasonThatPassesIsTriedAgain() {
        stop(OrderType.STOP, Side.BUY, 10_100, NONE);
        fixture.harness.status(1, BookState.SUSPECT).send(timer(1));
        assertEquals(List.of(
            "Denied 1 s1 BUY 10000000@10152 REFERENCE_MISSING limit 60000000000 observed none"),
            fixture.trade(10_100));
        assertEquals(List.of(), fixture.trade(10_101), "not at once");
        fixture.harness.advance(SECOND);
        assertEquals(List.of("Released 7-3-0 1 trigger 10100 observed 10101"), fixture.quote(10_099, 10_101));
    }

    @Test
    void aHeldOrderIsCancelledLikeAnyOther() {
        stop(OrderType.STOP, Side.BUY, 10_100, NONE);
        assertEquals(List.of("Trading ACTIVE to HALTED OPERATOR", "Cancel 7-3-0 1 OPERATOR"),
            fixture.harness.send(command(Command.KILL, "", "")));
        assertEquals(List.of(), fixture.trade(10_100));
    }

    @Test
    void whatIsGoodTillATimeIsCancelledThenAndAgainWhileNobodyAnswers() {
        fixture.harness.upstream(intent(1, 1, Side.BUY, QUANTITY, 10_000, e -> e.timeInForce(TimeInForce.GTD)
            .expireTimeNs(fixture.harness.now() + 5 * SECOND))).send(timer(1));
        fixture.harness.advance(4 * SECOND);
        assertEquals(List.of(), fixture.harness.send(timer(1)));
        fixture.harness.advance(SECOND);
        assertEquals(List.of("Cancel 7-3-0 1 EXPIRY"), fixture.harness.send(timer(1)));
        assertEquals(List.of(), fixture.harness.send(timer(1)));
        fixture.harness.advance(2 * SECOND);
        assertEquals(List.of("Cancel 7-3-0 1 EXPIRY"), fixture.harness.send(timer(1)));
    }

    @Property(tries = 200)
    void itIsLetGoByExactlyTheFirstPriceThatReachesIt(@ForAll @LongRange(min = 9_970, max = 9_999) long trigger,
        @ForAll @Size(max = 12) List<@LongRange(min = 9_960, max = 10_020) Long> prices) {
        final RiskFixture random = new RiskFixture();
        stop(random, OrderType.STOP, Side.SELL, trigger, NONE);
        boolean gone = false;
        for (final long price : prices) {
            final List<String> lines = random.trade(price);
            assertEquals(!gone && price <= trigger, !lines.isEmpty());
            gone |= price <= trigger;
        }
    }
}
