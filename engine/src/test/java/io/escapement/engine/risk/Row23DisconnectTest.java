package io.escapement.engine.risk;

import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.orders.OrderEvents;
import io.escapement.engine.pipeline.TestEvents;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 23: a venue that we cannot see gets nothing, and after ten seconds all trading halts. */
class Row23DisconnectTest {
    private final RiskFixture fixture = new RiskFixture();

    private List<String> gateway(GatewayCondition condition, long value) {
        return fixture.harness.send(RiskEvents.gateway(condition, value));
    }

    private List<String> intend() {
        return fixture.intend(Side.BUY, 10_000_000, 10_000);
    }

    private static String denied(Object limit, Object observed) {
        return "Denied 1 s1 BUY 10000000@10000 DISCONNECT_PROTECTION limit " + limit + " observed " + observed;
    }

    @BadInput
    void nothingGoesWhileTheGatewayIsAway() {
        gateway(GatewayCondition.DISCONNECTED, 0);
        fixture.harness.advance(SECOND);
        assertEquals(List.of(denied(0, SECOND)), intend());
        gateway(GatewayCondition.LOGON_REFUSED, 0);
        assertEquals(List.of(denied(0, SECOND)), intend(), "still away since the first");
    }

    @BadInput
    void awayForTooLongAsWithAHalfOpenConnectionHaltsEverything() {
        fixture.intend(Side.BUY, 10_000_000, 10_000);
        gateway(GatewayCondition.DISCONNECTED, 0);
        fixture.harness.advance(10 * SECOND);
        assertEquals(List.of("Trading ACTIVE to HALTED GATEWAY_DOWN", "Cancel 7-3-0 1 GATEWAY_DOWN"),
            fixture.harness.send(timer(1)));
        gateway(GatewayCondition.LOGGED_ON, 0);
        gateway(GatewayCondition.RECONCILED, 0);
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10000 KILL_SWITCH limit 1 observed 3"), intend(),
            "a person has to look");
    }

    @Test
    void aVenueThatIsLateAtTheStartNeedsNoPerson() {
        final RiskFixture real = new RiskFixture(RiskFixture.gateway());
        real.harness.send(RiskEvents.gateway(GatewayCondition.DISCONNECTED));
        real.harness.advance(60 * SECOND);
        assertEquals(List.of(), real.quote());
        real.harness.send(RiskEvents.gateway(GatewayCondition.RECONCILING));
        assertEquals(List.of("Trading HALTED to ACTIVE RECONCILED"),
            real.harness.send(RiskEvents.gateway(GatewayCondition.RECONCILED)));
    }

    @Test
    void whatTheRunBeforeLeftOpenStaysSoUntilItsVenueHasBeenAsked() {
        final RiskFixture real = new RiskFixture(RiskFixture.gateway());
        final long left = RiskFixture.id(2, 0);
        real.harness.send(OrderEvents.carriedOrder(left, Side.BUY, OrderStatus.ACCEPTED, 10_000_000, 0));
        for (int i = 0; i < 5; i++) {
            real.harness.advance(3 * SECOND);
            assertEquals(List.of(), real.harness.send(timer(1)), "reconciling cancels nothing");
        }
        real.harness.send(RiskEvents.gateway(GatewayCondition.DISCONNECTED));
        assertEquals(List.of("Trading HALTED to HALTED OPERATOR", "Cancel 7-2-0 1 OPERATOR"),
            real.harness.send(TestEvents.command(Command.KILL, "me", "a test")), "a person does");
        real.harness.advance(3 * SECOND);
        assertEquals(List.of("Cancel 7-2-0 1 OPERATOR"), real.harness.send(timer(1)), "and again");
    }

    @BadInput
    void aProcessThatWasPausedHasNoReference() {
        fixture.harness.advance(61 * SECOND);
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10000 REFERENCE_MISSING limit 60000000000 observed 61000000000"),
            intend());
    }

    @BadInput
    void withoutTheVenuesTimerThatWouldCancelNothingThatGrowsGoes() {
        gateway(GatewayCondition.DEAD_MAN_FAILED, 0);
        assertEquals(List.of(denied("none", "none")), intend());
        gateway(GatewayCondition.DEAD_MAN_ARMED, 30 * SECOND);
        assertEquals(1, intend().stream().filter(line -> line.startsWith("NewOrder")).count());
    }

    @BadInput
    void whileTheVenueWantsUsToWaitNothingGoes() {
        gateway(GatewayCondition.BANNED, 5 * SECOND);
        final long now = fixture.harness.now();
        assertEquals(List.of(denied(now + 5 * SECOND, now)), intend());
        fixture.harness.advance(5 * SECOND);
        assertEquals(1, intend().stream().filter(line -> line.startsWith("NewOrder")).count());
    }

    @BadInput
    void aClockOffBySecondsSendsNothing() {
        gateway(GatewayCondition.CLOCK_OFFSET, -3 * SECOND);
        assertEquals(List.of(denied(SECOND, -3 * SECOND)), intend());
        gateway(GatewayCondition.CLOCK_OFFSET, SECOND);
        assertEquals(1, intend().stream().filter(line -> line.startsWith("NewOrder")).count());
    }

    @Test
    void aCancelAllThatFailedIsAskedForAgain() {
        intend();
        assertEquals(List.of("Cancel 7-3-0 1 GATEWAY_DOWN"), gateway(GatewayCondition.CANCEL_ALL_FAILED, 0));
    }

    @Property(tries = 200)
    void exactlyAHereTimelyUnblockedProtectedVenueGetsOrders(@ForAll boolean here, @ForAll boolean deadMan,
        @ForAll @LongRange(min = -3, max = 3) long offset, @ForAll @LongRange(min = -1, max = 1) long blocked) {
        final Proposal proposal = new Proposal();
        final VenueState venue = proposal.order.market.venue;
        venue.awaySinceNs = here ? VenueState.HERE : proposal.order.eventTimeNs;
        venue.deadManFailed = deadMan;
        venue.clockOffsetNs = offset;
        venue.blockedUntilNs = proposal.order.eventTimeNs + blocked;
        assertEquals(here && !deadMan && Math.abs(offset) <= 2 && blocked <= 0,
            proposal.isAllowed(new DisconnectProtection(2)));
    }
}
